/** Mistakes in the signed parameters, which both schemes have. */
import { joined, type Pair, sorted, strict } from './client.fixture.ts';
import { type Mutation, onlyAcs3, onlyList, onlyV1, restricted, simple } from './mutation.fixture.ts';

const isEvent = ([name]: Pair) => name.startsWith('EventInfo');
/** Whether spaces are among the signed parameters. */
const hasSpaces: Mutation['appliesTo'] = ({ scheme, carrier, events }) =>
  (scheme === 'rpc-v1' || carrier === 'query') && events.some(([, value]) => value.includes(' '));
const hasQuery: Mutation['appliesTo'] = ({ scheme, carrier }) => scheme === 'rpc-v1' || carrier === 'query';
const values = (change: (value: string) => string) => (pairs: Pair[]) =>
  pairs.map(([name, value]) => [name, change(value)] as const);
const renamed = (change: (name: string) => string) => (pairs: Pair[]) =>
  pairs.map(([name, value]) => [change(name), value] as const);

/** Builds the JSON of the events of PutCustomEvent. */
function jsonOf(pairs: readonly Pair[], order: readonly string[], space: boolean): string {
  const items: Record<string, string>[] = [];
  for (const [name, value] of pairs) {
    const [, index, field] = /^EventInfo\.(\d+)\.(\w+)$/.exec(name) ?? [];
    if (index && field) items[Number(index) - 1] = { ...items[Number(index) - 1], [field]: value };
  }
  const ordered = items.map((item) =>
    Object.fromEntries(order.filter((field) => field in item).map((field) => [field, item[field]])),
  );
  if (!space) return JSON.stringify(ordered);
  const text = (value: unknown) =>
    JSON.stringify(value).replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `[${ordered
    .map(
      (item) =>
        `{${Object.entries(item)
          .map(([field, value]) => `${text(field)}: ${text(value)}`)
          .join(', ')}}`,
    )
    .join(', ')}]`;
}
const FIELDS = ['EventName', 'Content', 'GroupId', 'Time'];
const asJson = (order: readonly string[], space: boolean) => (pairs: Pair[]) => [
  ...pairs.filter((pair) => !isEvent(pair)),
  ['EventInfo', jsonOf(pairs, order, space)] as const,
];

function javaEncode(text: string): string {
  return strict(text).replaceAll('%20', '+').replaceAll('~', '%7E').replaceAll('%2A', '*');
}

