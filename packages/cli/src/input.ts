/** Reads files and standard input. */
import { readFile } from 'node:fs/promises';
import {
  type Config,
  ConfigError,
  developmentConfig,
  firstInvalidUtf8,
  parseConfig,
  readJson,
} from '@pushspec/contract';
import { contentStart, isUtf16 } from './encoding.ts';
import { CommandFailure, cannotReadInput, EXIT } from './failure.ts';
import { jsonLocation } from './json-location.ts';
import type { Streams } from './streams.ts';

/** Reads the bytes of a file, or of standard input for `-`. */
export async function readBytes(file: string, { stdin }: Streams): Promise<Buffer> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(file);
  } catch (cause) {
    throw cannotReadInput(file, cause);
  }
}

/** Parses JSON, which may begin with a byte order mark. Errors name the file and the location, but not the content. */
function parseJson(bytes: Buffer, file: string): unknown {
  const name = file === '-' ? 'standard input' : file;
  const invalid = firstInvalidUtf8(bytes);
  if (isUtf16(bytes)) throw new CommandFailure(EXIT.usage, `${name} is UTF-16: save it as UTF-8`);
  if (invalid !== undefined)
    throw new CommandFailure(EXIT.usage, `${name} is not UTF-8 (at byte ${invalid}): save it as UTF-8`);
  const start = contentStart(bytes);
  const { value, problem } = readJson(bytes.subarray(start));
  if (!problem) return value;
  if (bytes.subarray(start).toString('utf8').trim() === '') {
    throw new CommandFailure(
      EXIT.usage,
      `${name} is empty: write the settings to it as JSON, such as {} for the development configuration`,
    );
  }
  const location = jsonLocation(bytes, { ...problem, byte: start + problem.byte });
  throw new CommandFailure(EXIT.usage, `${name} is not JSON (at ${location}): fix it there`);
}

/** Reads a configuration file. Without a file, returns the development configuration. */
export async function readConfig(file: string | undefined, streams: Streams): Promise<Config> {
  if (file === undefined) return developmentConfig;
  try {
    return parseConfig(parseJson(await readBytes(file, streams), file));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandFailure(EXIT.usage, `${file}: ${error.message}`, { cause: error });
  }
}
