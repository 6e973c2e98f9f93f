/** Mistakes in the list of signed parameters: their order, and parameters that are left out, added or changed. */
import { namedValue, percentEncoded } from '@pushspec/contract';
import type { Attempt } from '../../search/attempt.ts';
import { byName, type RpcCase, type RpcMistake, withPairs } from '../case.ts';
import { canonicalQuery, type Pairs, queryPairs } from '../signature.ts';

const FIX_ORDER =
  'Sort all signed parameters by the characters of their names, so that EventInfo.10 comes before EventInfo.2, and capitals before small letters.';
const FIX_ALL = 'Sign every parameter that you send, also empty ones.';

export const parameterMistakes: readonly RpcMistake[] = [
  {
    code: 'empty-parameters-left-out',
    cause: 'parameters with an empty value are sent but not signed',
    fix: `${FIX_ALL} Or do not send them.`,
    attempts: (request) => [
      withPairs(
        request,
        request.pairs.filter(([, value]) => value !== ''),
      ),
    ],
  },
  {
    code: 'parameters-not-sorted',
    cause: 'the parameters are not sorted by name: they are signed {detail}',
    fix: FIX_ORDER,
    attempts: orders,
  },
  {
    code: 'parameter-left-out',
    cause: 'the parameter {detail} is sent but not signed',
    fix: FIX_ALL,
    attempts: (request) =>
      request.pairs.map((left) =>
        withPairs(
          request,
          request.pairs.filter((pair) => pair !== left),
          left[0],
        ),
      ),
  },
  {
    code: 'parameters-left-out',
    cause: 'only {detail} are signed',
    fix: FIX_ALL,
    attempts: leftOut,
  },
  {
    code: 'parameter-added',
    cause: '{detail} is signed, but not sent as a signed parameter',
    fix: 'Sign exactly the parameters that you send.',
    attempts: added,
  },
  {
    code: 'parameter-value-other',
    cause: '{detail} is signed with a different value than the one sent',
    fix: 'Build the parameters once, then sign and send exactly these.',
    attempts: otherValues,
  },
  {
    code: 'parameter-whitespace',
    cause: 'the values are signed {detail}',
    fix: 'Sign the values exactly as you send them.',
    attempts: whitespace,
  },
  {
    code: 'list-names-other',
    cause: 'the names of the events are signed {detail}',
    fix: 'Name the parameters EventInfo.1.EventName, EventInfo.1.Content, EventInfo.2.EventName, and so on, and sign these names.',
    attempts: listNames,
  },
  {
    code: 'query-joined-otherwise',
    cause: 'the parameters are joined {detail}',
    fix: 'Join each name and value with =, and the pairs with &.',
    attempts: joinedOtherwise,
  },
  {
    code: 'query-as-sent',
    cause: 'the query is signed exactly as it is sent, not sorted and encoded again',
    fix: 'Decode the parameters, sort them by name, and encode them again as RFC 3986 says.',
    attempts: ({ sent, withQuery }) => (sent.query ? [withQuery(sent.query)] : []),
  },
];

/** Created once, because that takes longer than a diagnosis. */
const collator = new Intl.Collator('en');
const numeric = new Intl.Collator('en', { numeric: true });

function* orders(request: RpcCase): Iterable<Attempt> {
  const { pairs } = request;
  const inFull = (text: string) => text.toLowerCase();
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const form = queryPairs(request.sent.form) ?? [];
  const isInForm = (pair: Pairs[number]) => form.some(([name]) => name === pair[0]);
  const [first, second] = [pairs.filter((pair) => !isInForm(pair)), pairs.filter(isInForm)];
  const isCommon = ([name]: Pairs[number]) => !request.isOfEvents(name);
  const [common, own] = [pairs.filter(isCommon), pairs.filter((pair) => !isCommon(pair))];
  const index = (name: string) =>
    name.replace(/\.(\d+)(?=\.|$)/g, (_, digits: string) => `.${digits.padStart(9, '0')}`);
  const found: readonly (readonly [string, Pairs])[] = [
    ['in the order sent', pairs],
    ['in the order sent, form first', [...second, ...first]],
    ['without regard to upper and lower case', pairs.toSorted((a, b) => byText(inFull(a[0]), inFull(b[0])))],
    [
      'by number, EventInfo.2 before EventInfo.10',
      pairs.toSorted((a, b) => byText(index(a[0]), index(b[0]))),
    ],
    ['in the order of a dictionary', pairs.toSorted((a, b) => collator.compare(a[0], b[0]))],
    ['in the order of a dictionary', pairs.toSorted((a, b) => numeric.compare(a[0], b[0]))],
    ['backwards', pairs.toSorted(byName).reverse()],
    ['by value', pairs.toSorted((a, b) => byText(a[1], b[1]))],
    ['sorted, those of the query first', [...first.toSorted(byName), ...second.toSorted(byName)]],
    ['sorted, those of the form first', [...second.toSorted(byName), ...first.toSorted(byName)]],
    ['sorted, the events first', [...own.toSorted(byName), ...common.toSorted(byName)]],
    ['sorted, the events last', [...common.toSorted(byName), ...own.toSorted(byName)]],
    ['sorted, the events first and in the order sent', [...own, ...common.toSorted(byName)]],
    ['sorted, the events last and in the order sent', [...common.toSorted(byName), ...own]],
  ];
  for (const [detail, order] of found) yield request.withQuery(inThisOrder(order), detail);
  const joined = inThisOrder(pairs).split('&').sort().join('&');
  yield request.withQuery(joined, 'sorted as pairs of name and value');
}

