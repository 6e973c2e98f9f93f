/** Checks hooks that fail, that are async, and that push again. */
import { spawn } from 'node:child_process';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createReporter, type ReporterOptions } from './index.ts';
import { accepted, service } from './service.fixture.ts';

type Event = { name: string; content: string };
const event: Event = { name: 'n', content: 'c' };
const warnings = () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());
  return warn;
};

async function play(options: object, count = 1) {
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    ...(options as ReporterOptions<never>),
  } as never);
  for (let index = 0; index < count; index++) reporter.push(event as never);
  const ledger = await made.time.until(reporter.close());
  return { ...made, ledger };
}

it.each([
  ['rejects', async () => Promise.reject(new Error('no disk'))],
  [
    'throws',
    () => {
      throw new Error('no disk');
    },
  ],
])('reports once that a hook %s and loses no events', async (_what, hook) => {
  const warn = warnings();
  const { ledger } = await play({ onOutcome: hook, onEvent: hook }, 250);
  expect(ledger).toMatchObject({ delivered: 250, pending: 0 });
  expect(warn.mock.calls.map(String).sort()).toEqual(
    ['onEvent', 'onOutcome'].map(
      (name) =>
        `@pushspec/client: the hook \`${name}\` failed with Error: no disk. Fix the hook. Its later failures are not reported.`,
    ),
  );
});

it('does not end the process if a hook rejects', async () => {
  const program = `
    import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
    import { createReporter } from '@pushspec/client/reporter';
    const client = createCloudMonitorClient({
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret' }, baseUrl: 'http://127.0.0.1:4010',
      fetch: async () => Response.json({ code: '200', msg: '' }),
    });
    const hook = async () => { throw new Error('no disk'); };
    const reporter = createReporter(client, { onOutcome: hook, onEvent: hook, beforeSend: hook });
    for (let index = 0; index < 3; index++) reporter.push({ name: 'n', content: 'c' }, hook);
    console.log((await reporter.close()).dropped);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, output }).toEqual({ code: 0, output: '3\n' });
});

const refusal = { code: 'c', pointer: '', message: 'm', fix: 'f' };
it.each<[string, ReporterOptions<Event>]>([
  ['is not enabled', { enabled: false }],
  ['has no room', { queue: { maxItems: 1 } }],
  ['has no room for new ones', { queue: { maxItems: 1, whenFull: 'drop-newest' } }],
  ['refuses it', { validate: () => ({ valid: false, reasons: [refusal] }) }],
  ['drops it in beforeSend', { beforeSend: () => undefined }],
  ['does not try it again', { retry: false }],
])(
  'does not hang if onOutcome pushes dropped events again, because the reporter %s',
  async (_what, options) => {
    const made = service(() => new TypeError('fetch failed'));
    let dropped = 0;
    const reporter = createReporter(made.cloudmonitor, {
      ...made.timing,
      pace: false,
      batch: { maxWaitMs: 0 },
      ...options,
      onOutcome: (outcome) => {
        dropped++;
        if (dropped < 2000) reporter.push(outcome.event);
      },
    });
    reporter.push(event);
    // The timers of the program still fire.
    while (dropped < 500) {
      reporter.push(event);
      await new Promise((resolve) => setTimeout(resolve));
      await made.time.advance(1);
    }
    expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 0 });
  },
);

it('calls no hook within push()', async () => {
  const called: string[] = [];
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    queue: { maxItems: 2 },
    onOutcome: () => called.push('onOutcome'),
    onEvent: () => called.push('onEvent'),
    beforeSend: (one) => {
      called.push('beforeSend');
      return one;
    },
    validate: () => {
      called.push('validate');
      return { valid: true, reasons: [] };
    },
  });
  for (let index = 0; index < 5; index++) reporter.push(event);
  reporter.push(undefined as never);
  expect(called).toEqual([]);
  await made.time.until(reporter.close());
  expect(new Set(called)).toEqual(new Set(['beforeSend', 'validate', 'onEvent', 'onOutcome']));
  expect(called.filter((name) => name === 'onOutcome')).toHaveLength(6);
});

it.each([
  ['a promise', async () => event, 'a promise: the hook must not be async'],
  [
    'a promise that rejects',
    async () => Promise.reject(new Error('no')),
    'a promise: the hook must not be async',
  ],
  ['false', () => false, 'boolean'],
  ['true', () => true, 'boolean'],
  ['zero', () => 0, 'number'],
  ['a string', () => 'event', 'string'],
  ['an empty string', () => '', 'string'],
  ['an array', () => [event], 'an array'],
  ['a function', () => () => event, 'function'],
  ['a BigInt', () => 1n, 'bigint'],
])('sends nothing if beforeSend returns %s', async (_what, beforeSend, got) => {
  const { requests, ends } = await play({ beforeSend });
  const message = `\`beforeSend\` must return the event to send, or nothing to drop it, but it returned ${got}`;
  expect(ends).toMatchObject([
    { end: 'dropped', cause: 'before-send', event, error: { name: 'TypeError', message } },
  ]);
  expect(requests).toEqual([]);
});

it.each([
  ['a promise', async () => ({ valid: false, reasons: [] })],
  ['a promise that rejects', async () => Promise.reject(new Error('no'))],
  ['nothing', () => undefined],
  ['true', () => true],
  ['no `valid`', () => ({})],
  ['`valid` as a string', () => ({ valid: 'no', reasons: [] })],
  ['no reasons', () => ({ valid: false })],
  ['an empty list of reasons', () => ({ valid: false, reasons: [] })],
])('sends nothing if validate returns %s', async (_what, validate) => {
  const { requests, ends } = await play({ validate });
  expect(ends).toMatchObject([{ end: 'dropped', cause: 'before-send', error: { name: 'TypeError' } }]);
  expect(String((ends[0] as { error?: Error }).error)).toContain('`validate` must return');
  expect(requests).toEqual([]);
});

it('shows only the data that beforeSend keeps in an outcome, even for events that are never sent', async () => {
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    queue: { maxItems: 1 },
    beforeSend: (one) => ({ name: one.name, content: '***' }),
  });
  for (let index = 0; index < 5; index++) reporter.push({ ...event, content: 'password' });
  await made.time.until(reporter.close());
  expect(made.ends).toHaveLength(5);
  expect(JSON.stringify(made.ends)).not.toContain('password');
});

it('lets beforeSend push events and shrink or grow an event', async () => {
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    batch: { maxBytes: 200 },
    beforeSend: (one) => {
      if (one.content === 'first') reporter.push({ ...event, content: 'second' });
      return { ...one, content: one.content === 'first' ? 'x'.repeat(150) : '' };
    },
  });
  reporter.push({ ...event, content: 'first' });
  reporter.push(event);
  await made.time.until(reporter.flush());
  expect(await made.time.until(reporter.close())).toMatchObject({ pushed: 3, delivered: 3 });
  expect(made.requests.every(({ bytes }) => bytes <= 200)).toBe(true);
});

it('rejects an event that beforeSend made too large, and sends one that it made small enough', async () => {
  const huge = 'x'.repeat(600_000);
  const grown = await play({ beforeSend: (one: Event) => ({ ...one, content: huge }) });
  expect(grown.ends).toMatchObject([{ end: 'rejected', error: { reason: 'body-too-large', local: true } }]);
  const made = service(accepted.cloudmonitor);
  const reporter = createReporter(made.cloudmonitor, {
    ...made.timing,
    beforeSend: (one) => ({ ...one, content: 'cut' }),
  });
  reporter.push({ ...event, content: huge });
  expect(await made.time.until(reporter.close())).toMatchObject({ delivered: 1 });
});
