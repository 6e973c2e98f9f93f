import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { validate as validateGuance } from '@pushspec/client/guance/validate';
import { type Json, loadBundle, type Profile, type Vendor, vendors } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { expect, it } from 'vitest';
import { bodyServer, edited, NOW, report } from './raw-body.fixture.ts';

const PROFILES: readonly Profile[] = ['documented', 'receiver'];

const UNLIMITED = {
  config: {
    blueking: { rateLimits: 'off' },
    cloudmonitor: { rateLimits: 'off' },
    guance: { rateLimits: 'off' },
  },
} as const;

const TYPES = ['null', 'bool(?:ean)?', 'string', 'number', 'integer', 'array', 'object', 'float64', 'int64'];
const TYPES_OF_GO = ['<nil>', '\\[\\]interface \\{\\}', 'map\\[string\\]interface \\{\\}'];
const GOT_TYPE = new RegExp(`^(.*), got (${[...TYPES, ...TYPES_OF_GO].join('|')})(?: \\(at .*\\))?$`);

/** Whether a message says that one type is expected and that this very type came. */
function contradictsItself(message: string): boolean {
  const [, expected = '', type = ''] = GOT_TYPE.exec(message) ?? [];
  const words = expected
    .replace(/map\[string\]any/, 'map[string]interface {}')
    .replace(/\[\]any/, '[]interface {}');
  return type !== '' && ` ${words.replaceAll(',', ' ')} `.includes(` ${type} `);
}

/** JSON texts of values that are wrong in one place or another. */
const VALUES = [
  ...[
    'null',
    'true',
    '0',
    '-1',
    '0.5',
    '9007199254740993',
    '1763683200000000000',
    '1e308',
    '1e400',
    '-1e400',
  ],
  ...[
    '""',
    '" "',
    '"x"',
    '"1e400"',
    `"${'x'.repeat(300)}"`,
    '[]',
    '{}',
    '{"a":1e400}',
    '{"a":[]}',
    '{"a b":"c"}',
  ],
];

/** A body with a value in every place that the contract knows. */
const FULL: Readonly<Record<Vendor, readonly string[]>> = {
  guance: [
    JSON.stringify({
      event: {
        ...{ date: 1795221000, status: 'error', title: 't', message: 'm', check_value: 1, team: 'ops' },
        dimension_tags: { host: 'web-001' },
      },
      extraData: { a: 1 },
    }),
  ],
  cloudmonitor: [
    JSON.stringify([
      {
        ...{
          name: 'n',
          content: 'c',
          groupId: 1,
          time: '20171023T144439.948+0800',
          regionId: 'r',
          status: 'INFO',
        },
        ...{ trace: 't', ver: '1.0' },
      },
    ]),
  ],
  blueking: [
    report('metric', { metrics: { m: 1 }, target: 't', dimension: { d: 'a' }, timestamp: 1795221000000 }),
    report('event', {
      ...{
        event_name: 'n',
        event: { content: 'c' },
        target: 't',
        dimension: { d: 'a' },
        timestamp: 1795221000000,
      },
    }),
  ],
};

/** All bodies with one of the values in one place. */
function* spoiled(full: string): Generator<string> {
  const MARK = '"the value goes here"';
  const body: Json = JSON.parse(full);
  function* visit(value: Json, put: (child: Json) => Json): Generator<string> {
    const text = JSON.stringify(put(JSON.parse(MARK)));
    for (const wrong of VALUES) yield text.replace(MARK, wrong);
    if (typeof value !== 'object' || value === null) return;
    for (const [name, child] of Object.entries(value)) {
      const copy = (other: Json) => (Array.isArray(value) ? [other] : { ...value, [name]: other });
      yield* visit(child, (other) => put(copy(other)));
    }
  }
  yield* visit(body, (child) => child);
}

function sentences({ reasons, warnings, items }: Verdict): string[] {
  const found = [...reasons, ...warnings, ...items.flatMap(({ transformed }) => transformed)];
  return found.map(({ message }) => message);
}

const cases = vendors.flatMap((vendor) => PROFILES.map((profile) => [vendor, profile] as const));