function inThisOrder(pairs: Pairs): string {
  return pairs.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join('&');
}

function* leftOut(request: RpcCase): Iterable<Attempt> {
  const { pairs, isOfEvents } = request;
  const query = queryPairs(request.sent.query) ?? [];
  const form = queryPairs(request.sent.form) ?? [];
  const isIn = (some: Pairs) => (pair: Pairs[number]) => some.some(([name]) => name === pair[0]);
  yield withPairs(request, [], 'no parameters');
  if (query.length > 0) yield withPairs(request, pairs.filter(isIn(query)), 'the parameters of the query');
  if (form.length > 0) yield withPairs(request, pairs.filter(isIn(form)), 'the parameters of the form');
  const isCommon = ([name]: Pairs[number]) => !isOfEvents(name);
  yield withPairs(request, pairs.filter(isCommon), 'the common parameters, without the events,');
  yield withPairs(
    request,
    pairs.filter((pair) => !isCommon(pair)),
    'the events, without the common parameters,',
  );
  const firstEvents = pairs.filter(([name]) => !/\.([2-9]|\d\d+)(\.|$)/.test(name));
  yield withPairs(request, firstEvents, 'the common parameters and the first event');
  const few = pairs.filter(isCommon);
  for (const [index, first] of few.entries())
    for (const second of few.slice(index + 1))
      yield withPairs(
        request,
        pairs.filter((pair) => pair !== first && pair !== second),
        `the parameters without ${first[0]} and ${second[0]}`,
      );
}

/** Returns likely values of the common parameters. Those that the contract does not have are habits of programs. */
function likelyValues(request: RpcCase): Map<string, readonly string[]> {
  const { rpc, operations, rpcV1, key, servers, sent } = request;
  const { fields, selectedBy, algorithm } = rpcV1;
  const regions = servers.flatMap((url) => /\.([a-z0-9-]+)\.aliyuncs\.com/.exec(url)?.[1] ?? []);
  const values = new Map<string, readonly string[]>([
    [fields.accessKeyId.name, [key.accessKeyId]],
    [fields.securityToken.name, [...(key.securityToken ? [key.securityToken] : []), '']],
    [fields.algorithm.name, [algorithm.value, 'HMAC-SHA256']],
    [fields.version.name, [fields.version.value ?? '', '1', '2.0']],
    [selectedBy.name, ['']],
    ['Format', ['JSON', 'json', 'XML', 'xml', '']],
    ['RegionId', [...regions, '']],
    ['SignatureType', ['', 'BEARERTOKEN']],
  ]);
  for (const name of ['action', 'version'] as const) {
    const part = rpc[name];
    const others = operations.flatMap((other) => other[name]?.value ?? []);
    if (part) values.set(part.parameter, [namedValue(rpc, part, sent) ?? '', ...others]);
  }
  return values;
}

function* added(request: RpcCase): Iterable<Attempt> {
  const sent = new Set(request.pairs.map(([name]) => name));
  for (const [name, values] of likelyValues(request)) {
    if (sent.has(name)) continue;
    for (const value of new Set(values)) yield withPairs(request, [...request.pairs, [name, value]], name);
  }
  // ACS3 signs a form through its digest only.
  const form = (queryPairs(request.sent.form) ?? []).filter(([name]) => !sent.has(name));
  if (form.length > 0)
    yield withPairs(
      request,
      [...request.pairs, ...form],
      'the form, which belongs to the digest of the body,',
    );
}