export const parameters: readonly Mutation[] = [
  simple('space-as-plus', '+ for a space', { encode: (text) => strict(text).replaceAll('%20', '+') }),
  simple(
    'space-as-plus',
    'URLSearchParams',
    { query: (pairs) => new URLSearchParams(sorted(pairs).map((pair) => [...pair])).toString() },
    hasSpaces,
  ),
  simple('space-as-plus', 'java.net.URLEncoder', { encode: javaEncode }, ({ events }) =>
    events.some(([, value]) => value.includes(' ')),
  ),
  simple('tilde-escaped', 'escaped tilde', { encode: (text) => strict(text).replaceAll('~', '%7E') }),
  simple(
    'tilde-escaped',
    'escaped tilde in the second encoding',
    { again: (text) => strict(text).replaceAll('~', '%7E') },
    onlyV1,
  ),
  simple('characters-not-escaped', 'encodeURIComponent', { encode: encodeURIComponent }),
  simple('characters-not-escaped', 'asterisk kept', {
    encode: (text) => strict(text).replaceAll('%2A', '*'),
  }),
  simple('characters-not-escaped', 'slash kept, as by Python', {
    encode: (text) => strict(text).replaceAll('%2F', '/'),
  }),
  simple('lowercase-escapes', 'escapes in lower case', {
    encode: (text) => strict(text).replace(/%../g, (triplet) => triplet.toLowerCase()),
  }),
  simple('parameters-not-encoded', 'not encoded', { encode: (text) => text }, hasSpaces),
  simple('parameters-encoded-twice', 'encoded twice', { encode: (text) => strict(strict(text)) }),
  simple('characters-lost', 'latin1 with question marks', {
    encode: (text) => strict(text.replace(/[^\0-\x7f]/gu, '?')),
  }),
  simple('parameters-not-sorted', 'in the order of sending', { query: (pairs) => joined(pairs) }),
  simple('parameters-not-sorted', 'backwards', { query: (pairs) => joined(sorted(pairs).reverse()) }),
  simple('parameters-not-sorted', 'without regard to case', {
    query: (pairs) => joined([...pairs].sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))),
  }),
  simple('parameters-not-sorted', 'by index', {
    query: (pairs) => joined([...pairs].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))),
  }),
  simple('empty-parameters-left-out', 'empty values left out', {
    signed: (pairs) => pairs.filter(([, value]) => value !== ''),
  }),
  ...['Format', 'Timestamp', 'SignatureNonce', 'AccessKeyId', 'Action', 'SecurityToken', 'Version'].map(
    (left) =>
      simple(
        'parameter-left-out',
        `without ${left}`,
        { signed: (pairs) => pairs.filter(([name]) => name !== left) },
        onlyV1,
      ),
  ),
  simple(
    'parameter-left-out',
    'without the last name',
    { signed: (pairs) => pairs.slice(0, -1) },
    ({ scheme, events }) => scheme === 'rpc-v1' && events.at(-1)?.[1] !== '',
  ),
  simple(
    'parameters-left-out',
    'without the events',
    { signed: (pairs) => pairs.filter((pair) => !isEvent(pair)) },
    (base) => onlyV1(base) && base.events.length > 1,
  ),
  simple('parameters-left-out', 'events only', { signed: (pairs) => pairs.filter(isEvent) }, onlyV1),
  ...restricted(onlyAcs3, [
    simple('query-left-out', 'no query', { signed: () => [] }, ({ events }) => events.length > 1),
    simple('form-signed-as-query', 'form signed as query', {
      signed: (pairs, { events }) => [...pairs, ...events.slice(pairs.length)],
    }),
  ]),
  ...restricted(onlyV1, [
    simple('parameter-added', 'token signed and not sent', {
      sent: (pairs) => pairs.filter(([name]) => name !== 'SecurityToken'),
    }),
    simple('parameter-added', 'format signed and not sent', {
      sent: (pairs) => pairs.filter(([name]) => name !== 'Format'),
    }),
    simple('parameter-added', 'region signed and not sent', {
      signed: (pairs) => [...pairs, ['RegionId', 'cn-hangzhou']],
    }),
    simple('parameter-added', 'empty signature signed', { signed: (pairs) => [...pairs, ['Signature', '']] }),
    simple('parameter-value-other', 'format in lower case', {
      signed: (pairs) => pairs.map((pair) => (pair[0] === 'Format' ? ['Format', 'json'] : pair)),
    }),
    simple('parameter-value-other', 'version of the other operation', {
      signed: (pairs) =>
        pairs.map((pair) =>
          pair[0] === 'Version' ? ['Version', pair[1] === '2019-01-01' ? '2018-03-08' : '2019-01-01'] : pair,
        ),
    }),
    simple('timestamp-made-twice', 'a second later', {
      signed: (pairs) =>
        pairs.map((pair) => (pair[0] === 'Timestamp' ? ['Timestamp', '2026-11-30T09:42:04Z'] : pair)),
    }),
    simple('timestamp-made-twice', 'local time signed', {
      signed: (pairs) =>
        pairs.map((pair) => (pair[0] === 'Timestamp' ? ['Timestamp', '2026-11-30T17:42:05Z'] : pair)),
    }),
    simple('timestamp-made-twice', 'milliseconds signed', {
      signed: (pairs) =>
        pairs.map((pair) => (pair[0] === 'Timestamp' ? ['Timestamp', '2026-11-30T09:42:05.000Z'] : pair)),
    }),
  ]),
  simple('parameter-whitespace', 'values trimmed', { signed: values((value) => value.trim()) }, hasQuery),
  simple(
    'parameter-whitespace',
    'plus signs for spaces',
    { signed: values((value) => value.replaceAll('+', ' ')) },
    hasQuery,
  ),
  simple(
    'list-names-other',
    'indexes from 0',
    { signed: renamed((name) => name.replace(/\.(\d+)\./, (_, index) => `.${Number(index) - 1}.`)) },
    onlyList,
  ),
  simple(
    'list-names-other',
    'small first letters',
    {
      signed: renamed((name) =>
        name.replace(/\.(\w)(\w+)$/, (_, first, rest) => `.${first.toLowerCase()}${rest}`),
      ),
    },
    onlyList,
  ),
  simple(
    'list-names-other',
    'brackets',
    { signed: renamed((name) => name.replace(/\.(\d+)\./, (_, index) => `[${Number(index) - 1}].`)) },
    onlyList,
  ),
  simple('query-joined-otherwise', 'no & between pairs', {
    query: (pairs) =>
      sorted(pairs)
        .map((pair) => joined([pair]))
        .join(''),
  }),
  simple(
    'query-joined-otherwise',
    '& at the end',
    { query: (pairs) => `${joined(sorted(pairs))}&` },
    ({ events, scheme, carrier }) => scheme === 'rpc-v1' || (events.length > 0 && carrier === 'query'),
  ),
  ...[false, true].flatMap((space) => [
    simple(
      'json-signed-flat-sent',
      `JSON signed, ${space}`,
      { signed: asJson(FIELDS, space) },
      (base) => onlyList(base) && hasQuery(base),
    ),
    simple(
      'json-signed-flat-sent',
      `JSON in another order signed, ${space}`,
      { signed: asJson(['Time', 'Content', 'GroupId', 'EventName'], space) },
      (base) => onlyList(base) && hasQuery(base),
    ),
  ]),
  simple(
    'flat-signed-json-sent',
    'flat signed, JSON sent',
    { sent: (pairs) => [...asJson(FIELDS, false)(pairs)] },
    (base) => onlyList(base) && base.carrier === 'query',
  ),
  simple(
    'json-signed-otherwise',
    'double quotes signed',
    { signed: values((value) => value.replaceAll("'", '"')) },
    (base) => !onlyList(base) && hasQuery(base),
  ),
  simple(
    'json-signed-otherwise',
    'spaces signed',
    {
      signed: values((value) =>
        /^\[\{"/.test(value)
          ? value.replaceAll('":', '": ').replaceAll(',"', ', "').replaceAll('},{', '}, {')
          : value,
      ),
    },
    (base) => !onlyList(base) && hasQuery(base),
  ),
];
