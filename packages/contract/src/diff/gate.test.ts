import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root as workspace } from '../generate/apis.ts';
import { diffContracts } from './index.ts';
import { failureLines, reportLines } from './print.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Creates a repository with the bundles of BlueKing in one commit. */
function createRepository() {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(root);
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  const git = (...args: string[]) => {
    const settings = ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com'];
    // A git hook that runs these tests sets its own repository in the environment.
    const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, ...env } = process.env;
    return execFileSync('git', [...settings, ...args], { cwd: root, env, stdio: 'pipe' });
  };
  const setVersion = (version: string) => {
    for (const folder of ['spec', 'packages/contract'])
      write(`${folder}/package.json`, JSON.stringify({ version }));
  };
  setVersion('0.1.0');
  const bundles = 'packages/contract/bundles';
  cpSync(join(workspace, bundles, 'blueking'), join(root, bundles, 'blueking'), { recursive: true });
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '--message', 'a release');
  return {
    root,
    git,
    write,
    setVersion,
    bundle: (name: string) => join(root, bundles, 'blueking', `${name}.json`),
  };
}

/** Creates the repository with a release and a string that has changed since. */
function repositoryAfterChange() {
  const repository = createRepository();
  repository.git('tag', 'v0.1.0');
  const chinese = repository.bundle('zh');
  const translations = JSON.parse(readFileSync(chinese, 'utf8'));
  translations.documented['/info/title'] = '另一个标题';
  writeFileSync(chinese, JSON.stringify(translations));
  return repository;
}

it('reports nothing before the first release', async () => {
  const { root } = createRepository();
  const report = await diffContracts({ root });
  expect(report).toEqual({ base: null, grade: 'none', changes: [], packages: [], ok: true });
  expect(reportLines(report)[0]).toContain('Nothing has been released yet');
});

it('compares with a given revision, released or not', async () => {
  const { root, bundle } = createRepository();
  rmSync(bundle('receiver.en'));
  const { base, grade, ok } = await diffContracts({ root, base: 'HEAD' });
  expect({ base, grade, ok }).toEqual({ base: 'HEAD', grade: 'major', ok: false });
});

it('compares with the last release', async () => {
  const { root, git, write } = createRepository();
  git('tag', 'v0.1.0');
  write('README.md', 'A readme.');
  git('add', '.');
  git('commit', '--quiet', '--message', 'a readme');
  git('tag', '@pushspec/spec@0.1.1');
  expect(await diffContracts({ root })).toMatchObject({
    base: '@pushspec/spec@0.1.1',
    grade: 'none',
    ok: true,
  });
});

it('asks for a changeset of both packages', async () => {
  const { root } = repositoryAfterChange();
  const report = await diffContracts({ root });
  expect(report).toMatchObject({
    grade: 'patch',
    ok: false,
    changes: [
      {
        api: 'blueking',
        bundles: ['documented.zh', 'receiver.zh'],
        grade: 'patch',
        rule: 'documentation-changed',
        from: '/info/title',
        to: '/info/title',
        new: '另一个标题',
      },
    ],
    packages: [
      { name: '@pushspec/spec', release: 'none' },
      { name: '@pushspec/contract', release: 'none' },
    ],
  });
  expect(failureLines(report).join('\n')).toContain("'@pushspec/spec': patch\n'@pushspec/contract': patch");
});

it('accepts changesets that are large enough', async () => {
  const { root, write } = repositoryAfterChange();
  write('.changeset/one.md', "---\n'@pushspec/spec': minor\n---\n\nOne thing.\n");
  write(
    '.changeset/other.md',
    '---\n"@pushspec/contract": patch\n"@pushspec/server": major\n---\n\nOther.\n',
  );
  expect(await diffContracts({ root })).toMatchObject({ grade: 'patch', ok: true });
});

it('rejects a changeset that is too small', async () => {
  const { root, bundle, write } = repositoryAfterChange();
  rmSync(bundle('receiver.en'));
  write('.changeset/small.md', "---\n'@pushspec/spec': major\n'@pushspec/contract': minor\n---\n\nSmall.\n");
  const report = await diffContracts({ root });
  expect(report.ok).toBe(false);
  expect(failureLines(report)[0]).toBe(
    'The changes of the contracts since v0.1.0 need a major release. Too small: @pushspec/contract (minor).',
  );
});

it('counts raised versions after the changesets have been consumed', async () => {
  const { root, setVersion } = repositoryAfterChange();
  setVersion('0.1.1');
  expect(await diffContracts({ root })).toMatchObject({ ok: true });
});

it('grades a new API as a minor change', async () => {
  const { root, bundle } = repositoryAfterChange();
  cpSync(dirname(bundle('')), join(dirname(dirname(bundle(''))), 'fourth'), { recursive: true });
  const { changes, grade } = await diffContracts({ root });
  expect(grade).toBe('minor');
  expect(changes.filter(({ api }) => api === 'fourth').map(({ bundles }) => bundles)).toEqual([
    ['documented'],
    ['receiver'],
  ]);
});

it.each([
  ['no front matter', '# A heading\n', '.changeset/bad.md has no front matter'],
  [
    'an unknown release',
    "---\n'@pushspec/spec': huge\n---\n",
    '`huge` is not a release for @pushspec/spec: use one of none, patch, minor, major',
  ],
  ['broken YAML', "---\n'@pushspec/spec: major\n---\n", '.changeset/bad.md: '],
])('names the changeset that cannot be read: %s', async (_, changeset, message) => {
  const { root, write } = repositoryAfterChange();
  write('.changeset/bad.md', changeset);
  await expect(diffContracts({ root })).rejects.toThrow(message);
});

it('rejects a revision that does not exist', async () => {
  const { root } = createRepository();
  await expect(diffContracts({ root, base: 'v9.9.9' })).rejects.toThrow('there is no revision v9.9.9');
  await expect(diffContracts({ root, base: '--help' })).rejects.toThrow('there is no revision --help');
});

it('rejects a shallow clone instead of assuming that there is no release', async () => {
  const { root } = repositoryAfterChange();
  const clone = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(clone);
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'pipe' });
  await expect(diffContracts({ root: clone })).rejects.toThrow('the clone is shallow');
});

it('rejects a folder that is not a repository', async () => {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(root);
  await expect(diffContracts({ root })).rejects.toThrow('is not a git repository');
});