it.each(cases)('says of no value that it has to be what it is (%s, %s)', async (vendor, profile) => {
  const server = await bodyServer({ ...UNLIMITED, profile });
  const bodies = FULL[vendor].flatMap((full) => [...spoiled(full)]);
  await Promise.all(bodies.map((body) => server.send(vendor, body)));
  const verdicts = await server.requests();
  const isWrong = (message: string) => contradictsItself(message) || /\{\w+\}/.test(message);
  expect(new Set(verdicts.flatMap(sentences).filter(isWrong))).toEqual(new Set());
  expect(verdicts).toHaveLength(bodies.length);
  expect(verdicts.filter(({ outcome }) => outcome === 'rejected').length).toBeGreaterThan(100);
});

async function messagesAbout(vendor: Vendor, body: string, options = {}) {
  const server = await bodyServer(options);
  return sentences((await server.post(vendor, body)).verdict);
}

it.each([
  ['"date":1763683200000000000', 'got 1763683200000000000, above the maximum of 9007199254740991'],
  ['"date":-9007199254740993', 'got -9007199254740992, below the minimum of -9007199254740991'],
  ['"date":1e400', 'got a number above the maximum of 9007199254740991'],
  ['"date":1763683200.5', 'got 1763683200.5'],
  ['"check_value":1e400', 'got a number above the maximum of 1.7976931348623157e+308'],
  ['"check_value":-1e400', 'got a number below the minimum of -1.7976931348623157e+308'],
  ['"dimension_tags":{"a":1e400}', 'got a number above the maximum of 1.7976931348623157e+308'],
])('words a range failure as one: %s', async (property, end) => {
  const [message] = await messagesAbout('guance', `{"event":{"status":"error",${property}}}`);
  expect(message?.endsWith(end), message).toBe(true);
});

it('words a range failure as one to BlueKing, and a wrong type in the words of its receiver', async () => {
  const body = (value: string) =>
    report('metric', { metrics: { m: 0 }, target: 't' }).replace('"m":0', `"m":${value}`);
  expect(await messagesAbout('blueking', body('1e400'))).toEqual([
    'value expected float64 type, got a number above the maximum of 1.7976931348623157e+308',
  ]);
  expect(await messagesAbout('blueking', body('"1"'))).toEqual(['value expected float64 type, got string']);
});

it.each(['', ' a', 'a\t', '告'])('repeats the name %j as the receiver of BlueKing does', async (name) => {
  expect(await messagesAbout('blueking', report('metric', { metrics: { [name]: 1 }, target: 't' }))).toEqual([
    `name '${name}' required match regex [^[a-zA-Z_][a-zA-Z0-9_]*$]`,
  ]);
});

it('shows a time that is empty or has whitespace around it', async () => {
  const got = async (time: string) => {
    const [message] = await messagesAbout(
      'cloudmonitor',
      JSON.stringify([{ name: 'n', content: 'c', time }]),
    );
    return message?.replace(/^.*, got /, '');
  };
  expect(await got('')).toBe('"" (at 0.time)');
  expect(await got('20171023T144439.948+0800 ')).toBe('"20171023T144439.948+0800 " (at 0.time)');
  expect(await got('yesterday')).toBe('yesterday (at 0.time)');
});

it('words a range failure as one to CloudMonitor', async () => {
  const [message] = await messagesAbout(
    'cloudmonitor',
    '[{"name":"n","content":"c","groupId":9007199254740993}]',
  );
  expect(message).toContain('got 9007199254740992, above the maximum of 9007199254740991 (at 0.groupId)');
});

it('words a new bound of the contract as one, whatever the reason says about types', async () => {
  const options = edited('guance', ({ Event }) => {
    Object.assign((Event?.properties ?? {}) as object, {
      team: { type: 'string', maxLength: 3, 'x-reason': 'custom-field-type' },
      room: { type: 'string', pattern: '^[a-z]$', 'x-reason': 'custom-field-type' },
      rack: { type: 'number', multipleOf: 2, 'x-reason': 'check-value-type' },
      slot: { type: 'number', exclusiveMaximum: 2, 'x-reason': 'check-value-type' },
      tier: { type: 'string', enum: ['a'], 'x-reason': 'custom-field-type' },
    });
  });
  const event = { status: 'ok', team: 'operations', room: ' 1', rack: 3, slot: 2, tier: 'b' };
  const messages = await messagesAbout('guance', JSON.stringify({ event }), options);
  expect(messages.map((message) => message.replace(/^.*, got /, ''))).toEqual([
    'string of length 10, longer than 3',
    '" 1"',
    '3, not a multiple of 2',
    '2, not below 2',
    '"b"',
  ]);
});

