import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

const { maxItems, maxBodyBytes } = limits.uploadCustomEvents;
const event = (content: string) => ({ name: 'n', content });

it('sends a full batch immediately, and the rest when its oldest event has waited long enough', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  for (let index = 0; index < maxItems + 5; index++) reporter.push(event(String(index)));
  await time.advance(0);
  expect(requests.map(({ items }) => items.length)).toEqual([maxItems]);
  await time.advance(999);
  expect(requests).toHaveLength(1);
  await time.advance(1);
  expect(requests.map(({ items }) => items.length)).toEqual([maxItems, 5]);
});

it('sends pending events immediately on flush, and resolves when they are settled', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'));
  const start = time.now();
  expect(await time.until(reporter.flush())).toMatchObject({ pushed: 1, delivered: 1, pending: 0 });
  expect(time.now()).toBe(start);
});

it('flushes events pushed before the call, not those pushed during it', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  reporter.push(event('a'));
  const flushed = reporter.flush();
  reporter.push(event('b'));
  await time.until(flushed);
  reporter.push(event('c'));
  expect(reporter.ledger()).toMatchObject({ delivered: expect.any(Number), pushed: 3 });
  expect(reporter.ledger().pending).toBeGreaterThan(0);
});

it('resolves a flush with nothing to send', async () => {
  const { guance, time, timing } = service(accepted.guance);
  expect(await time.until(createReporter(guance, timing).flush())).toMatchObject({ pushed: 0 });
});

it('fills a request to exactly the byte limit, in any script', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, queue: { maxBytes: 10 * maxBodyBytes } });
  // Two brackets and nine commas surround ten events, which differ only in their last letters.
  const frame = new TextEncoder().encode(JSON.stringify(event(''))).byteLength;
  const room = maxBodyBytes - 2 - 9 - 10 * frame;
  const han = '磁'.repeat(Math.floor(room / 10 / 3));
  const rest = 'x'.repeat(room - 10 * 3 * han.length);
  for (let index = 0; index < 9; index++) reporter.push(event(han));
  reporter.push(event(han + rest));
  for (let index = 0; index < 9; index++) reporter.push(event(han));
  reporter.push(event(`${han}${rest}x`));
  await time.until(reporter.flush());
  expect(requests.map(({ items }) => items.length)).toEqual([10, 9, 1]);
  expect(requests[0]?.bytes).toBe(maxBodyBytes);
});

it('keeps the order of the events', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, concurrency: 1 });
  const names = Array.from({ length: 250 }, (_, index) => String(index));
  for (const name of names) reporter.push(event(name));
  await time.until(reporter.flush());
  const sent = requests.flatMap(({ items }) => items as { content: string }[]);
  expect(sent.map(({ content }) => content)).toEqual(names);
});

it.each(['blueking', 'cloudmonitor', 'guance'] as const)(
  'sends the same bytes to %s as send()',
  async (api) => {
    const made = service(accepted[api]);
    const events = {
      blueking: { target: '主机', metrics: { cpu_load: 0.25 }, timestamp: 1_700_000_000_000 },
      cloudmonitor: event('磁盘使用率 97 %'),
      guance: { status: 'error', title: '磁盘', biz_team: 'payments' },
    } as const;
    await (made[api] as typeof made.cloudmonitor).send(events[api] as never);
    const reporter = createReporter(made[api] as typeof made.cloudmonitor, made.timing);
    reporter.push(events[api] as never);
    await made.time.until(reporter.close());
    const [sent, reported] = made.requests;
    expect(reported?.text).toBe(sent?.text);
  },
);

it('rejects an event that is too large for any request, and reports its size', async () => {
  const { cloudmonitor, requests, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const content = 'x'.repeat(maxBodyBytes - JSON.stringify([event('')]).length);
  reporter.push(event(content));
  reporter.push(event(`${content}x`));
  await time.until(reporter.close());
  expect(requests).toHaveLength(1);
  const refusal = ends.find(({ end }) => end === 'rejected');
  expect(refusal).toMatchObject({ error: { reason: 'body-too-large', local: true } });
  expect(refusal).toHaveProperty('error.message', expect.stringContaining(`${maxBodyBytes + 1} bytes`));
});

it('accepts a smaller batch size but never a larger one', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const small = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 2 } });
  for (const content of ['a', 'b', 'c']) small.push(event(content));
  await time.until(small.close());
  expect(requests.map(({ items }) => items.length)).toEqual([2, 1]);
  const large = createReporter(cloudmonitor, { ...timing, batch: { maxItems: 1000 } });
  for (let index = 0; index < 150; index++) large.push(event(''));
  await time.until(large.close());
  expect(requests.slice(2).map(({ items }) => items.length)).toEqual([maxItems, 50]);
});

it('sends the event as it was when it was pushed', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const changing = event('before');
  reporter.push(changing);
  changing.content = 'after';
  await time.until(reporter.close());
  expect(requests[0]?.items).toEqual([event('before')]);
});

it('sends events one by one if the API has no batches', async () => {
  let underWay = 0;
  const { guance, requests, time, timing } = service(async () => {
    expect(++underWay).toBe(1);
    await time.sleep(20);
    underWay--;
    return accepted.guance();
  });
  const reporter = createReporter(guance, timing);
  reporter.push({ status: 'error', title: 'disk full', extraData: { runbook: 7 } });
  reporter.push({ status: 'ok', biz_team: 'payments' });
  await time.until(reporter.close());
  expect(requests.map(({ text }) => JSON.parse(text))).toEqual([
    { event: { status: 'error', title: 'disk full' }, extraData: { runbook: 7 } },
    { event: { status: 'ok', biz_team: 'payments' } },
  ]);
});
