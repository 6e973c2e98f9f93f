import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { configFile, emptyFolder, foreignServer, referenceServer, verify } from './verify-run.fixture.ts';

const REFUSED = '{"code":"403","message":"who are you?"}';

const refusing = () =>
  foreignServer((_, response) =>
    response.writeHead(403, { 'content-type': 'application/json' }).end(REFUSED),
  );

/** Credentials of nobody, one for each kind of sender that the cases of the API cannot do without. */
const wrong = {
  blueking: {
    dataIds: [
      { dataId: 77, accessToken: 'token-of-nobody', kind: 'metric' },
      { dataId: 78, accessToken: 'token-of-nobody', kind: 'event' },
    ],
  },
  cloudmonitor: {
    accounts: [{ id: 'a', keys: [{ accessKeyId: 'nobody', accessKeySecret: 'secret-of-nobody' }] }],
  },
  guance: { monitors: [{ secret: 'secret_of_nobody', subUri: 'a/b' }] },
};

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

function countsOf(text: string): Counts {
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped/.exec(text) ?? [];
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

function countsOfJunit(xml: string): Counts {
  const [, tests, failures, skips] =
    /<testsuites [^>]*tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)"/.exec(xml) ?? [];
  const [failed, skipped] = [Number(failures), Number(skips)];
  expect(xml.match(/<testcase /g)).toHaveLength(Number(tests));
  expect(xml.match(/<failure /g) ?? []).toHaveLength(failed);
  expect(xml.match(/<skipped /g) ?? []).toHaveLength(skipped);
  return { passed: Number(tests) - failed - skipped, failed, skipped };
}

