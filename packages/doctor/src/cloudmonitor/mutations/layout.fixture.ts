/** Mistakes in the layout of the string to sign, and in its last line. */
import type { Deviation } from './client.fixture.ts';
import { base64, line, type Mutation, simple } from './mutation.fixture.ts';

const text = (change: (text: string) => string | Buffer): Deviation => ({ text: change });

export const layout: readonly Mutation[] = [
  simple(
    'trailing-newline',
    'line feed at the end',
    text((t) => `${t}\n`),
  ),
  simple(
    'trailing-newline',
    'CRLF at the end',
    text((t) => `${t}\r\n`),
  ),
  simple(
    'line-ends',
    'CRLF',
    text((t) => t.replaceAll('\n', '\r\n')),
  ),
  simple(
    'line-ends',
    'escaped line feeds',
    text((t) => t.replaceAll('\n', '\\n')),
  ),
  simple(
    'line-ends',
    'no line feeds',
    text((t) => t.replaceAll('\n', '')),
  ),
  simple(
    'line-missing',
    'no line for Content-MD5',
    text((t) => t.split('\n').toSpliced(1, 1).join('\n')),
  ),
  simple(
    'line-missing',
    'no line for Content-Type',
    text((t) => t.split('\n').toSpliced(2, 1).join('\n')),
  ),
  simple(
    'line-missing',
    'no path',
    text((t) => t.split('\n').slice(0, -1).join('\n')),
  ),
  simple(
    'line-order',
    'Date before Content-Type',
    text((t) => {
      const l = t.split('\n');
      return [l[0], l[1], l[3], l[2], ...l.slice(4)].join('\n');
    }),
  ),
  simple(
    'text-changed',
    'lowercase',
    text((t) => t.toLowerCase()),
  ),
  simple('text-changed', 'URL-encoded', text(encodeURIComponent)),
  simple(
    'text-changed',
    'UTF-16',
    text((t) => Buffer.from(t, 'utf16le')),
  ),
  simple(
    'path-slash',
    'slash at the end',
    line(({ resource }) => ({ resource: resource.replace(/(\?|$)/, '/$1') })),
  ),
  simple(
    'path-slash',
    'no slash at the beginning',
    line(({ resource }) => ({ resource: resource.slice(1) })),
  ),
  simple(
    'path-full-url',
    'full address',
    line(({ resource }) => ({ resource: `http://127.0.0.1:4010${resource}` })),
  ),
  simple(
    'path-full-url',
    'host and path',
    line(({ resource }) => ({ resource: `127.0.0.1:4010${resource}` })),
  ),
  simple('path-other', 'empty path', line({ resource: '' })),
  simple('path-other', 'path for metrics', line({ resource: '/metric/custom/upload' })),
  ...(
    [
      ['query-left-out', 'query not signed', (r: string) => r.split('?')[0] ?? ''],
      [
        'query-not-sorted',
        'query unsorted',
        (r: string) => `${r.split('?')[0]}?${(r.split('?')[1] ?? '').split('&').reverse().join('&')}`,
      ],
      ['query-encoding', 'query decoded', decodeURIComponent],
      ['query-encoding', 'query encoded twice', (r: string) => r.replaceAll('%', '%25')],
    ] as const
  ).map(
    ([code, name, change]): Mutation => ({
      code,
      name,
      deviation: () => line(({ resource }) => ({ resource: change(resource) })),
      appliesTo: ({ target }) => target.includes('?'),
    }),
  ),
  simple('other-scheme', 'ROA', {
    text: (t) => {
      const [method, ...rest] = t.split('\n');
      return [method, 'application/json', ...rest].join('\n');
    },
    writeSignature: base64,
    authorization: (id, s) => `acs ${id}:${s}`,
  }),
  simple(
    'other-text-signed',
    'only the MD5',
    text((t) => t.split('\n')[1] ?? ''),
  ),
];
