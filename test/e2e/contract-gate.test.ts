import { execFileSync } from 'node:child_process';
import { afterAll, expect, it } from 'vitest';
import { copyWorkspace } from '../workspace-copy.ts';

const copy = copyWorkspace('packages/contract');
afterAll(() => copy.remove());

function git(...args: string[]): void {
  const settings = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com'];
  // A Git hook that runs these tests sets its own repository in the environment.
  const { GIT_DIR: _, GIT_INDEX_FILE: __, GIT_WORK_TREE: ___, ...env } = process.env;
  execFileSync('git', [...settings, ...args], { cwd: copy.folder, env, stdio: 'pipe' });
}

/** Replaces the only occurrence of a string in a contract. */
function replace(file: string, from: string, to: string): void {
  copy.edit(file, (text) => {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times ${from}`);
    return parts.join(to);
  });
}

const bin = 'packages/contract/src/bin.ts';

it('a contract changed after its release is graded and requires a changeset of that level', async () => {
  git('init', '--quiet');
  git('add', 'spec', 'packages/contract/bundles', 'packages/contract/package.json');
  git('commit', '--quiet', '--message', 'a release');
  git('tag', 'v0.1.0');
  replace(
    'spec/guance/openapi.yaml',
    'summary: Push one event to an external event monitor',
    'summary: Push an event',
  );
  replace('spec/blueking/openapi.yaml', 'maxLength: 128', 'maxLength: 256');
  replace('spec/cloudmonitor/openapi.yaml', 'maxItems: 100', 'maxItems: 50');
  await copy.node(bin, 'generate');

  const refusal = await copy.node(bin, 'diff', '--json').catch((error: unknown) => error);
  const { code, stdout, stderr } = refusal as { code: number; stdout: string; stderr: string };
  const { grade, changes } = JSON.parse(stdout);
  expect(code).toBe(1);
  expect(stderr).toContain("'@pushspec/spec': major\n'@pushspec/contract': major");
  expect(grade).toBe('major');
  expect(changes).toEqual([
    {
      api: 'blueking',
      bundles: ['documented'],
      grade: 'minor',
      rule: 'request-loosened',
      from: '/components/schemas/EventItem/properties/event_name/maxLength',
      to: '/components/schemas/EventItem/properties/event_name/maxLength',
      old: 128,
      new: 256,
    },
    // Examples that name a limit change with it.
    expect.objectContaining({ api: 'blueking', grade: 'patch', rule: 'documentation-changed' }),
    {
      api: 'cloudmonitor',
      bundles: ['documented', 'receiver'],
      grade: 'major',
      rule: 'request-tightened',
      from: '/components/schemas/CustomEvents/maxItems',
      to: '/components/schemas/CustomEvents/maxItems',
      old: 100,
      new: 50,
    },
    expect.objectContaining({
      api: 'cloudmonitor',
      grade: 'patch',
      rule: 'documentation-changed',
      new: 'a request takes at most 50 events, got 101',
    }),
    expect.objectContaining({
      api: 'guance',
      grade: 'patch',
      rule: 'documentation-changed',
      new: 'Push an event',
    }),
  ]);
});