function countsOfPage(html: string): Counts {
  const count = (outcome: string) => html.match(new RegExp(`<details class="${outcome}"`, 'g'))?.length ?? 0;
  const counts = { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  expect(countsOf(html)).toEqual(counts);
  return counts;
}

it.each([
  ['some cases fail and some are skipped', 1, ['--config', configFileOf, '--scenario', 'sub-uri', 'status']],
  ['all pass', 0, ['--reason', 'event-missing', 'status-invalid']],
] as const)('reports the same counts everywhere when %s', async (_what, code, options) => {
  const folder = emptyFolder();
  const [junit, html] = [join(folder, 'junit.xml'), join(folder, 'report.html')];
  const given = options.map((option) => (typeof option === 'string' ? option : option()));
  const args = ['--target', await referenceServer(), '--vendor', 'guance', ...given];
  const printed = await verify([...args, '--junit', junit, '--html', html]);
  const counts = countsOf(printed.lines.at(-1) ?? '');
  expect(printed.code).toBe(code);
  expect(counts.failed > 0).toBe(code === 1);
  expect(countsOfJunit(readFileSync(junit, 'utf8'))).toEqual(counts);
  expect(countsOfPage(readFileSync(html, 'utf8'))).toEqual(counts);
  const json = await verify([...args, '--json']);
  expect(json.code).toBe(code);
  expect(JSON.parse(json.lines.at(-1) ?? '').summary).toMatchObject(counts);
  expect(json.lines).toHaveLength(counts.passed + counts.failed + counts.skipped + 1);
});

function configFileOf(): string {
  return configFile({ guance: { monitors: [{ secret: 'secret_dev', subUri: 'not/it' }] } });
}

it('counts the sequences everywhere when nothing is left out', async () => {
  const folder = emptyFolder();
  const [junit, html] = [join(folder, 'junit.xml'), join(folder, 'report.html')];
  const args = ['--target', await refusing(), '--vendor', 'blueking'];
  const { code, stdout, lines } = await verify([...args, '--junit', junit, '--html', html]);
  const counts = countsOf(lines.at(-1) ?? '');
  expect(code).toBe(1);
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain('<testsuite name="sequences"');
  expect(countsOfJunit(xml)).toEqual(counts);
  expect(countsOfPage(readFileSync(html, 'utf8'))).toEqual(counts);
  const skips = [...stdout.matchAll(/^SKIP (\d+): /gm)].map(([, count]) => Number(count));
  expect(skips.reduce((sum, count) => sum + count, 0)).toBe(counts.skipped);
  const json = await verify([...args, '--json']);
  const parsed = json.lines.map((line) => JSON.parse(line));
  expect(parsed.filter((line) => 'sequence' in line).length).toBeGreaterThan(0);
  expect(parsed.at(-2).summary).toMatchObject(counts);
});

it('says on one line for each cause how many cases were skipped and what would enable them', async () => {
  const config = configFile({ blueking: { dataIds: wrong.blueking.dataIds.slice(0, 1) } });
  const args = ['--target', await refusing(), '--vendor', 'blueking', '--config', config];
  const { lines } = await verify(args);
  const skips = lines.filter((line) => line.startsWith('SKIP'));
  const causes = skips.map((line) => line.replace(/^SKIP \d+: /, '').replace(/\. To play.*/, ''));
  expect(new Set(causes).size).toBe(causes.length);
  expect(skips.filter((line) => !/\. To play (it|them), \w+/.test(line))).toEqual([]);
  expect(skips.length).toBeGreaterThan(2);
});

it.each([
  ['guance', 'no-sub-uri', /add an enabled monitor without a `subUri`/],
  ['cloudmonitor', 'security-token', /add a temporary key, with `securityToken`/],
] as const)(
  'names the entry that the configuration lacks for skipped cases of %s',
  async (vendor, name, entry) => {
    const config = configFile(wrong);
    const args = ['--target', await referenceServer(), '--vendor', vendor, '--config', config];
    const { lines } = await verify([...args, '--scenario', name, 'accepted']);
    expect(lines.filter((line) => line.startsWith('SKIP')).join('\n')).toMatch(entry);
  },
);

it.each(['blueking', 'cloudmonitor', 'guance'])(
  'groups the failures of wrong credentials of %s, with a hint',
  async (vendor) => {
    const args = ['--target', await referenceServer(), '--vendor', vendor, '--config', configFile(wrong)];
    const { lines } = await verify([...args, '--scenario', `${vendor}/a`, `${vendor}/e`]);
    const groups = lines.filter((line) => line.startsWith('FAIL'));
    const { failed } = countsOf(lines.at(-1) ?? '');
    expect(failed).toBeGreaterThan(5);
    expect(groups[0]).toMatch(
      /^FAIL \d+: the endpoint reported `(invalid-token|unknown-(access-key|secret))`/,
    );
    expect(lines.filter((line) => line.includes('HINT'))).toEqual([
      expect.stringMatching(/credentials are probably not those of the endpoint.*`--config`/),
    ]);
  },
);

it.each([
  [404, '<!DOCTYPE html><h1>Not Found</h1>', /base path.*`\/api\/v1\/push-events/],
  [502, '<html>Bad gateway</html>', /log of the endpoint/],
  [403, REFUSED, /credentials.*`--config`/],
  [302, '', /redirects/],
  [429, '{}', /limits the rate/],
] as const)(
  'says what to check when the endpoint responds to everything with %d',
  async (status, body, hint) => {
    const target = await foreignServer((_, response) => response.writeHead(status).end(body));
    const args = ['--target', target, '--vendor', 'guance', '--scenario', 'accepted-', 'status-', 'title-'];
    const { code, lines } = await verify(args);
    expect(code).toBe(1);
    expect(lines.find((line) => line.includes('HINT'))).toMatch(hint);
  },
);

it('says that the endpoint went away, and keeps the results from before', async () => {
  let left = 3;
  const target = await foreignServer((request, response) => {
    if (left-- > 0) response.writeHead(400).end('{}');
    else request.socket.destroy();
  });
  const { code, lines, stdout } = await verify([
    '--target',
    target,
    '--vendor',
    'guance',
    '--scenario',
    'status',
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('the endpoint did not respond');
  expect(countsOf(lines.at(-1) ?? '').failed).toBeGreaterThan(3);
});

it('gives no hint about the endpoint when only one rule is broken', async () => {
  const target = await foreignServer((_, response) => response.writeHead(403).end(REFUSED));
  const { stdout } = await verify(['--target', target, '--vendor', 'guance', '--reason', 'title-type']);
  expect(stdout).toContain('FAIL');
  expect(stdout).not.toContain('HINT');
});

it('prints failures after everything else, and the counts at the very end', async () => {
  const { lines } = await verify(['--target', await refusing(), '--vendor', 'blueking']);
  const kinds = lines.map((line) => /^(SKIP|coverage|FAIL|http)\b/.exec(line)?.[1] ?? 'FAIL');
  expect([...new Set(kinds)]).toEqual(['SKIP', 'coverage', 'FAIL', 'http']);
  expect(kinds.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))).toEqual(kinds);
});

const ORDER = ['SKIP', 'coverage', 'FAIL', 'http'];

/** Takes the line away that the cursor is in. */
const CLEAR = '\r\u001b[K';

it('shows its progress on a terminal, and takes it away at the end', async () => {
  vi.stubEnv('TERM', 'xterm');
  const args = ['--target', await referenceServer(), '--vendor', 'guance', '--reason', 'event-missing'];
  const { code, stderr } = await verify(args, { isTTY: true }).finally(() => vi.unstubAllEnvs());
  expect(code).toBe(0);
  expect(stderr.startsWith(`${CLEAR}preparing the cases`)).toBe(true);
  expect(stderr.endsWith(CLEAR)).toBe(true);
});

it.each([
  ['without a terminal', 'xterm', false, []],
  ['on a terminal that cannot move its cursor', 'dumb', true, []],
  ['when lines of JSON go to the same terminal', 'xterm', true, ['--json']],
] as const)('shows no progress %s', async (_what, term, isTTY, options) => {
  vi.stubEnv('TERM', term);
  const args = ['--target', await referenceServer(), '--vendor', 'guance', '--reason', 'event-missing'];
  const { stderr } = await verify([...args, ...options], { isTTY }).finally(() => vi.unstubAllEnvs());
  expect(stderr).toBe('');
});

const DEVICE = '/dev/full';

/** A path that cannot be written, and why. */
const unwritable: readonly (readonly [why: string, path: (folder: string) => string])[] = [
  ['its folder does not exist', (folder) => join(folder, 'none', 'report')],
  ['it is a folder', (folder) => folder],
  ['a part of the path is not a folder', (folder) => join(textFile(folder), 'report')],
  ['the name is too long', (folder) => join(folder, 'n'.repeat(300))],
  ...(existsSync(DEVICE) ? [['no space is left on the device', () => DEVICE] as const] : []),
];

function textFile(folder: string): string {
  writeFileSync(join(folder, 'text'), '');
  return join(folder, 'text');
}

it.each(
  unwritable.flatMap(([why, path]) => ['--html', '--junit'].map((option) => [option, why, path] as const)),
)('prints the results and ends with 2 when %s cannot be written: %s', async (option, why, path) => {
  const file = path(emptyFolder());
  const args = ['--target', await referenceServer(), '--vendor', 'guance', '--reason', 'event-missing'];
  const { code, lines, stderr } = await verify([...args, option, file]);
  expect(code).toBe(2);
  expect(countsOf(lines.at(-1) ?? '').passed).toBeGreaterThan(0);
  expect(stderr).toBe(`pushspec: ${option} cannot write ${file}: ${why}\n`);
});

it('writes one report when the other one cannot be written, and ends with 1 for failed cases', async () => {
  const folder = emptyFolder();
  const files = ['--html', folder, '--junit', join(folder, 'junit.xml')];
  const { code, stderr } = await verify([
    ...['--target', await refusing(), '--vendor', 'guance', '--reason', 'event-missing', ...files],
  ]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^pushspec: --html cannot write .*: it is a folder\npushspec: \d+ of \d+ cases failed .*\n$/,
  );
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure ');
});

it('tells a person before the run that a report cannot be written', async () => {
  vi.stubEnv('TERM', 'xterm');
  const args = ['--target', 'http://127.0.0.1:1', '--html', '/'];
  const { code, stderr } = await verify(args, { isTTY: true }).finally(() => vi.unstubAllEnvs());
  expect(stderr).toMatch(/^--html cannot write \/: it is a folder; the results are printed anyway\n/);
  expect(code).toBe(3);
});

it.each([
  [['--html', 'same', '--junit', 'same'], /--junit and --html both name same/],
  [['--html', ''], /--html needs the name of a file/],
])('refuses the report files %j before anything is sent', async (options, message) => {
  const { code, stderr } = await verify(['--target', 'http://127.0.0.1:1', ...options]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

it('prints why nothing was played when every case is skipped', async () => {
  const { code, lines, stderr } = await verify([
    '--target',
    await refusing(),
    '--scenario',
    'guance/rate-limited',
  ]);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^SKIP \d+: .*\. To play them, /);
  expect(stderr).toMatch(/^pushspec: no scenario was executed against http: .*\n$/);
});
