import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

const event = { name: 'n', content: 'c' };

it('sends the event that beforeSend returns, and drops the event if it returns nothing', async () => {
  const { cloudmonitor, requests, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    beforeSend: (one) => (one.name === 'secret' ? undefined : { ...one, content: '***' }),
  });
  reporter.push(event);
  reporter.push({ name: 'secret', content: 'c' });
  await time.until(reporter.close());
  expect(requests[0]?.items).toEqual([{ name: 'n', content: '***' }]);
  expect(ends).toMatchObject([
    { end: 'dropped', cause: 'before-send', event: { name: 'secret' } },
    { end: 'delivered', event: { content: '***' } },
  ]);
});

it('drops an event if beforeSend throws, and reports the error', async () => {
  const { cloudmonitor, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    beforeSend: () => {
      throw new Error('no such field');
    },
  });
  reporter.push(event);
  await time.until(reporter.flush());
  expect(ends).toMatchObject([{ cause: 'before-send', error: { message: 'no such field' } }]);
});

it('rejects an event that validate rejects, without a request and with its message', async () => {
  const { cloudmonitor, requests, ends, time, timing } = service(accepted.cloudmonitor);
  const blank = {
    code: 'name-blank',
    pointer: '/name',
    message: 'name must not be blank',
    fix: 'Give it one.',
  };
  const reporter = createReporter(cloudmonitor, {
    ...timing,
    validate: ({ name }) => (name ? { valid: true, reasons: [] } : { valid: false, reasons: [blank] }),
  });
  reporter.push({ name: '', content: 'c' });
  reporter.push(event);
  await time.until(reporter.close());
  expect(requests.map(({ items }) => items)).toEqual([[event]]);
  const error = { reason: 'name-blank', local: true, fix: blank.fix };
  expect(ends).toContainEqual(
    expect.objectContaining({ end: 'rejected', error: expect.objectContaining(error) }),
  );
});

it.each([
  ['is circular', () => Object.assign({ ...event }, { self: {} as unknown })],
  ['holds a BigInt', () => ({ ...event, groupId: 1n })],
  ['is undefined', () => undefined],
  ['is a function', () => () => {}],
  [
    'has a toJSON that throws',
    () => ({
      toJSON() {
        throw new Error('no');
      },
    }),
  ],
])('drops an event that %s, and throws nothing', async (_what, make) => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const hostile = make() as { self?: unknown };
  if (hostile && 'self' in hostile) hostile.self = hostile;
  expect(() => reporter.push(hostile as never)).not.toThrow();
  expect(await time.until(reporter.close())).toMatchObject({ pushed: 1, dropped: 1 });
  expect(requests).toEqual([]);
});

it('sends nothing when it is disabled', async () => {
  const { cloudmonitor, requests, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, { ...timing, enabled: false });
  reporter.push(event);
  expect(await time.until(reporter.flush())).toMatchObject({ drops: { disabled: 1 }, pending: 0 });
  expect(requests).toEqual([]);
});

it('calls the callback of an event and the callback of all events', async () => {
  const { cloudmonitor, ends, time, timing } = service(accepted.cloudmonitor);
  const reporter = createReporter(cloudmonitor, timing);
  const own: string[] = [];
  reporter.push(event, ({ end }) => own.push(end));
  reporter.push({ name: 'other', content: 'c' });
  await time.until(reporter.close());
  expect(own).toEqual(['delivered']);
  expect(ends).toHaveLength(2);
});

it('loses no events if hooks throw', async () => {
  const { cloudmonitor, time, timing } = service(accepted.cloudmonitor);
  const broken = () => {
    throw new Error('a hook');
  };
  const reporter = createReporter(cloudmonitor, { ...timing, onOutcome: broken, onEvent: broken });
  reporter.push(event, broken);
  expect(await time.until(reporter.close())).toMatchObject({ delivered: 1, pending: 0 });
});

it('accepts only clients of this package and valid options', () => {
  const { cloudmonitor } = service(accepted.cloudmonitor);
  expect(() => createReporter({ ...cloudmonitor })).toThrow('must be a client of this package');
  expect(() => createReporter(cloudmonitor, { batch: { maxItems: 0 } })).toThrow('`batch.maxItems` must be');
  expect(() => createReporter(cloudmonitor, { pace: { share: 2 } })).toThrow('`pace.share` must be');
  expect(() => createReporter(cloudmonitor, { queue: { whenFull: 'explode' as 'block' } })).toThrow(
    '`queue.whenFull` must be',
  );
  expect(() => createReporter(cloudmonitor, { retry: { deadlineMs: Number.NaN } })).toThrow(
    'retry.deadlineMs',
  );
});

it('checks the fields of Guance events as send() does', () => {
  const { guance, timing } = service(accepted.guance);
  const reporter = createReporter(guance, { ...timing, enabled: false });
  reporter.push({ status: 'ok', biz_team: 'payments', extraData: { n: 1 } });
  // @ts-expect-error a custom field is a string
  reporter.push({ status: 'ok', biz_team: 1 });
  // @ts-expect-error a reserved name
  reporter.push({ status: 'ok', df_team: 'payments' });
});
