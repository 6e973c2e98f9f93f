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

/** JSON strings with misleading quotes and backslashes. */
const STRINGS = [
  '"\\\\"', // a backslash
  '"\\\\\\\\"', // two backslashes
  '"\\\\\\""', // a backslash and a quote
  '"\\""', // a quote
  '"\\u0022"', // a quote by its code
];

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Bodies with any JSON in a location that the contract leaves open, at level two. */
const bodies = {
  guance: (json: string) => `{"event":{"status":"ok"},"extraData":{"any":${json}}}`,
  blueking: (json: string) => {
    const { body } = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);
    return `{"extra":{"any":${json}},${body.slice(1)}`;
  },
};
const ABOVE = 2;
const apiNames = ['guance', 'blueking'] as const;

const request = (api: (typeof apiNames)[number], json: string): Request => ({
  ...(api === 'guance' ? guanceEvent({}) : bluekingReport([])),
  body: bodies[api](json),
});

/** The maximum depth after the string, and one level more. */
const atTheLimit = (api: (typeof apiNames)[number], string: string) =>
  [0, 1].map((more) => `[${string},${nested(limits[api].maxDepth - ABOVE - 1 + more)}]`);

/** A string with more brackets than the maximum depth. */
const withBrackets = (string: string) => `${string.slice(0, -1)}${'['.repeat(1000)}"`;

it.each(apiNames)('counts the depth after any string in a request to the server (%s)', async (api) => {
  const { url } = await runningServer();
  for (const string of STRINGS) {
    const statuses = [];
    for (const json of atTheLimit(api, string)) statuses.push((await send(url, request(api, json))).status);
    expect(statuses, string).toEqual([200, 400]);
  }
});

it.each(apiNames)('ignores brackets in strings in a request to the server (%s)', async (api) => {
  const { url } = await runningServer();
  for (const string of STRINGS)
    expect((await send(url, request(api, withBrackets(string)))).status, string).toBe(200);
});

it('names the depth as the reason for a signed request that is too deep after a string', async () => {
  const { maxDepth } = limits.cloudmonitor;
  const server = await runningServer();
  for (const string of STRINGS)
    await send(server.url, cloudmonitorRequest({ body: `[${string},${nested(maxDepth)}]` }));
  const codes = (await server.requests()).map(({ reasons }) => reasons[0]?.code);
  expect(codes).toEqual(STRINGS.map(() => 'too-deep'));
});

it('counts the depth after any string and ignores brackets in strings in a request to the mock', async () => {
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
