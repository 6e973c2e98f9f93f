/** Mistakes in the values of signed headers: a value differs from the one sent, or the header is not sent. */
import type { Attempt, Mistake } from '../../search/attempt.ts';
import { asUtf8, NOT_ASCII } from '../../search/not-ascii.ts';
import type { Acs3Case } from '../case.ts';
import { mapped, withLines } from './lines.ts';

/** A header that is signed but does not arrive. */
export const HEADER_NOT_SENT = {
  code: 'header-not-sent',
  cause: 'SignedHeaders lists {detail}, but the request has no such header',
  fix: 'Send every header that SignedHeaders lists, with the value that you sign. An HTTP client or a proxy may have removed it.',
};

export const otherValueMistakes: readonly Mistake<Acs3Case>[] = [
  {
    code: 'header-value-case',
    cause: '{detail}',
    fix: 'Sign each header value exactly as you send it. Write digests with lowercase digits.',
    attempts: otherCases,
  },
  {
    ...NOT_ASCII,
    *attempts(request) {
      const decoded = request.parts.headers.filter(([, value]) => asUtf8(value) !== undefined);
      const names = decoded.map(([name]) => name).join(', ');
      const lines = mapped(request, ([name, value]) => [name, asUtf8(value) ?? value]);
      if (decoded.length > 0) yield withLines(request, lines, names);
    },
  },
  {
    code: 'header-value-other',
    cause: '{detail} is signed with a different value than the one sent',
    fix: 'Build the headers once, then sign and send exactly these. An HTTP client may add or change some.',
    attempts: (request) => otherValues(request, true),
  },
  {
    ...HEADER_NOT_SENT,
    attempts: (request) => otherValues(request, false),
  },
];

/** Returns attempts with values in another letter case. */
function* otherCases(request: Acs3Case): Iterable<Attempt> {
  for (const [name, value] of request.parts.headers) {
    if (request.request.headers[name] === undefined) continue;
    const [lower, upper] = [value.toLowerCase(), value.toUpperCase()];
    const sent = value === lower ? 'lowercase' : value === upper ? 'uppercase' : 'mixed case';
    for (const [other, signed] of [
      [lower, 'lowercase'],
      [upper, 'uppercase'],
    ] as const)
      if (other !== value)
        yield withLines(
          request,
          mapped(request, (line) => (line[0] === name ? [name, other] : line)),
          `${name} is sent in ${sent}, but signed in ${signed}`,
        );
  }
}

/** Returns attempts with other values of the headers that are sent, or of those that are not. */
function* otherValues(request: Acs3Case, areSent: boolean): Iterable<Attempt> {
  const { rpc, operations, scheme, key } = request;
  const likely: Readonly<Record<string, readonly string[]>> = {
    'content-type': [
      ...[
        'application/x-www-form-urlencoded',
        'application/json',
        'application/octet-stream',
        'text/plain',
        '',
      ].flatMap((type) => [
        type,
        `${type}; charset=utf-8`,
        `${type};charset=utf-8`,
        `${type}; charset=UTF-8`,
        `${type};charset=UTF-8`,
      ]),
    ],
    accept: ['application/json', '*/*', '', 'application/json, text/plain, */*'],
    'user-agent': [''],
    [(rpc.action.header ?? '').toLowerCase()]: operations.map(({ action }) => action.value),
    [(rpc.version?.header ?? '').toLowerCase()]: operations.map(({ version }) => version?.value ?? ''),
    [scheme.fields.digest.name]: [request.parts.digest, request.parts.digest.toUpperCase(), ''],
    [scheme.fields.securityToken.name]: [
      key.securityToken ?? '',
      encodeURIComponent(key.securityToken ?? ''),
    ],
    [scheme.fields.securityTokenKeyId?.name ?? '']: [key.accessKeyId],
  };
  for (const [name, value] of request.parts.headers) {
    if ((request.request.headers[name] !== undefined) !== areSent) continue;
    const bare = value.split(';')[0]?.trim() ?? '';
    const others = [
      ...(likely[name] ?? []),
      bare,
      '',
      value.toLowerCase(),
      value.toUpperCase(),
      encodeURIComponent(value),
      `"${value}"`,
    ];
    for (const other of new Set(others))
      if (other !== value)
        yield withLines(
          request,
          mapped(request, (line) => (line[0] === name ? [name, other] : line)),
          name,
        );
  }
}
