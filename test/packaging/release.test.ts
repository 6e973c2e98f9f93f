/** Checks releases: versions from changesets, and publishing to a local registry. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { published, readManifest, root } from '../../tools/packages.ts';
import { outsideEnvironment, run, succeed } from './process.ts';

const { scratch } = inject('packed');
const emptyFolder = () => mkdtempSync(join(scratch, 'release-'));
const changeset = [process.execPath, join(root, 'tools/release/node_modules/@changesets/cli/bin.js')];

const settings = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];

/** Creates a repository with our manifests and settings, and commits one changeset. */
async function createRepository(text: string): Promise<string> {
  const folder = emptyFolder();
  for (const file of [...settings, '.changeset/config.json']) {
    cpSync(join(root, file), join(folder, file), { recursive: true });
  }
  for (const each of published) {
    mkdirSync(join(folder, each.folder), { recursive: true });
    const manifest = { ...readManifest(join(root, each.folder)), version: '0.1.0' };
    writeFileSync(join(folder, each.folder, 'package.json'), JSON.stringify(manifest));
  }
  const git = ['git', '-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  await succeed([...git, 'init', '--quiet', '--initial-branch=main'], { cwd: folder });
  await succeed([...git, 'add', '.'], { cwd: folder });
  await succeed([...git, 'commit', '--quiet', '--message=all'], { cwd: folder });
  writeFileSync(join(folder, '.changeset/one.md'), text);
  return folder;
}

it.each(['patch', 'minor'])(
  'releases all packages under one version for a %s of one of them',
  async (bump) => {
    const cwd = await createRepository(`---\n'@pushspec/mock': ${bump}\n---\n\nA change.\n`);
    await succeed([...changeset, 'version'], { cwd });
    const versions = published.map(({ folder }) => readManifest(join(cwd, folder)).version);
    expect(new Set(versions)).toEqual(new Set([bump === 'patch' ? '0.1.1' : '0.2.0']));
    expect(readFileSync(join(cwd, 'packages/mock/CHANGELOG.md'), 'utf8')).toContain('A change.');
  },
);

it('requires a changeset when a published package changes, but not when only its tests change', async () => {
  const cwd = await createRepository('---\n---\n');
  const git = ['git', '-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  const commit = async (file: string) => {
    writeFileSync(join(cwd, file), '');
    await succeed([...git, 'add', file], { cwd });
    await succeed([...git, 'commit', '--quiet', '--message=change'], { cwd });
    return (await run([...changeset, 'status', '--since=main'], { cwd })).code;
  };
  await succeed([...git, 'switch', '--quiet', '--create', 'change'], { cwd });
  expect(await commit('packages/mock/mock.test.ts')).toBe(0);
  expect(await commit('packages/mock/mock.ts')).toBe(1);
});

it('parses the pending changesets', async () => {
  const cwd = await createRepository('---\n---\n');
  cpSync(join(root, '.changeset'), join(cwd, '.changeset'), { recursive: true });
  await succeed([...changeset, 'status'], { cwd });
});

interface Registry {
  env: NodeJS.ProcessEnv;
  /** Names in the order in which they were published. */
  names: string[];
}

/** Starts a minimal registry that supports publishing. */
async function startRegistry(): Promise<Registry> {
  const documents = new Map<string, unknown>();
  const names: string[] = [];
  const server = createServer(async (request, response) => {
    const name = decodeURIComponent((request.url ?? '').slice(1).split('?')[0] ?? '');
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.method === 'PUT') {
      documents.set(name, JSON.parse(text));
      names.push(name);
    }
    const document = documents.get(name);
    response.statusCode = document === undefined ? 404 : 200;
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify(document ?? { error: 'not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const userconfig = join(emptyFolder(), 'npmrc');
  writeFileSync(userconfig, `registry=http://${address}\n//${address}:_authToken=test\n`);
  const env = { ...outsideEnvironment(), NPM_CONFIG_USERCONFIG: userconfig, npm_config_cache: emptyFolder() };
  return { env, names };
}

async function packed(manifests: readonly object[]): Promise<string> {
  const folder = emptyFolder();
  for (const manifest of manifests) {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
    await succeed(['npm', 'pack', '--pack-destination', folder], { cwd, env: outsideEnvironment() });
  }
  return folder;
}

const repository = 'github:example/example';
const first = { name: 'a', version: '1.0.0', repository, dependencies: { b: '1.0.0' } };
const second = { name: 'b', version: '1.0.0', repository };

/** Runs the publish script with a copy of our settings and the given pending changes. */
async function publish(args: string[], env: NodeJS.ProcessEnv, pending: string[] = []) {
  const cwd = emptyFolder();
  cpSync(join(root, 'tools/release/publish.ts'), join(cwd, 'tools/release/publish.ts'), { recursive: true });
  mkdirSync(join(cwd, '.changeset'));
  for (const name of pending) writeFileSync(join(cwd, '.changeset', name), '');
  return run([process.execPath, 'tools/release/publish.ts', ...args], { cwd, env });
}

it('publishes each package once, dependencies first', async () => {
  const { env, names } = await startRegistry();
  const folder = await packed([first, second]);
  expect(await publish([folder, '1.0.0'], env)).toMatchObject({
    code: 0,
    stdout: 'published: b@1.0.0\npublished: a@1.0.0\n',
  });
  const { stdout } = await publish([folder, '1.0.0'], env);
  expect(stdout).toBe('already published: b@1.0.0\nalready published: a@1.0.0\n');
  expect(names).toEqual(['b', 'a']);
});

it('publishes nothing while changesets are pending, without a repository, or under another version', async () => {
  const { env, names } = await startRegistry();
  const folder = await packed([first, { name: 'b', version: '1.0.0' }]);
  const failures = [
    await publish([folder, '1.0.0'], env, ['one.md']),
    await publish([folder, '1.0.0'], env),
    await publish([folder, '1.1.0'], env),
  ];
  expect(failures.map(({ code, stderr }) => [code, stderr])).toEqual([
    [1, 'release: changesets are pending (one.md): run `npm run changeset version`\n'],
    [1, 'release: b has no `repository` in its manifest, which its provenance requires\n'],
    [1, 'release: a has version 1.0.0, not 1.1.0\n'],
  ]);
  expect(names).toEqual([]);
});
