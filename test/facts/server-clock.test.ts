import { validate } from '@pushspec/client/blueking/validate';
import { expect, it } from 'vitest';
import { bluekingReport, NOW, type RunningServer, runningServer, send } from './running-server.fixture.ts';

/** The contract's limit for timestamps in the future, in milliseconds. */
const MAX_FUTURE_MS = 3600 * 1000;

const metric = (timestamp: number) => ({ metrics: { cpu_load: 1 }, target: 'web-001', timestamp });

async function isAccepted({ url }: RunningServer, timestamp: number): Promise<boolean> {
  return (await send(url, bluekingReport([metric(timestamp)]))).status === 200;
}

it('freezes at the time it was advanced to if no time is given', async () => {
  const server = await runningServer();
  server.clock.advance(90_000);
  server.clock.freeze();
  expect(server.clock.state()).toEqual({ nowMs: NOW + 90_000, frozen: true });
});

it('keeps running with its source from the time it was advanced to', async () => {
  let source = NOW;
  const server = await runningServer({ clock: () => source });
  server.clock.advance(90_000);
  source += 5;
  expect(server.clock.now()).toBe(NOW + 90_005);
});

it('advances from the time at which it is frozen', async () => {
  let source = NOW;
  const server = await runningServer({ clock: () => source });
  server.clock.freeze();
  source += 60_000;
  server.clock.advance(1000);
  expect(server.clock.now()).toBe(NOW + 1000);
});

it('records requests at the time of the clock', async () => {
  const server = await runningServer();
  server.clock.freeze(Date.parse('2030-01-01T00:00:00.001Z'));
  await send(server.url, bluekingReport([metric(0)]));
  expect((await server.requests())[0]?.receivedAt).toBe('2030-01-01T00:00:00.001Z');
});

it('accepts a BlueKing timestamp up to the last millisecond of the last allowed second', async () => {
  const server = await runningServer();
  expect(await isAccepted(server, NOW + MAX_FUTURE_MS + 999)).toBe(true);
  expect(await isAccepted(server, NOW + MAX_FUTURE_MS + 1000)).toBe(false);
});

it('measures the future from its clock, not from the system time', async () => {
  const server = await runningServer();
  server.clock.advance(-MAX_FUTURE_MS);
  expect(await isAccepted(server, NOW + 1000)).toBe(false);
  server.clock.advance(MAX_FUTURE_MS);
  expect(await isAccepted(server, NOW + 1000)).toBe(true);
});

it('agrees with local validation on the last allowed timestamp', () => {
  const isValid = (timestamp: number) =>
    validate(metric(timestamp), { kind: 'metric', now: () => NOW }).valid;
  expect(isValid(NOW + MAX_FUTURE_MS + 999)).toBe(true);
  expect(isValid(NOW + MAX_FUTURE_MS + 1000)).toBe(false);
});

it.each([
  [NOW + 0.9, NOW],
  [0, NOW],
])('forwards the BlueKing timestamp %d as %d', async (timestamp, forwarded) => {
  const server = await runningServer();
  await send(server.url, bluekingReport([metric(timestamp)]));
  expect((await server.requests())[0]?.items[0]?.result).toMatchObject({ timestamp: forwarded });
});
