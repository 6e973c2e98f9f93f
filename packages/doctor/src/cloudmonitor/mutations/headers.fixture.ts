/** Mistakes in the lines of the signed headers. */
import type { Deviation, Lines } from './client.fixture.ts';
import { type Mutation, simple } from './mutation.fixture.ts';

const headers = (change: (lines: Lines['headers']) => Lines['headers']): Deviation => ({
  lines: ({ headers: usual }) => ({ headers: change(usual) }),
});
const written = (colon: string, end = '\n'): Deviation => ({
  writeHeaders: (lines) => lines.map(([name, value]) => name + colon + value).join(end),
});

export const headerLines: readonly Mutation[] = [
  ...['x-cms-ip', 'x-cms-api-version', 'x-cms-signature', 'x-cms-security-token', 'x-cms-caller-type'].map(
    (left): Mutation => ({
      code: 'header-left-out',
      name: `without ${left}`,
      deviation: () => headers((lines) => lines.filter(([name]) => name !== left)),
      appliesTo: ({ key }) => key.securityToken !== undefined || !/token|caller/.test(left),
    }),
  ),
  simple(
    'headers-left-out',
    'no signed headers',
    headers(() => []),
  ),
  {
    code: 'headers-left-out',
    name: 'without the two STS headers',
    deviation: () => headers((lines) => lines.filter(([name]) => !/token|caller/.test(name))),
    appliesTo: ({ key }) => key.securityToken !== undefined,
  },
  {
    code: 'header-left-out',
    name: 'without x-acs-',
    deviation: () => headers((lines) => lines.filter(([name]) => !name.startsWith('x-acs-'))),
    appliesTo: ({ more }) => 'x-acs-note' in more,
  },
  simple(
    'headers-not-sorted',
    'in the order in which they are sent',
    headers((lines) => [...lines].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b))),
  ),
  simple(
    'headers-not-sorted',
    'sorted backwards',
    headers((lines) => [...lines].reverse()),
  ),
  simple(
    'header-names-case',
    'names with capitals',
    headers((lines) => lines.map(([n, v]) => [n.replace(/(^|-)./g, (s) => s.toUpperCase()), v])),
  ),
  simple(
    'header-names-case',
    'names in uppercase',
    headers((lines) => lines.map(([n, v]) => [n.toUpperCase(), v])),
  ),
  simple('header-blanks', 'space after the colon', written(': ')),
  simple('header-blanks', 'spaces around the colon', written(' : ')),
  simple(
    'header-blanks',
    'untrimmed value',
    headers((lines) => lines.map(([n, v]) => [n, n === 'x-cms-ip' ? ` ${v}` : v])),
  ),
  simple(
    'header-blanks',
    'space at the end of a value',
    headers((lines) => lines.map(([n, v]) => [n, n === 'x-cms-ip' ? `${v} ` : v])),
  ),
  simple('header-lines-joined', 'comma between headers', written(':', ',')),
  simple('header-lines-joined', 'nothing between headers', written(':', '')),
  simple('header-lines-joined', 'equals sign', written('=')),
  simple('header-lines-joined', 'empty line after the headers', {
    writeHeaders: (lines) => lines.map(([n, v]) => `${n}:${v}\n`).join(''),
  }),
  ...['host', 'user-agent', 'content-type', 'content-md5', 'date', 'content-length'].map(
    (more): Mutation => ({
      code: 'header-added',
      name: `${more} signed too`,
      deviation: () =>
        headers((lines) =>
          [...lines, [more, VALUES[more] ?? ''] as [string, string]].sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      appliesTo: () => VALUES[more] !== undefined,
    }),
  ),
  simple('header-not-sent', 'API version signed but not sent', {
    sent: () => ({ 'x-cms-api-version': null }),
  }),
  simple(
    'header-value-other',
    'another IP address signed',
    headers((lines) => lines.map(([n, v]) => [n, n === 'x-cms-ip' ? '127.0.0.1' : v])),
  ),
];

const ORDER = [
  'x-cms-signature',
  'x-cms-api-version',
  'x-cms-ip',
  'x-cms-security-token',
  'x-cms-caller-type',
  'x-acs-note',
];
const VALUES: Readonly<Record<string, string>> = {
  host: '127.0.0.1:4010',
  'user-agent': 'made-for-tests/1.0',
  'content-type': 'application/json',
  date: 'Sat, 21 Nov 2026 08:30:00 GMT',
};
