/** A verdict on one line. */
import type { Verdict } from '@pushspec/server';
import { type Paint, plain } from './paint.ts';

/** Formats time, vendor, result, id, codes, and what is not shown. */
export function verdictLine(verdict: Verdict, paint: Paint): string {
  const { receivedAt, vendor, status, outcome, id, notShown } = verdict;
  const columns = [
    instant(receivedAt),
    vendor.padEnd(12),
    String(status),
    paint(outcome, outcome.padEnd(8)),
    id,
    [...codesOf(verdict), ...(notShown === undefined ? [] : [plain(notShown)])].join(', '),
  ];
  return columns.join('  ').trimEnd();
}

/** The same with the sentence of the first reason, for somebody who watches. */
export function spokenLine(verdict: Verdict, paint: Paint): string {
  const [first] = [...verdict.reasons, ...verdict.warnings];
  const line = verdictLine(verdict, paint);
  return first ? `${line}: ${plain(first.message)}` : line;
}

/** The heads of the columns. */
export const HEAD = [
  'time'.padEnd(20),
  'vendor'.padEnd(12),
  '   ',
  'outcome '.padEnd(8),
  'id'.padEnd(36),
  'codes',
].join('  ');

/** Each code once, those that decided first. */
export function codesOf({ reasons, warnings }: Verdict): string[] {
  return [...new Set([...reasons, ...warnings].map(({ code }) => code))];
}

/** To the second, in UTC. */
export function instant(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z');
}
