import { createMock } from '@pushspec/mock';
import { expect, it, onTestFinished } from 'vitest';
import { bluekingReport, guanceEvent, limits, send } from './running-server.fixture.ts';

const request = guanceEvent({ status: 'ok' });

it('reads a preference quoted, in any letter case, and from the header rather than the query', async () => {
  const mock = createMock();
  onTestFinished(() => mock.close());
  const { url } = await mock.listen({ port: 0 });
  const statusOf = async (prefer: string, query = '') => {
    const headers = { ...request.headers, prefer };
    return (await send(url, { ...request, path: request.path + query, headers })).status;
  };
  const statusFor = async (query: string) =>
    (await send(url, { ...request, path: request.path + query })).status;
  expect(await statusOf('code="500"')).toBe(500);
  expect(await statusOf('Code=500')).toBe(500);
  expect(await statusOf('CODE="500"; example="internal-error"')).toBe(500);
  expect(await statusOf('code=500', '?__code=403')).toBe(500);
  expect(await statusOf('wait=10', '?__code=403')).toBe(200);
  expect(await statusFor('?__code=500')).toBe(500);
  // Two underscores, and not any two characters, mark a preference.
  expect(await statusFor('?ascode=500')).toBe(200);
  expect(await statusOf('example=accepted')).toBe(200);
});

it('lists the allowed methods only in the response to another method', async () => {
  const mock = createMock();
  onTestFinished(() => mock.close());
  const { url } = await mock.listen({ port: 0 });
  const report = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);
  const refused = await send(url, { method: 'GET', path: report.path });
  expect([refused.status, refused.headers.allow]).toEqual([405, limits.blueking.method]);
  const accepted = await send(url, report);
  expect([accepted.status, accepted.headers.allow]).toEqual([200, undefined]);
});
