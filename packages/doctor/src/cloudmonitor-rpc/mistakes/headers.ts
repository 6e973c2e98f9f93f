/** Mistakes in the lines of the signed headers, and in the list of their names. */
import type { Attempt, Mistake } from '../../search/attempt.ts';
import { type Acs3Case, withCanonical, withCanonicalParts } from '../case.ts';
import { timesNear } from '../timestamp.ts';
import { hostMistakes } from './host.ts';
import { type Line, type Lines, mapped, withLines } from './lines.ts';
import { otherValueMistakes } from './other-values.ts';

const FIX =
  'Write each signed header as name:value, with its name in lowercase and its value as you send it, sorted by name, and list the same names in SignedHeaders.';

/** Headers that are often signed by mistake, or changed by an HTTP client. More than this many are not combined. */
const MAX_COMBINED = 5;

export const headerMistakes: readonly Mistake<Acs3Case>[] = [
  ...hostMistakes,
  {
    code: 'header-left-out',
    cause: '{detail} is listed in SignedHeaders but not signed',
    fix: FIX,
    attempts: leftOut,
  },
  {
    code: 'header-added',
    cause: '{detail} is signed but not listed in SignedHeaders',
    fix: FIX,
    attempts: added,
  },
  {
    code: 'headers-not-sorted',
    cause: 'the signed headers are not sorted by name {detail}',
    fix: FIX,
    attempts: orders,
  },
  {
    code: 'header-names-case',
    cause: 'the names of the signed headers are not in lowercase',
    fix: FIX,
    attempts: namesInOtherCase,
  },
  {
    code: 'header-whitespace',
    cause: 'the lines of the signed headers contain spaces, {detail}',
    fix: FIX,
    attempts: withWhitespace,
  },
  {
    code: 'timestamp-made-twice',
    cause: 'the signed timestamp differs from the one sent: it was signed {detail}',
    fix: 'Write the timestamp once, then sign and send exactly this string.',
    *attempts(request) {
      const { name } = request.scheme.fields.timestamp;
      const sent = request.request.headers[name] ?? '';
      for (const [other, detail] of timesNear(sent, request.nowMs))
        yield withLines(
          request,
          mapped(request, (line) => (line[0] === name ? [name, other] : line)),
          detail,
        );
    },
  },
  ...otherValueMistakes,
  {
    code: 'header-lines-otherwise',
    cause: 'the signed headers are written {detail}',
    fix: FIX,
    attempts: otherLines,
  },
];

/** Returns attempts with other header lines, whose names are listed as well and not. */
function* withAndWithoutNames(request: Acs3Case, headers: Lines, detail?: string): Iterable<Attempt> {
  yield withCanonicalParts(request, { headers, names: headers.map(([name]) => name) }, detail);
  yield withLines(request, headers, detail);
}

function* leftOut(request: Acs3Case): Iterable<Attempt> {
  const { headers } = request.parts;
  for (const left of headers)
    yield* withAndWithoutNames(
      request,
      headers.filter((line) => line !== left),
      left[0],
    );
  for (const [index, first] of headers.entries())
    for (const second of headers.slice(index + 1))
      yield* withAndWithoutNames(
        request,
        headers.filter((line) => line !== first && line !== second),
        `${first[0]} or ${second[0]}`,
      );
  for (const kept of headers) yield* withAndWithoutNames(request, [kept], `every header but ${kept[0]}`);
  const sent = headers.filter(([name]) => request.request.headers[name] !== undefined);
  yield* withAndWithoutNames(request, sent, 'a header that is not sent');
}

function* added(request: Acs3Case): Iterable<Attempt> {
  const { headers } = request.request;
  const listed = new Set(request.parts.names);
  const others = Object.entries(headers).filter(
    ([name]) => !listed.has(name) && !/^(authorization$|x-pushspec-)/.test(name),
  );
  const more = (lines: Lines) =>
    [...request.parts.headers, ...lines].toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const other of others) yield* withAndWithoutNames(request, more([other]), other[0]);
  const usual = others
    .filter(([name]) => /^(accept|content-|date$|user-agent$)/.test(name))
    .slice(0, MAX_COMBINED);
  for (let set = 1; set < 2 ** usual.length; set++) {
    const chosen = usual.filter((_, index) => set & (1 << index));
    if (chosen.length > 1)
      yield* withAndWithoutNames(request, more(chosen), chosen.map(([name]) => name).join(', '));
  }
  if (others.length > 1) yield* withAndWithoutNames(request, more(others), 'every header that is sent');
  const { fields } = request.scheme;
  const token = request.key.securityToken;
  const notSent: readonly Line[] = [
    ['content-type', 'application/x-www-form-urlencoded'],
    ['content-type', 'application/json'],
    ['content-type', 'application/octet-stream'],
    ['content-type', ''],
    ['accept', 'application/json'],
    ['accept', '*/*'],
    ...(token ? [[fields.securityToken.name, token] as const] : []),
  ];
  for (const line of notSent)
    if (!listed.has(line[0]))
      yield* withAndWithoutNames(request, more([line]), `${line[0]}, which is not sent with this value,`);
}

