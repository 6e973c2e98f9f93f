/** Saves the position of a run to a file, so that the next run continues there, even after `kill -9` or a power failure. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { type ApiName, isObject } from '@pushspec/contract';
import { CommandFailure, cannot, EXIT } from '../failure.ts';
import { BEGINNING, type Position } from './lines.ts';
import type { Unit } from './records.ts';

/** Sizes of the two parts that identify a file: at its start, and before the position. */
const HEAD_BYTES = 64 * 1024;
const BEFORE_BYTES = 4 * 1024;

/** Milliseconds between two writes. Each write waits for the disk. */
const PAUSE_MS = 100;

interface Fingerprint {
  readonly bytes: number;
  readonly sha256: string;
}

interface Saved {
  readonly format: 1;
  readonly api: ApiName;
  /** The path as it was given. Informational only. */
  readonly file: string;
  readonly unit: Unit;
  readonly size: number;
  readonly head: Fingerprint;
  readonly before: Fingerprint;
  readonly position: Position;
}

export interface CheckpointOptions {
  readonly path: string;
  readonly api: ApiName;
  /** Path of the input file. */
  readonly input: string;
  readonly unit: Unit;
}

export interface Checkpoint {
  /** Position of an earlier run, or `undefined` if there was none. */
  readonly start: Position | undefined;
  /** Writes the position. During a write, only the newest position is queued. Never throws. */
  save(position: Position): void;
  /** Resolves when the last position is on disk or could not be written. */
  close(): Promise<void>;
}

/**
 * Opens a checkpoint. A new file is written immediately, so that a path that is not writable fails before anything is sent.
 *
 * @param onFailure Called when a later write fails.
 */
export async function openCheckpoint(
  options: CheckpointOptions,
  onFailure: (error: Error) => void,
): Promise<Checkpoint> {
  const { path } = options;
  const saved = await read(path);
  const file = await open(options.input, 'r');
  try {
    const { size } = await file.stat();
    if (saved) await compare(saved, { ...options, file, size });
    const write = await writerTo(file, { ...options, size });
    if (!saved) await write(BEGINNING);
    const { save, settled } = newestOnly(write, onFailure);
    return {
      start: saved && (await lineStart(file, saved)),
      save,
      close: () => settled().finally(() => file.close()),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Returns the position to continue from. A line end that was added after the last line was counted belongs to that line. */
async function lineStart(file: FileHandle, { position, unit }: Saved): Promise<Position> {
  if (unit === 'event' || position.bytes === 0) return position;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position.bytes - 1);
  return buffer.toString() === '\n' ? position : { ...position, records: position.records - 1 };
}

type Write = (position: Position) => Promise<void>;

async function writerTo(
  handle: FileHandle,
  { path, api, input: file, unit, size }: CheckpointOptions & { size: number },
): Promise<Write> {
  const head = await fingerprint(handle, 0, Math.min(HEAD_BYTES, size));
  return async (position) => {
    const start = Math.max(0, position.bytes - BEFORE_BYTES);
    const before = await fingerprint(handle, start, position.bytes - start);
    await replace(path, { format: 1, api, file, unit, size, head, before, position });
  };
}

function newestOnly(write: Write, onFailure: (error: Error) => void) {
  let newest: Position | undefined;
  let writing: Promise<void> | undefined;
  const work = async () => {
    for (let position = newest; position; position = newest) {
      newest = undefined;
      await write(position);
      await setTimeout(PAUSE_MS);
    }
  };
  return {
    save(position: Position) {
      newest = position;
      writing ??= work()
        .catch(onFailure)
        .finally(() => {
          writing = undefined;
        });
    },
    settled: async () => writing,
  };
}

async function read(path: string): Promise<Saved | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannot('read', path, { option: '--checkpoint', cause });
  }
  // An empty file, such as `mktemp` creates, is a new checkpoint.
  if (text === '') return undefined;
  const saved = parsed(text);
  if (isObject(saved) && saved.format === 1) return saved as unknown as Saved;
  throw new CommandFailure(
    EXIT.usage,
    `${path} is not a pushspec checkpoint, so it was not changed: name another file with \`--checkpoint\``,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Compared extends CheckpointOptions {
  readonly file: FileHandle;
  readonly size: number;
}

/** Throws if the checkpoint does not belong to this file. The file may have grown, but the bytes before the position must be the same. */
async function compare(saved: Saved, { path, api, input, unit, file, size }: Compared): Promise<void> {
  const { position, head, before } = saved;
  const isSame =
    saved.unit === unit &&
    size >= saved.size &&
    (await fingerprint(file, 0, head.bytes)).sha256 === head.sha256 &&
    (await fingerprint(file, position.bytes - before.bytes, before.bytes)).sha256 === before.sha256;
  if (isSame && saved.api === api) return;
  const what = isSame
    ? `belongs to a run for ${saved.api}`
    : `does not match ${input}: it belongs to another file, or to an earlier version of this one`;
  throw new CommandFailure(
    EXIT.usage,
    `the checkpoint ${path} ${what}. Name another file with \`--checkpoint\`, or delete it to start over`,
  );
}

async function fingerprint(file: FileHandle, start: number, bytes: number): Promise<Fingerprint> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, start);
  const sha256 = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
  return { bytes: bytesRead, sha256 };
}

/** Replaces the file atomically: a reader sees either the old or the new content. */
async function replace(path: string, saved: Saved): Promise<void> {
  try {
    const temporary = `${path}.tmp`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(saved)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    throw cannot('write', path, { option: '--checkpoint', cause });
  }
}