it.each([
  [1795221000, undefined],
  [100000000000, 'milliseconds'],
  [1795221000000, 'milliseconds'],
  [99999999999999, 'milliseconds'],
  [100000000000000, 'microseconds'],
  [1795221000000000, 'microseconds'],
])('names the unit of a date that is not in seconds: %d', async (date, unit) => {
  const messages = await messagesAbout('guance', JSON.stringify({ event: { status: 'error', date } }));
  const local = validateGuance({ status: 'error', date }).warnings.map(({ message }) => message);
  const units = (all: readonly string[]) => all.flatMap((message) => /is in (\w+)/.exec(message)?.[1] ?? []);
  expect(units(messages)).toEqual(unit ? [unit] : []);
  expect(units(local)).toEqual(unit ? [unit] : []);
});

it('names the same unit in Chinese', () => {
  const reasons = loadBundle('guance', 'documented', 'zh')['x-reasons'];
  expect(reasons['date-milliseconds']?.message).toContain('毫秒');
  expect(reasons['date-microseconds']?.message).toContain('微秒');
});

const NOT_IN_JSON: readonly (readonly [unknown, string])[] = [
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
  [new Date(Number.NaN), 'Invalid Date'],
  [{ toJSON: () => null }, 'object'],
];

it.each(NOT_IN_JSON)('says of %s that JSON writes it as null', (value, name) => {
  const end = `got ${name}, which JSON writes as null`;
  const first = ({ reasons: [reason] }: { reasons: readonly { message: string }[] }) => reason?.message;
  expect(first(validateGuance({ status: 'ok', check_value: value }))).toBe(
    `event.check_value must be a number, ${end}`,
  );
  expect(first(validateGuance({ status: 'ok', date: value }))).toContain(end);
  expect(first(validateGuance({ status: 'ok', dimension_tags: { 'a/b': value } }))).toContain(end);
  expect(first(validateBlueking({ metrics: { m: value }, target: 't' }, { kind: 'metric' }))).toContain(end);
  expect(first(validateCloudMonitor({ name: 'n', content: 'c', groupId: value }))).toContain(end);
  expect(first(validateCloudMonitor({ name: 'n', content: 'c', time: value }))).toContain(end);
});

it('says of null that it is null', () => {
  const [reason] = validateGuance({ status: 'ok', check_value: null }).reasons;
  expect(reason?.message).toBe('event.check_value must be a number, got null');
});

it('validates a value whose getter changes its mind', () => {
  let reads = 0;
  const event = {
    status: 'ok',
    get check_value() {
      if (reads++ > 0) throw new Error('once only');
      return Number.NaN;
    },
  };
  expect(validateGuance(event).reasons[0]?.message).toBe('event.check_value must be a number, got null');
});

it.each(vendors)('says of no value that it has to be what it is, without a network (%s)', (vendor) => {
  const wrong: string[] = [];
  for (const full of FULL[vendor]) {
    for (const text of spoiled(full)) {
      const { reasons, warnings } = locally(vendor, JSON.parse(text));
      wrong.push(...[...reasons, ...warnings].map(({ message }) => message).filter(contradictsItself));
    }
  }
  expect(wrong).toEqual([]);
});

/** Validates the first item of a body, where it has one. */
function locally(vendor: Vendor, body: Json) {
  const at = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  if (vendor === 'guance') return validateGuance(at(body, 'event'), { extraData: at(body, 'extraData') });
  if (vendor === 'cloudmonitor') return validateCloudMonitor(at(body, '0'));
  const item = at(at(body, 'data'), '0');
  const kind = at(item, 'event_name') === undefined ? 'metric' : 'event';
  return validateBlueking(item, { kind, now: () => NOW });
}

it('reports a skew of Date that is larger than the limit also where they are less than a second apart', async () => {
  const server = await bodyServer({ clock: () => NOW + 900_400 });
  const { verdict } = await server.post('cloudmonitor', '[{"name":"n","content":"c"}]');
  const [, skew, limit] = /is (\d+) s from .* at most (\d+) s/.exec(verdict.reasons[0]?.message ?? '') ?? [];
  expect(Number(skew)).toBeGreaterThan(Number(limit));
});