function* orders(request: Acs3Case): Iterable<Attempt> {
  const { headers, names } = request.parts;
  const sent = Object.keys(request.request.headers);
  const asSent = headers.toSorted(([a], [b]) => sent.indexOf(a) - sent.indexOf(b));
  const sorted = headers.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const found = [asSent, sorted, headers.toReversed(), ...rotations(headers), ...swaps(headers)];
  for (const order of found) yield* withAndWithoutNames(request, order, 'in the canonical request');
  yield withCanonicalParts(request, { names: names.toReversed() }, 'in the list of their names');
  yield withCanonicalParts(request, { names: names.toSorted() }, 'in SignedHeaders');
  yield withCanonicalParts(request, { names: asSent.map(([name]) => name) }, 'in the list of their names');
}

function rotations(lines: Lines): Lines[] {
  return lines.flatMap((line) => {
    const others = lines.filter((other) => other !== line);
    return [
      [line, ...others],
      [...others, line],
    ];
  });
}

function swaps(lines: Lines): Lines[] {
  return lines.flatMap((first, index) =>
    lines
      .slice(index + 1)
      .map((second) => lines.map((line) => (line === first ? second : line === second ? first : line))),
  );
}

function* namesInOtherCase(request: Acs3Case): Iterable<Attempt> {
  const { request: received, parts } = request;
  const raw = new Map<string, string>();
  for (const [index, name] of (received.rawHeaders ?? []).entries())
    if (index % 2 === 0) raw.set(name.toLowerCase(), name);
  const spellings: readonly ((name: string) => string)[] = [
    (name) => raw.get(name) ?? name,
    (name) => name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
    (name) => name.toUpperCase(),
    (name) => name.replace(/^./, (start) => start.toUpperCase()),
    (name) => name.replaceAll('-', '_'),
  ];
  for (const spell of spellings) {
    const headers = mapped(request, ([name, value]) => [spell(name), value]);
    yield* withAndWithoutNames(request, headers);
    yield* withAndWithoutNames(
      request,
      headers.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    yield withCanonicalParts(request, { names: parts.names.map(spell) });
  }
}

function* withWhitespace(request: Acs3Case): Iterable<Attempt> {
  const paddings = [
    [' ', '', 'after the colon'],
    ['', ' ', 'at the ends of the values'],
    [' ', ' ', 'around the values'],
  ] as const;
  for (const [left, right, detail] of paddings) {
    const pad = ([name, value]: Line): Line => [name, left + value + right];
    yield withLines(request, mapped(request, pad), detail);
    for (const [padded] of request.parts.headers)
      yield withLines(
        request,
        mapped(request, (line) => (line[0] === padded ? pad(line) : line)),
        `${detail} of ${padded}`,
      );
  }
  yield withLines(
    request,
    mapped(request, ([name, value]) => [`${name} `, value]),
    'before the colon',
  );
  yield withLines(
    request,
    mapped(request, ([name, value]) => [`${name} `, ` ${value}`]),
    'around the colon',
  );
}

function* otherLines(request: Acs3Case): Iterable<Attempt> {
  const { headers, names } = request.parts;
  for (const separator of [',', ' ', ':', '&', '\n', '', '; '])
    yield withCanonicalParts(
      request,
      { names: [names.join(separator)] },
      `with the names joined by ${JSON.stringify(separator)} instead of ;`,
    );
  yield withCanonicalParts(request, { names: [`${names.join(';')};`] }, 'with ; behind the last name');
  const joined = (colon: string, end: string) =>
    headers.map(([name, value]) => name + colon + value).join(end);
  const found: readonly (readonly [string, string])[] = [
    [joined('=', '\n'), 'with = instead of the colon'],
    [joined('', '\n'), 'without the colon'],
    [joined(':', ''), 'without line feeds between them'],
    [joined(':', ';'), 'with semicolons between them'],
    [joined(':', '&'), 'with & between them'],
    [joined(':', '\r\n'), 'with CRLF between them'],
    [headers.map(([, value]) => value).join('\n'), 'as values only'],
    [names.join('\n'), 'as names only'],
  ];
  const { method, path, query, digest } = request.parts;
  for (const [text, detail] of found)
    for (const end of ['\n', '']) {
      const canonical = [method, path, query, text + end, names.join(';'), digest].join('\n');
      yield withCanonical(request, canonical, detail);
    }
}
