/** Runs `pushspec verify` in this process, optionally as on a terminal, and starts endpoints for it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createServer } from '@pushspec/server';
import { run } from 'pushspec';
import { onTestFinished } from 'vitest';

export interface Verified {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of stdout. */
  readonly lines: readonly string[];
}

/** Runs the command with these arguments. With `isTTY`, stdout and stderr are a terminal. */
export async function verify(args: readonly string[], { isTTY = false } = {}): Promise<Verified> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY,
    columns: 200,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const streams = { stdin: Readable.from([]), stdout: stream('stdout'), stderr: stream('stderr') };
  const code = await run(['verify', ...args], streams);
  return { code, ...written, lines: written.stdout.trimEnd().split('\n') };
}

/** Starts the reference server, which has the admin API. */
export async function referenceServer(): Promise<string> {
  const server = await createServer();
  onTestFinished(() => server.close());
  return (await server.listen({ port: 0 })).url;
}

/** Starts another program, without the admin API. */
export async function foreignServer(respond: RequestListener): Promise<string> {
  const server = createHttpServer((request, response) => {
    request.resume();
    if (request.url?.startsWith('/__admin')) response.writeHead(404).end();
    else respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Creates an empty folder that is removed after the test. */
export function emptyFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'pushspec-verify-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Writes a configuration file for `--config`. */
export function configFile(config: object): string {
  const path = join(emptyFolder(), 'config.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
}
