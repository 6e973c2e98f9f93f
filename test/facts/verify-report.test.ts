import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { configFile, emptyFolder, foreignServer, referenceServer, verify } from './verify-run.fixture.ts';

const REFUSED = '{"code":"403","message":"who are you?"}';

const refusing = () =>
  foreignServer((_, response) =>
    response.writeHead(403, { 'content-type': 'application/json' }).end(REFUSED),
  );

/** Invalid credentials, one for each kind of sender that the cases of the API require. */
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
  const args = ['--target', await referenceServer(), '--api', 'guance', ...given];
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
  const args = ['--target', await refusing(), '--api', 'blueking'];
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

it('reports one line per cause with the number of skipped cases and how to enable them', async () => {
  const config = configFile({ blueking: { dataIds: wrong.blueking.dataIds.slice(0, 1) } });
  const args = ['--target', await refusing(), '--api', 'blueking', '--config', config];
  const { lines } = await verify(args);
  const skips = lines.filter((line) => line.startsWith('SKIP'));
  const causes = skips.map((line) => line.replace(/^SKIP \d+: /, '').replace(/\. To run.*/, ''));
  expect(new Set(causes).size).toBe(causes.length);
  expect(skips.filter((line) => !/\. To run (it|them), \w+/.test(line))).toEqual([]);
  expect(skips.length).toBeGreaterThan(2);
});

it.each([
  ['guance', 'no-sub-uri', /add an enabled monitor without a `subUri`/],
  ['cloudmonitor', 'security-token', /add a temporary key, with `securityToken`/],
] as const)(
  'names the entry that the configuration lacks for skipped cases of %s',
  async (api, name, entry) => {
    const config = configFile(wrong);
    const args = ['--target', await referenceServer(), '--api', api, '--config', config];
    const { lines } = await verify([...args, '--scenario', name, 'accepted']);
    expect(lines.filter((line) => line.startsWith('SKIP')).join('\n')).toMatch(entry);
  },
);

it.each(['cloudmonitor', 'cloudmonitor-rpc'])(
  'names the role whose value a request of %s contains and the configuration lacks',
  async (api) => {
    const config = configFile({
      cloudmonitor: {
        accounts: [
          {
            id: 'a',
            keys: [{ accessKeyId: 'STS.id', accessKeySecret: 'secret-of-sts', securityToken: 'token' }],
          },
        ],
      },
    });
    const args = ['--target', await referenceServer(), '--api', api, '--config', config];
    const { lines } = await verify([...args, '--scenario', 'unknown-access-key', 'authorization']);
    const skips = lines.filter((line) => line.startsWith('SKIP'));
    expect(skips.join('\n')).toContain(`the configuration has no ${api} credential for the role dev. To run`);
  },
);

it.each(['blueking', 'cloudmonitor', 'guance'])(
  'groups the failures of wrong credentials of %s, with a hint',
  async (api) => {
    const args = ['--target', await referenceServer(), '--api', api, '--config', configFile(wrong)];
    const { lines } = await verify([...args, '--scenario', `${api}/a`, `${api}/e`]);
    const groups = lines.filter((line) => line.startsWith('FAIL'));
    const { failed } = countsOf(lines.at(-1) ?? '');
    expect(failed).toBeGreaterThan(5);
    expect(groups[0]).toMatch(
      /^FAIL \d+: the endpoint reported `(invalid-token|unknown-(access-key|secret))`/,
    );
    expect(lines.filter((line) => line.includes('HINT'))).toEqual([
      expect.stringMatching(/credentials probably do not belong to the endpoint.*`--config`/),
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
  'lists what to check when the endpoint responds to everything with %d',
  async (status, body, hint) => {
    const target = await foreignServer((_, response) => response.writeHead(status).end(body));
    const args = ['--target', target, '--api', 'guance', '--scenario', 'accepted-', 'status-', 'title-'];
    const { code, lines } = await verify(args);
    expect(code).toBe(1);
    expect(lines.find((line) => line.includes('HINT'))).toMatch(hint);
  },
);

it('reports that the endpoint became unreachable, and keeps earlier results', async () => {
  let left = 3;
  const target = await foreignServer((request, response) => {
    if (left-- > 0) response.writeHead(400).end('{}');
    else request.socket.destroy();
  });
  const { code, lines, stdout } = await verify([
    '--target',
    target,
    '--api',
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
  const { stdout } = await verify(['--target', target, '--api', 'guance', '--reason', 'title-type']);
  expect(stdout).toContain('FAIL');
  expect(stdout).not.toContain('HINT');
});

it('prints failures after everything else, and the counts at the very end', async () => {
  const { lines } = await verify(['--target', await refusing(), '--api', 'blueking']);
  const kinds = lines.map((line) => /^(SKIP|coverage|FAIL|http)\b/.exec(line)?.[1] ?? 'FAIL');
  expect([...new Set(kinds)]).toEqual(['SKIP', 'coverage', 'FAIL', 'http']);
  expect(kinds.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))).toEqual(kinds);
});

const ORDER = ['SKIP', 'coverage', 'FAIL', 'http'];

/** The escape sequence that clears the current line. */
const CLEAR = '\r\u001b[K';

it('shows its progress on a terminal and clears it at the end', async () => {
  vi.stubEnv('TERM', 'xterm');
  const args = ['--target', await referenceServer(), '--api', 'guance', '--reason', 'event-missing'];
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
  const args = ['--target', await referenceServer(), '--api', 'guance', '--reason', 'event-missing'];
  const { stderr } = await verify([...args, ...options], { isTTY }).finally(() => vi.unstubAllEnvs());
  expect(stderr).toBe('');
});

it('prints why nothing was played when every case is skipped', async () => {
  const { code, lines, stderr } = await verify([
    '--target',
    await refusing(),
    '--scenario',
    'guance/rate-limited',
  ]);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^SKIP \d+: .*\. To run them, /);
  expect(stderr).toMatch(/^pushspec: no scenario was executed against http: .*\n$/);
});
