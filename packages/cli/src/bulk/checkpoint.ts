/** Keeps the position of a run in a file, so that another run goes on there, also after a kill -9 or a loss of power. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { isObject, type Vendor } from '@pushspec/contract';
import { CommandFailure, cannot, EXIT } from '../failure.ts';
import { BEGINNING, type Position } from './lines.ts';
import type { Unit } from './records.ts';

/** Bytes by which a file is recognised: those at its beginning, and those before the position. */
const HEAD_BYTES = 64 * 1024;
const BEFORE_BYTES = 4 * 1024;

/** Between two writes, in milliseconds, so that they cost little: a write waits for the disk. */
const PAUSE_MS = 100;

interface Mark {
  readonly bytes: number;
  readonly sha256: string;
}

interface Saved {
  readonly format: 1;
  readonly vendor: Vendor;
  /** The path as it was given; only for whoever looks into it. */
  readonly file: string;
  readonly unit: Unit;
  readonly size: number;
  readonly head: Mark;
  readonly before: Mark;
  readonly position: Position;
}

export interface CheckpointOptions {
  readonly path: string;
  readonly vendor: Vendor;
  /** The file that is sent. */
  readonly input: string;
  readonly unit: Unit;
}

export interface Checkpoint {
  /** Where an earlier run has come to; undefined where there was none. */
  readonly start: Position | undefined;
  /** Writes the position, unless a write is under way: then the newest one follows it. Never throws. */
  save(position: Position): void;
  /** Resolves when what was saved is on disk, or could not be written. */
  close(): Promise<void>;
}

/**
 * Writes it at once where there is none, so that a place that cannot be written is known before anything is sent.
 *
 * @param onFailure Told when it could not be written later.
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

/** A last line without its end was counted; the end, should it have come meanwhile, belongs to it. */
async function lineStart(file: FileHandle, { position, unit }: Saved): Promise<Position> {
  if (unit === 'event' || position.bytes === 0) return position;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position.bytes - 1);
  return buffer.toString() === '\n' ? position : { ...position, records: position.records - 1 };
}

type Write = (position: Position) => Promise<void>;

async function writerTo(
  handle: FileHandle,
  { path, vendor, input: file, unit, size }: CheckpointOptions & { size: number },
): Promise<Write> {
  const head = await mark(handle, 0, Math.min(HEAD_BYTES, size));
  return async (position) => {
    const start = Math.max(0, position.bytes - BEFORE_BYTES);
    const before = await mark(handle, start, position.bytes - start);
    await replace(path, { format: 1, vendor, file, unit, size, head, before, position });
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
  // One that was made to be filled, as `mktemp` does.
  if (text === '') return undefined;
  const saved = parsed(text);
  if (isObject(saved) && saved.format === 1) return saved as unknown as Saved;
  throw new CommandFailure(
    EXIT.usage,
    `${path} is no checkpoint of pushspec: name another file with --checkpoint; it is left as it is`,
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

/** A file may have grown since; what was before the position has to be the same. */
async function compare(saved: Saved, { path, vendor, input, unit, file, size }: Compared): Promise<void> {
  const { position, head, before } = saved;
  const isSame =
    saved.unit === unit &&
    size >= saved.size &&
    (await mark(file, 0, head.bytes)).sha256 === head.sha256 &&
    (await mark(file, position.bytes - before.bytes, before.bytes)).sha256 === before.sha256;
  if (isSame && saved.vendor === vendor) return;
  const what = isSame
    ? `is of a run to ${saved.vendor}`
    : `does not fit ${input}: it is of another file, or of an earlier state of it`;
  throw new CommandFailure(
    EXIT.usage,
    `the checkpoint ${path} ${what}; name another one with --checkpoint, or remove it to begin anew`,
  );
}

async function mark(file: FileHandle, start: number, bytes: number): Promise<Mark> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, start);
  const sha256 = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex');
  return { bytes: bytesRead, sha256 };
}

/** Whoever reads it finds the old one or the new one, and never a half. */
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
