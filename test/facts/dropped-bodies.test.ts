import { type JsonObject, loadBundle, operationsOf } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { bluekingReport, runningServer, send } from './running-server.fixture.ts';

const [entry] = operationsOf(loadBundle('blueking', 'receiver'));
/** The size from which BlueKing's backend drops what its receiver has accepted. */
const rule = entry?.operation['x-dropped-from-bytes'] as JsonObject;
const { bytes, reason } = rule as { bytes: number; reason: string };

/** A report whose body is filled up with spaces to so many bytes. */
function sized(size: number) {
  const report = bluekingReport([{ metrics: { cpu_load: 1 }, target: 'web-001' }]);
  return { ...report, body: report.body.padEnd(size) };
}

it.each([
  [bytes - 1, []],
  [bytes, [reason]],
  [bytes + 1, [reason]],
])('tells from which size on a report to BlueKing is dropped: %d bytes', async (size, expected) => {
  const server = await runningServer({ profile: 'receiver' });
  expect((await send(server.url, sized(size))).status).toBe(200);
  const [verdict] = await server.requests();
  const codes = [...(verdict?.reasons ?? []), ...(verdict?.warnings ?? [])].map(({ code }) => code);
  expect(codes.filter((code) => code === reason)).toEqual(expected);
});
