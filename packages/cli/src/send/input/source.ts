/** Where bytes come from: a file or standard input. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { CommandFailure, EXIT } from '../../failure.ts';
import type { Streams } from '../../streams.ts';

export interface Source {
  /** How messages call it. */
  readonly name: string;
  /** Its path; undefined for standard input and for what is no regular file, such as a pipe. */
  readonly file: string | undefined;
  /** In bytes; undefined where nobody knows. */
  readonly size: number | undefined;
  /** The bytes from an offset on; of a file as often as one likes, where the call before is over then. */
  chunks(offset: number): AsyncIterable<Buffer>;
  /** Ends the reading, also where it waits. */
  cancel(): void;
}

/** Fewer and larger pieces than Node's own 64 KiB. */
const CHUNK_BYTES = 256 * 1024;

/** Opens a file, or standard input for `-`. */
export async function openSource(path: string, streams: Streams): Promise<Source> {
  if (path === '-') return standardInput(streams);
  const facts = await stat(path).catch((error: unknown) => {
    throw cannotRead(path, error);
  });
  if (facts.isDirectory()) {
    throw new CommandFailure(EXIT.usage, `cannot read ${path}: it is a directory; name a file in it`);
  }
  const isRegular = facts.isFile();
  const open = (offset: number) => createReadStream(path, { start: offset, highWaterMark: CHUNK_BYTES });
  return {
    name: path,
    file: isRegular ? path : undefined,
    size: isRegular ? facts.size : undefined,
    ...reading(path, open),
  };
}

function standardInput({ stdin }: Streams): Source {
  if (stdin.isTTY) {
    throw new CommandFailure(
      EXIT.usage,
      'there is nothing to send: name a file with --file, pipe it in, or give the flags of one event (see --help)',
    );
  }
  return {
    name: 'standard input',
    file: undefined,
    size: undefined,
    ...reading('standard input', () => stdin),
  };
}

type Input = AsyncIterable<Buffer | string> & { destroy?: () => unknown };

function reading(name: string, open: (offset: number) => Input): Pick<Source, 'chunks' | 'cancel'> {
  let input: Input | undefined;
  let isCancelled = false;
  return {
    async *chunks(offset) {
      input?.destroy?.();
      input = open(offset);
      try {
        for await (const chunk of input) yield Buffer.from(chunk);
      } catch (error) {
        if (!isCancelled) throw cannotRead(name, error);
      }
    },
    cancel() {
      isCancelled = true;
      input?.destroy?.();
    },
  };
}

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; check the name',
  EACCES: 'you have no permission to read it; check its owner and mode',
  ENOTDIR: 'a part of its path is no directory; check the name',
};

function cannotRead(name: string, cause: unknown): CommandFailure {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  return new CommandFailure(EXIT.usage, `cannot read ${name}: ${PROBLEMS[code] ?? message}`, { cause });
}
