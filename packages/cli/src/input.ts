/** Reads what a command is given: files and standard input. */
import { readFile } from 'node:fs/promises';
import {
  type Config,
  ConfigError,
  developmentConfig,
  firstInvalidUtf8,
  parseConfig,
  readJson,
} from '@pushspec/contract';
import { CommandFailure, EXIT } from './failure.ts';
import { jsonPlace } from './json-place.ts';
import type { Streams } from './streams.ts';

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
function parseJson(bytes: Buffer, file: string): unknown {
  const name = file === '-' ? 'standard input' : file;
  const invalid = firstInvalidUtf8(bytes);
  if (invalid !== undefined)
    throw new CommandFailure(EXIT.usage, `${name} is not UTF-8 (at byte ${invalid}): save it as UTF-8`);
  const { value, fault } = readJson(bytes);
  if (!fault) return value;
  throw new CommandFailure(EXIT.usage, `${name} is not JSON (at ${jsonPlace(bytes, fault)})`);
}

/** The configuration in a file; the development values where no file is given. */
export async function readConfig(file: string | undefined, streams: Streams): Promise<Config> {
  if (file === undefined) return developmentConfig;
  try {
    return parseConfig(parseJson(await readBytes(file, streams), file));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandFailure(EXIT.usage, `${file}: ${error.message}`, { cause: error });
  }
}
