/** Runs programs in several languages on one server at the same time, each in its own sandbox. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { limits } from '@pushspec/contract/guance';
import { createServer, type PushServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

interface Language {
  /** Programs that it needs on the PATH. */
  programs: readonly string[];
  command: readonly string[];
}

const languages: Readonly<Record<string, Language>> = {
  node: { programs: [], command: [process.execPath, 'client.mjs'] },
  python: { programs: ['python3'], command: ['python3', 'client.py'] },
  shell: { programs: ['sh', 'curl', 'grep', 'cut'], command: ['sh', 'client.sh'] },
  go: { programs: ['go'], command: ['go', 'run', 'client.go'] },
  java: { programs: ['java'], command: ['java', '-XX:TieredStopAtLevel=1', 'Client.java'] },
};

const folders = (process.env.PATH ?? '').split(delimiter);
const missing = ({ programs }: Language) =>
  programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));

const present = Object.entries(languages).filter(([, language]) => missing(language).length === 0);
const absent = Object.entries(languages).filter(([, language]) => missing(language).length > 0);

/** Requests per program: below the limit of a workspace, but above it for three programs together. */
const [, workspace] = limits.pushEvent.rateLimits;
const COUNT = Math.floor(workspace.requests / 2) - 10;

interface Ended {
  id: string;
  accepted: number;
  failed: number;
  kept: number;
}

function run(name: string, { command: [program = '', ...args] }: Language, url: string): Promise<Ended> {
  const home = mkdtempSync(join(tmpdir(), 'pushspec-sandboxes-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const { PATH, HOME = home } = process.env;
  const child = spawn(program, args, {
    cwd: join(import.meta.dirname, 'sandboxes'),
    env: { PATH, HOME, LC_ALL: 'C', GOPROXY: 'off', URL: url, NAME: name, COUNT: String(COUNT) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const [id = '', ...counts] = output.trim().split(' ');
      const [accepted = 0, failed = 0, kept = 0] = counts.map(Number);
      if (code === 0) resolve({ id, accepted, failed, kept });
      else reject(new Error(`${name} ended with ${code}: ${output}`));
    });
  });
}

/** Changes the state outside of sandboxes in ways that would disturb every program. */
async function disturb(server: PushServer, url: string, isOver: () => boolean): Promise<void> {
  server.fail({ api: 'guance', reason: 'internal-error', every: 1 });
  server.clock.freeze(0);
  while (!isOver()) {
    await fetch(`${url}/__admin/reset`, { method: 'POST' });
    server.fail({ api: 'guance', reason: 'internal-error', every: 1 });
    await turn();
  }
}

it.skipIf(present.length < 2)(
  `keeps programs apart that share a server: ${present.map(([name]) => name).join(', ')}`,
  async () => {
    const server = await createServer();
    onTestFinished(() => server.close());
    const { url } = await server.listen({ port: 0 });
    let isOver = false;
    const disturbing = disturb(server, url, () => isOver);
    const ended = await Promise.all(present.map(([name, language]) => run(name, language, url))).finally(
      () => {
        isOver = true;
      },
    );
    await disturbing;
    for (const [index, [name]] of present.entries()) {
      const { id, ...counts } = ended[index] as Ended;
      expect([name, counts]).toEqual([name, { accepted: COUNT + 1, failed: 1, kept: COUNT + 1 }]);
      const titles = (await server.requests({ sandbox: id })).flatMap(({ items }) =>
        items.flatMap(({ result }) => (result ? [result.df_title] : [])),
      );
      expect([titles.length, new Set(titles)]).toEqual([COUNT, new Set([name])]);
    }
    expect(new Set(ended.map(({ id }) => id)).size).toBe(present.length);
    expect(await server.requests({ sandbox: '' })).toEqual([]);
  },
);

for (const [name, language] of absent) it.skip(`${name}: ${missing(language).join(' and ')} not found`);
