/** The options of the processes of the fleet's chaos run, and the lines that they print. */
import type { Leadership } from '@pushspec/fleet';
import { chaosSubjects, TEXTS } from '../subjects.ts';

/** Name of the account. It is part of the names of its queues. */
export const ACCOUNT = '云监控:账号 1';

/** How much producers push. */
export interface Load {
  readonly maxInGroup: number;
  readonly maxPauseMs: number;
}

export interface ProcessOptions {
  /** Connection string of PostgreSQL. */
  readonly postgres: string;
  /** URL of the reference server. */
  readonly service: string;
  /** Prefix of the ids of its events. */
  readonly name: string;
  readonly seed: number;
  /** How long a push waits for PostgreSQL, in milliseconds. */
  readonly waitMs: number;
  readonly load: Load;
  /** Maximum number of events in a request. */
  readonly batch: number;
}

/** The process is connected to PostgreSQL. */
interface ReadyLine {
  readonly type: 'ready';
}

export type ProducerLine =
  | ReadyLine
  | { readonly type: 'stored'; readonly ids: readonly string[] }
  /** A push was rejected. */
  | { readonly type: 'not-stored'; readonly ids: readonly string[]; readonly mayBeStored: boolean }
  | ErrorLine;

export type CandidateLine =
  | ReadyLine
  | { readonly type: 'leadership'; readonly leadership: Leadership }
  | { readonly type: 'ended'; readonly id: string; readonly end: string; readonly isMarked: boolean }
  | ErrorLine;

interface ErrorLine {
  readonly type: 'error';
  /** Code of a `FleetError`. */
  readonly code: string | undefined;
  readonly message: string;
}

export const subject = chaosSubjects.cloudmonitor;

/** Returns an event. Its name determines its content. */
export function eventOf(producer: string, count: number, text: number) {
  const id = `${producer}-${String(count).padStart(6, '0')}-${text}`;
  return { id, item: subject.item({ id, stream: '' }, TEXTS[text] ?? '') };
}

/** Returns the content that the event with an id was pushed with. */
export const contentOf = (id: string) => TEXTS[Number(id.split('-').at(-1))];

/** Returns the line of an error. */
export function errorLine(error: unknown): ErrorLine {
  const { code, message } = error as { code?: string; message: string };
  return { type: 'error', code, message };
}
