import { validate as validateBlueking } from '@pushspec/client/blueking/validate';
import { validate as validateCloudMonitor } from '@pushspec/client/cloudmonitor/validate';
import { validate as validateGuance } from '@pushspec/client/guance/validate';
import type { Json, Profile } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { singleItemServer } from '../conformance/single-items.ts';
import { type JsonApi, jsonApis } from '../json-apis.ts';
import { bodyServer, NOW, report } from './raw-body.fixture.ts';

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

/** Returns whether a message says that a type is expected and that the value has exactly this type. */
function contradictsItself(message: string): boolean {
  const [, expected = '', type = ''] = GOT_TYPE.exec(message) ?? [];
  const words = expected
    .replace(/map\[string\]any/, 'map[string]interface {}')
    .replace(/\[\]any/, '[]interface {}');
  return type !== '' && ` ${words.replaceAll(',', ' ')} `.includes(` ${type} `);
}

/** JSON values that are invalid in some location. */
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

/** Bodies with a value in every location that the contract defines. */
const FULL: Readonly<Record<JsonApi, readonly string[]>> = {
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
          level: 'WARN',
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

/** Returns all bodies with one of the values in one location. */
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

const cases = jsonApis.flatMap((api) => PROFILES.map((profile) => [api, profile] as const));

it.each(cases)('never requires a value to be what it already is (%s, %s)', async (api, profile) => {
  const server = await bodyServer({ ...UNLIMITED, profile });
  const bodies = FULL[api].flatMap((full) => [...spoiled(full)]);
  await Promise.all(bodies.map((body) => server.send(api, body)));
  const verdicts = await server.requests();
  const isWrong = (message: string) => contradictsItself(message) || /\{\w+\}/.test(message);
  expect(new Set(verdicts.flatMap(sentences).filter(isWrong))).toEqual(new Set());
  expect(verdicts).toHaveLength(bodies.length);
  expect(verdicts.filter(({ outcome }) => outcome === 'rejected').length).toBeGreaterThan(100);
});

/** Events of the RPC API with a value for each property. */
const RPC_EVENTS = {
  putCustomEvent: { EventName: 'n', Content: 'c', GroupId: '1', Time: '1795221000000' },
  putEvent: { name: 'n', content: 'c', groupId: '1', time: '1795221000000' },
} as const;

it.each(['putCustomEvent', 'putEvent'] as const)(
  'never requires a value to be what it already is (%s)',
  async (operation) => {
    const server = await singleItemServer(() => NOW);
    onTestFinished(() => server.close());
    const items = [...spoiled(JSON.stringify(RPC_EVENTS[operation]))].map((text) => ({
      ...{ api: 'cloudmonitor-rpc' as const, operation, value: JSON.parse(text) },
    }));
    const verdicts = (await server.compare(items)).flatMap((both) => [both.local, both.server]);
    const found = verdicts.flatMap(({ reasons, warnings }) => [...reasons, ...warnings]);
    const messages = found.map((line) => line.replace(/^\S+ at \S*: /, ''));
    expect(messages.filter((message) => contradictsItself(message) || /\{\w+\}/.test(message))).toEqual([]);
    expect(verdicts.filter(({ reasons }) => reasons.length > 0).length).toBeGreaterThan(75);
  },
);

async function messagesAbout(api: JsonApi, body: string, options = {}) {
  const server = await bodyServer(options);
  return sentences((await server.post(api, body)).verdict);
}

it.each(['', ' a', 'a\t', '告'])('repeats the name %j as the receiver of BlueKing does', async (name) => {
  expect(await messagesAbout('blueking', report('metric', { metrics: { [name]: 1 }, target: 't' }))).toEqual([
    `name '${name}' required match regex [^[a-zA-Z_][a-zA-Z0-9_]*$]`,
  ]);
});

it('quotes a time that is empty or surrounded by whitespace', async () => {
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

const NOT_IN_JSON: readonly (readonly [unknown, string])[] = [
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, 'Infinity'],
  [Number.NEGATIVE_INFINITY, '-Infinity'],
  [new Date(Number.NaN), 'Invalid Date'],
  [{ toJSON: () => null }, 'object'],
];

it.each(NOT_IN_JSON)('explains that JSON writes %s as null', (value, name) => {
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

it('reports null as null', () => {
  const [reason] = validateGuance({ status: 'ok', check_value: null }).reasons;
  expect(reason?.message).toBe('event.check_value must be a number, got null');
});

it('validates a value whose getter returns different values', () => {
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

it.each(jsonApis)('never requires a value to be what it already is, in local validation (%s)', (api) => {
  const wrong: string[] = [];
  for (const full of FULL[api]) {
    for (const text of spoiled(full)) {
      const { reasons, warnings } = locally(api, JSON.parse(text));
      wrong.push(...[...reasons, ...warnings].map(({ message }) => message).filter(contradictsItself));
    }
  }
  expect(wrong).toEqual([]);
});

/** Validates the first item of a body, if it has one. */
function locally(api: JsonApi, body: Json) {
  const at = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  if (api === 'guance') return validateGuance(at(body, 'event'), { extraData: at(body, 'extraData') });
  if (api === 'cloudmonitor') return validateCloudMonitor(at(body, '0'));
  const item = at(at(body, 'data'), '0');
  const kind = at(item, 'event_name') === undefined ? 'metric' : 'event';
  return validateBlueking(item, { kind, now: () => NOW });
}

it('reports a Date skew above the limit even if it exceeds it by less than a second', async () => {
  const server = await bodyServer({ clock: () => NOW + 900_400 });
  const { verdict } = await server.post('cloudmonitor', '[{"name":"n","content":"c"}]');
  const [, skew, limit] = /is (\d+) s from .* at most (\d+) s/.exec(verdict.reasons[0]?.message ?? '') ?? [];
  expect(Number(skew)).toBeGreaterThan(Number(limit));
});
