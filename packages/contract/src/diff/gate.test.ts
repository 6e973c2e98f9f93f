import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root as repository } from '../generate/vendors.ts';
import { diffContracts } from './index.ts';
import { complaint, reportLines } from './print.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A repository of its own that holds the bundles of BlueKing, in one commit. */
function repositoryOfOne() {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(root);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const git = (...args: string[]) => {
    const settings = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
    // A hook that runs these tests has the repository of its own in the environment.
    const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, ...env } = process.env;
    return execFileSync('git', [...settings, ...args], { cwd: root, env, stdio: 'pipe' });
  };
  const setVersion = (version: string) => {
    for (const folder of ['spec', 'packages/contract'])
      write(`${folder}/package.json`, JSON.stringify({ version }));
  };
  setVersion('0.1.0');
  const bundles = 'packages/contract/bundles';
  cpSync(join(repository, bundles, 'blueking'), join(root, bundles, 'blueking'), { recursive: true });
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

/** The same with a release, and a text that has changed since. */
function afterChange() {
  const one = repositoryOfOne();
  one.git('tag', 'v0.1.0');
  const chinese = one.bundle('zh');
  const translations = JSON.parse(readFileSync(chinese, 'utf8'));
  translations.documented['/info/title'] = '另一个标题';
  writeFileSync(chinese, JSON.stringify(translations));
  return one;
}

it('has nothing to say before the first release', async () => {
  const { root } = repositoryOfOne();
  const report = await diffContracts({ root });
  expect(report).toEqual({ base: null, grade: 'none', changes: [], packages: [], ok: true });
  expect(reportLines(report)[0]).toContain('Nothing was released yet');
});

it('compares with a revision that is named, released or not', async () => {
  const { root, bundle } = repositoryOfOne();
  rmSync(bundle('receiver.en'));
  const { base, grade, ok } = await diffContracts({ root, base: 'HEAD' });
  expect({ base, grade, ok }).toEqual({ base: 'HEAD', grade: 'major', ok: false });
});

it('compares with the last release', async () => {
  const { root, git, write } = repositoryOfOne();
  git('tag', 'v0.1.0');
  write('README.md', 'text');
  git('add', '.');
  git('commit', '--quiet', '--message', 'a text');
  git('tag', '@pushspec/spec@0.1.1');
  expect(await diffContracts({ root })).toMatchObject({
    base: '@pushspec/spec@0.1.1',
    grade: 'none',
    ok: true,
  });
});

it('asks for a changeset of both packages', async () => {
  const { root } = afterChange();
  const report = await diffContracts({ root });
  expect(report).toMatchObject({
    grade: 'patch',
    ok: false,
    changes: [
      {
        vendor: 'blueking',
        bundles: ['documented.zh', 'receiver.zh'],
        grade: 'patch',
        rule: 'text-changed',
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
  expect(complaint(report).join('\n')).toContain("'@pushspec/spec': patch\n'@pushspec/contract': patch");
});

it('is content with changesets of at least that size', async () => {
  const { root, write } = afterChange();
  write('.changeset/one.md', "---\n'@pushspec/spec': minor\n---\n\nOne thing.\n");
  write(
    '.changeset/other.md',
    '---\n"@pushspec/contract": patch\n"@pushspec/server": major\n---\n\nOther.\n',
  );
  expect(await diffContracts({ root })).toMatchObject({ grade: 'patch', ok: true });
});

it('is not content with a smaller changeset', async () => {
  const { root, bundle, write } = afterChange();
  rmSync(bundle('receiver.en'));
  write('.changeset/small.md', "---\n'@pushspec/spec': major\n'@pushspec/contract': minor\n---\n\nSmall.\n");
  const report = await diffContracts({ root });
  expect(report.ok).toBe(false);
  expect(complaint(report)[0]).toBe(
    'The contracts have changed since v0.1.0 by a major release; too small: @pushspec/contract (minor).',
  );
});

it('counts versions that were raised when the changesets were used up', async () => {
  const { root, setVersion } = afterChange();
  setVersion('0.1.1');
  expect(await diffContracts({ root })).toMatchObject({ ok: true });
});

it('takes a vendor that is new for a minor change', async () => {
  const { root, bundle } = afterChange();
  cpSync(dirname(bundle('')), join(dirname(dirname(bundle(''))), 'fourth'), { recursive: true });
  const { changes, grade } = await diffContracts({ root });
  expect(grade).toBe('minor');
  expect(changes.filter(({ vendor }) => vendor === 'fourth').map(({ bundles }) => bundles)).toEqual([
    ['documented'],
    ['receiver'],
  ]);
});

it.each([
  ['no front matter', '# text\n', '.changeset/bad.md does not begin with the packages between two lines ---'],
  ['an unknown release', "---\n'@pushspec/spec': huge\n---\n", 'one of none, patch, minor, major, not huge'],
  ['broken YAML', "---\n'@pushspec/spec: major\n---\n", '.changeset/bad.md: '],
])('says which changeset cannot be read: %s', async (_, text, message) => {
  const { root, write } = afterChange();
  write('.changeset/bad.md', text);
  await expect(diffContracts({ root })).rejects.toThrow(message);
});

it('says that a revision is not there', async () => {
  const { root } = repositoryOfOne();
  await expect(diffContracts({ root, base: 'v9.9.9' })).rejects.toThrow('there is no revision v9.9.9');
  await expect(diffContracts({ root, base: '--help' })).rejects.toThrow('there is no revision --help');
});

it('does not take a clone without history for a project without releases', async () => {
  const { root } = afterChange();
  const clone = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(clone);
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, clone], { stdio: 'pipe' });
  await expect(diffContracts({ root: clone })).rejects.toThrow('the clone is shallow');
});

it('says that there is no repository', async () => {
  const root = mkdtempSync(join(tmpdir(), 'pushspec-gate-'));
  folders.push(root);
  await expect(diffContracts({ root })).rejects.toThrow('is no git repository');
});
