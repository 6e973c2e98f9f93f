/** Checks that showing a record with very many names searches its body only a few times. */
import { developmentConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { admin, send, start } from './admin.fixture.ts';

const NAMES = 5000;
const { secret = '', subUri = '' } = developmentConfig.guance.monitors[0] ?? {};

const event = (prefix: string) => {
  const fields = Object.fromEntries(Array.from({ length: NAMES }, (_, index) => [`${prefix}${index}`, 'x']));
  return JSON.stringify({ event: { status: 'error', title: 'disk full', ...fields } });
};

it.each(['field_', `${secret}_`])(
  'searches the body a few times for many names such as %s0',
  async (prefix) => {
    const { url } = await start();
    const body = event(prefix);
    const sent = await send(url, {
      method: 'POST',
      path: `/api/v1/push-events/${secret}/${subUri}`,
      headers: { 'content-type': 'application/json' },
      body,
    });
    const searches = countSearches(body.length);
    const shown = await admin(url, 'GET', `/requests/${sent.headers['x-pushspec-request-id']}`);
    expect(searches()).toBeLessThan(500);
    const { result } = shown.json().verdict.items[0];
    expect(Object.keys(result).length).toBeGreaterThan(NAMES);
    expect(JSON.stringify(result)).not.toContain(secret);
  },
);

/** Counts searches of strings as long as the body from now on. */
function countSearches(length: number): () => number {
  const { includes } = String.prototype;
  let count = 0;
  String.prototype.includes = function (...given) {
    if (this.length >= length) count++;
    return includes.apply(this, given);
  };
  onTestFinished(() => {
    String.prototype.includes = includes;
  });
  return () => count;
}
