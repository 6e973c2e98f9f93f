/** Starts a reference server in this process, and provides input files for `send`. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import { onTestFinished } from 'vitest';
import { file } from './cli.fixture.ts';
import type { Streams } from './streams.ts';

export interface Service {
  readonly server: PushServer;
  readonly url: string;
  /** Resolves to the numbers in the names of accepted events, in ascending order. */
  accepted(): Promise<number[]>;
}

export async function service(options: ServerOptions = {}): Promise<Service> {
  const server = await createServer(options);
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return {
    server,
    url,
    async accepted() {
      const verdicts = await server.requests({ outcome: 'accepted', limit: 1000 });
      const names = verdicts.flatMap(({ items }) =>
        items.map(({ result }) => (result as { name: string }).name),
      );
      return names.map((name) => Number(name.slice(1))).sort((a, b) => a - b);
    },
  };
}

/** Creates an NDJSON file of CloudMonitor events named after their line numbers. `others` replaces single lines. */
export function events(count: number, others: Readonly<Record<number, string>> = {}): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    return others[number] ?? JSON.stringify({ name: `n${number}`, content: `event ${number}` });
  });
  return file('events.ndjson', `${lines.join('\n')}\n`);
}

/** Returns the parsed lines of an NDJSON file. */
export function linesOf(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

export function numbers(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Creates streams that record the output of a command in this process, and can act as a terminal. */
export function screen({ isTTY = false, stdin = Readable.from([]) as Streams['stdin'] } = {}) {
  const written = { stdout: '', stderr: '' };
  return {
    written,
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { isTTY, columns: 100, write: (text: string) => (written.stderr += text) },
    stdin,
  };
}
