import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, startServer } from '../../server.fixture.ts';

it('has one trace id inside and outside, and a cost that is the time between request and answer', async () => {
  let nowMs = NOW;
  // Each look at the clock takes a while.
  const { url } = await startServer({ clock: () => (nowMs += 5) });
  const { text } = await send(url, acceptedRequest('guance'));
  const { code, content, traceId } = JSON.parse(text);
  expect(code).toBe(200);
  expect(content).toMatchObject({ data: {}, ok: true, traceId });
  expect(content.reqCost).toBeGreaterThan(0);
  expect(Date.parse(content.respTime) - Date.parse(content.reqTime)).toBe(content.reqCost);
});
