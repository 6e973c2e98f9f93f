import { createMock } from '@pushspec/mock';
import { expect, it, onTestFinished } from 'vitest';
import {
  bluekingReport,
  cloudmonitorRequest,
  guanceEvent,
  limits,
  type Request,
  runningServer,
  send,
} from './running-server.fixture.ts';

/** Strings of JSON whose quotes and backslashes do not begin or end what they seem to. */
const STRINGS = [
  '"\\\\"', // a backslash
  '"\\\\\\\\"', // two backslashes
  '"\\\\\\""', // a backslash and a quote
  '"\\""', // a quote
  '"\\u0022"', // a quote by its code
];

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Bodies with any JSON in a place that the contract leaves open, two levels below the top. */
const bodies = {
  guance: (json: string) => `{"event":{"status":"ok"},"extraData":{"any":${json}}}`,
  blueking: (json: string) => {
    const { body } = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);
    return `{"extra":{"any":${json}},${body.slice(1)}`;
  },
};
const ABOVE = 2;
const vendors = ['guance', 'blueking'] as const;

const request = (vendor: (typeof vendors)[number], json: string): Request => ({
  ...(vendor === 'guance' ? guanceEvent({}) : bluekingReport([])),
  body: bodies[vendor](json),
});

/** As deep as the contract allows behind the string, and one level deeper. */
const atTheLimit = (vendor: (typeof vendors)[number], string: string) =>
  [0, 1].map((more) => `[${string},${nested(limits[vendor].maxDepth - ABOVE - 1 + more)}]`);

/** A string that holds more brackets than the contract allows levels. */
const withBrackets = (string: string) => `${string.slice(0, -1)}${'['.repeat(1000)}"`;

it.each(vendors)('counts the depth behind any string in a request to the server (%s)', async (vendor) => {
  const { url } = await runningServer();
  for (const string of STRINGS) {
    const statuses = [];
    for (const json of atTheLimit(vendor, string))
      statuses.push((await send(url, request(vendor, json))).status);
    expect(statuses, string).toEqual([200, 400]);
  }
});

it.each(vendors)('counts no bracket within a string in a request to the server (%s)', async (vendor) => {
  const { url } = await runningServer();
  for (const string of STRINGS)
    expect((await send(url, request(vendor, withBrackets(string)))).status, string).toBe(200);
});

it('names the depth as the reason of a signed request that is too deep behind a string', async () => {
  const { maxDepth } = limits.cloudmonitor;
  const server = await runningServer();
  for (const string of STRINGS)
    await send(server.url, cloudmonitorRequest({ body: `[${string},${nested(maxDepth)}]` }));
  const codes = (await server.requests()).map(({ reasons }) => reasons[0]?.code);
  expect(codes).toEqual(STRINGS.map(() => 'too-deep'));
});

it('counts the depth behind any string, and no bracket within one, in a request to the mock', async () => {
  const mock = createMock();
  onTestFinished(() => mock.close());
  const { url } = await mock.listen({ port: 0 });
  for (const string of STRINGS) {
    const statuses = [];
    for (const json of [...atTheLimit('guance', string), withBrackets(string)])
      statuses.push((await send(url, request('guance', json))).status);
    expect(statuses, string).toEqual([200, 400, 200]);
  }
});