function* otherValues(request: RpcCase): Iterable<Attempt> {
  const likely = likelyValues(request);
  for (const [index, [name, value]] of request.pairs.entries()) {
    const others = [
      ...(likely.get(name) ?? []),
      ...(!request.isOfEvents(name) ? [value.toLowerCase(), value.toUpperCase(), value.trim()] : []),
    ];
    for (const other of new Set(others))
      if (other !== value) yield withPairs(request, request.pairs.toSpliced(index, 1, [name, other]), name);
  }
}

function* whitespace(request: RpcCase): Iterable<Attempt> {
  const all = (change: (value: string) => string) =>
    request.pairs.map(([name, value]) => [name, change(value)] as const);
  const changes: readonly (readonly [string, (value: string) => string])[] = [
    ['without the whitespace around them', (value) => value.trim()],
    ['with LF instead of CRLF', (value) => value.replaceAll('\r\n', '\n')],
    ['with CRLF instead of LF', (value) => value.replace(/\r?\n/g, '\r\n')],
    ['without line feeds', (value) => value.replace(/[\r\n]+/g, '')],
    ['with spaces instead of plus signs', (value) => value.replaceAll('+', ' ')],
    ['with plus signs instead of spaces', (value) => value.replaceAll(' ', '+')],
    ['in another Unicode normalization form', (value) => value.normalize('NFC')],
    ['in another Unicode normalization form', (value) => value.normalize('NFD')],
    [
      'with HTML escapes',
      (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    ],
  ];
  for (const [detail, change] of changes) yield withPairs(request, all(change), detail);
}

function* listNames(request: RpcCase): Iterable<Attempt> {
  const changes: readonly (readonly [string, (list: string, index: number, field: string) => string])[] = [
    ['with indexes from 0', (list, index, field) => `${list}.${index - 1}.${field}`],
    [
      'with small first letters',
      (list, index, field) => `${list}.${index}.${field.replace(/^./, (first) => first.toLowerCase())}`,
    ],
    ['in lowercase', (list, index, field) => `${list}.${index}.${field}`.toLowerCase()],
    ['with brackets', (list, index, field) => `${list}[${index - 1}].${field}`],
    ['with brackets', (list, index, field) => `${list}[${index}].${field}`],
    ['with brackets', (list, index, field) => `${list}[${index - 1}][${field}]`],
    ['with .member., as for AWS', (list, index, field) => `${list}.member.${index}.${field}`],
    ['without indexes', (list, _, field) => `${list}.${field}`],
    ['without the name of the list', (_, index, field) => `${index}.${field}`],
    ['as names of fields alone', (_, __, field) => field],
  ];
  for (const [detail, rename] of changes)
    yield withPairs(
      request,
      request.pairs.map(([name, value]) => {
        const [, list, index, field] = /^(\w+)\.(\d+)\.(.+)$/.exec(name) ?? [];
        return list && index && field ? [rename(list, Number(index), field), value] : [name, value];
      }),
      detail,
    );
}

function* joinedOtherwise(request: RpcCase): Iterable<Attempt> {
  const pairs = canonicalQuery(request.pairs).split('&');
  const cut = pairs.map((pair) => pair.split('=') as [string, string]);
  const ways: readonly (readonly [string, string])[] = [
    ['without & between the pairs', pairs.join('')],
    ['with line feeds between the pairs', pairs.join('\n')],
    ['with commas between the pairs', pairs.join(',')],
    ['with semicolons between the pairs', pairs.join(';')],
    ['with & before the first one', `&${pairs.join('&')}`],
    ['with & after the last one', `${pairs.join('&')}&`],
    ['with a question mark before the first one', `?${pairs.join('&')}`],
    ['without = between name and value', cut.map((pair) => pair.join('')).join('&')],
    ['without & and =', cut.map((pair) => pair.join('')).join('')],
    ['with : between name and value', cut.map((pair) => pair.join(':')).join('&')],
    ['as names only', cut.map(([name]) => name).join('&')],
    ['as values only', cut.map(([, value]) => value).join('&')],
    [
      'without = where the value is empty',
      cut.map(([name, value]) => (value ? `${name}=${value}` : name)).join('&'),
    ],
    ['with values in quotation marks', cut.map(([name, value]) => `${name}=%22${value}%22`).join('&')],
  ];
  for (const [detail, query] of ways) yield request.withQuery(query, detail);
}
