/** Checks that requests and outcomes contain the JSON of an event at the time it was pushed. */
import { expect, it } from 'vitest';
import { createReporter } from './index.ts';
import { accepted, service } from './service.fixture.ts';

/** An application event with a private property. */
class Incident {
  readonly password = 'secret-7f3a';
  readonly fields: Record<string, unknown>;
  constructor(fields: Record<string, unknown>) {
    this.fields = fields;
  }
  toJSON() {
    return this.fields;
  }
}

const fields = {
  blueking: { target: 't', metrics: { n: 1 } },
  cloudmonitor: { name: 'n', content: 'c' },
  guance: { status: 'error', title: 't' },
};
const apis = ['blueking', 'cloudmonitor', 'guance'] as const;

it.each(apis)('sends to %s what toJSON returns and shows it in the outcome', async (api) => {
  const made = service(accepted[api]);
  const reporter = createReporter(made[api] as typeof made.cloudmonitor, made.timing);
  const incident = new Incident(fields[api]);
  reporter.push(incident as never);
  await made.time.until(reporter.close());
  await (made[api] as typeof made.cloudmonitor).send(new Incident(fields[api]) as never);
  const [reported, sent] = made.requests;
  expect(reported?.text).not.toContain('7f3a');
  expect(reported?.text).toBe(sent?.text);
  expect(made.ends).toEqual([{ end: 'delivered', attempts: 1, mayBeDuplicate: false, event: fields[api] }]);
});

it('sends what toJSON returns with alert() and resolve(), and still respects the signal', async () => {
  const made = service(accepted.guance);
  const details = new Incident({ title: 't', biz_team: 'payments', extraData: { n: 1 } });
  await made.guance.alert({ host: 'a' }, details as never);
  await made.guance.resolve({ host: 'a' }, details as never);
  await made.guance.alert({ host: 'a' }, new Incident({ status: 'critical' }) as never);
  const bodies = made.requests.map(({ text }) => JSON.parse(text));
  expect(bodies).toEqual([
    {
      event: { title: 't', biz_team: 'payments', status: 'error', dimension_tags: { host: 'a' } },
      extraData: { n: 1 },
    },
    {
      event: { title: 't', biz_team: 'payments', status: 'ok', dimension_tags: { host: 'a' } },
      extraData: { n: 1 },
    },
    { event: { status: 'critical', dimension_tags: { host: 'a' } } },
  ]);
  const aborted = Object.assign(new Incident({ title: 't' }), { signal: AbortSignal.abort() });
  await expect(made.guance.alert({ host: 'a' }, aborted as never)).rejects.toMatchObject({ kind: 'aborted' });
});

it('calls toJSON once, at push()', async () => {
  const made = service(accepted.guance);
  const reporter = createReporter(made.guance, {
    ...made.timing,
    beforeSend: (one) => one,
    validate: () => ({ valid: true, reasons: [] }),
  });
  let asked = 0;
  reporter.push({ status: 'error', toJSON: () => ({ status: 'error', title: String(++asked) }) } as never);
  expect(asked).toBe(1);
  await made.time.until(reporter.close());
  expect(asked).toBe(1);
  expect(made.ends).toMatchObject([{ event: { title: '1' } }]);
});

it('shows the event as it was when it was pushed, and as it was sent', async () => {
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, made.timing);
  const changing = { name: 'n', content: 'before', time: new Date(0) as unknown as string, at: undefined };
  reporter.push(changing);
  changing.content = 'after';
  await made.time.until(reporter.close());
  expect(made.ends[0]?.event).toEqual({ name: 'n', content: 'before', time: '1970-01-01T00:00:00.000Z' });
  expect(JSON.stringify([made.ends[0]?.event])).toBe(made.requests[0]?.text);
});

it('passes copies to hooks, so their changes have no effect', async () => {
  const made = service(accepted.cloudmonitor);
  const spoil = (one: { content: string }) => {
    one.content = 'spoilt';
  };
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    validate: (one) => {
      spoil(one);
      return { valid: true, reasons: [] };
    },
  });
  const event = { name: 'n', content: 'c' };
  reporter.push(event);
  await made.time.until(reporter.close());
  expect(made.requests[0]?.items).toEqual([event]);
  expect(made.ends[0]?.event).toEqual(event);
});

it.each([
  ['a string', 'text'],
  ['a function', () => {}],
  ['nothing', undefined],
  ['null', null],
])('drops a Guance event that toJSON turns into %s', async (_what, result) => {
  const made = service(accepted.guance);
  const reporter = createReporter(made.guance, made.timing);
  reporter.push({ status: 'error', toJSON: () => result } as never);
  reporter.push(result as never);
  expect(await made.time.until(reporter.close())).toMatchObject({ drops: { 'not-json': 2 } });
  expect(made.requests).toEqual([]);
});

it('keeps the property order and the additional data of a Guance event in its outcome', async () => {
  const made = service(accepted.guance);
  const reporter = createReporter(made.guance, made.timing);
  const event = { status: 'error', title: 't', biz_team: 'payments', extraData: { runbook: 7 } } as const;
  reporter.push(event);
  await made.time.until(reporter.close());
  expect(made.ends[0]?.event).toEqual(event);
});
