/** Where two snapshots of a scenario differ. */
import { isDeepStrictEqual } from 'node:util';
import { escapePointer, isObject, type Json } from '@pushspec/contract';
import { type Problem, shown } from '../run/match.ts';
import type { Snapshot } from './snapshot.ts';

/** One entry for each value that has changed since; the day does not count. */
export function changes(before: Snapshot, now: Snapshot): Problem[] {
  return [
    ...changed('snapshot status', before.status, now.status),
    ...changed('snapshot headers', before.headers, now.headers),
    ...changed('snapshot body', before.body, now.body),
  ].map((problem) => ({ ...problem, expected: `${problem.expected} as on ${before.taken}` }));
}

function changed(what: string, before: Json | undefined, now: Json | undefined): Problem[] {
  if (isDeepStrictEqual(before, now)) return [];
  if (isObject(before) && isObject(now)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
    return names.flatMap((name) => changed(`${what}/${escapePointer(name)}`, before[name], now[name]));
  }
  return [{ what, expected: text(before), got: text(now) }];
}

function text(value: Json | undefined): string {
  return value === undefined ? 'nothing' : shown(value);
}
