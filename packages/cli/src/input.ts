/** Reads what a command is given: files and standard input. */
import { readFile } from 'node:fs/promises';
import { type Config, ConfigError, developmentConfig, parseConfig } from '@pushspec/contract';
import { CommandFailure, EXIT } from './failure.ts';
import type { Streams } from './streams.ts';

/** Reads a file, or standard input for `-`. */
export async function readText(file: string, streams: Streams): Promise<string> {
  return (await readBytes(file, streams)).toString('utf8');
}

/** Reads a file, or standard input for `-`, to the byte. */
export async function readBytes(file: string, { stdin }: Streams): Promise<Buffer> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(file);
  } catch (cause) {
    const problem =
      (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (cause as Error).message;
    throw new CommandFailure(EXIT.usage, `cannot read ${file}: ${problem}`, { cause });
  }
}

/** Parses JSON; the error names the file and the place, not the content. */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const place = /position \d+|line \d+ column \d+/.exec((cause as Error).message)?.[0];
    const name = file === '-' ? 'standard input' : file;
    throw new CommandFailure(EXIT.usage, `${name} is not JSON${place ? ` (at ${place})` : ''}`, { cause });
  }
}

/** The configuration in a file; the development values where no file is given. */
export async function readConfig(file: string | undefined, streams: Streams): Promise<Config> {
  if (file === undefined) return developmentConfig;
  try {
    return parseConfig(parseJson(await readText(file, streams), file));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandFailure(EXIT.usage, `${file}: ${error.message}`, { cause: error });
  }
}
