import { expect, it } from 'vitest';
import { acceptedRequest, NOW, send, startServer } from '../../server.fixture.ts';

it('repeats the trace id in the content, and reports the response time as cost', async () => {
  let nowMs = NOW;
  // Each reading advances the clock.
  const { url } = await startServer({ clock: () => (nowMs += 5) });
  const { text } = await send(url, acceptedRequest('guance'));
  const { code, content, traceId } = JSON.parse(text);
  expect(code).toBe(200);
  expect(content).toMatchObject({ data: {}, ok: true, traceId });
  expect(content.reqCost).toBeGreaterThan(0);
  expect(Date.parse(content.respTime) - Date.parse(content.reqTime)).toBe(content.reqCost);
});
