/** Formats a verdict as one line. */
import { apiNames } from '@pushspec/contract';
import type { Verdict } from '@pushspec/server';
import { type Paint, plain } from './paint.ts';

const API_WIDTH = Math.max(...apiNames.map(({ length }) => length));

/** Returns time, API, status, outcome, id, codes, and a note about content that is not shown. */
export function verdictLine(verdict: Verdict, paint: Paint): string {
  const { receivedAt, api, status, outcome, id, notShown } = verdict;
  const columns = [
    formatTime(receivedAt),
    api.padEnd(API_WIDTH),
    String(status),
    paint(outcome, outcome.padEnd(8)),
    id,
    [...codesOf(verdict), ...(notShown === undefined ? [] : [plain(notShown)])].join(', '),
  ];
  return columns.join('  ').trimEnd();
}

/** Returns the same line with the message of the first reason. */
export function verdictLineWithMessage(verdict: Verdict, paint: Paint): string {
  const [first] = [...verdict.reasons, ...verdict.warnings];
  const line = verdictLine(verdict, paint);
  return first ? `${line}: ${plain(first.message)}` : line;
}

/** Column headings. */
export const HEAD = [
  'time'.padEnd(20),
  'api'.padEnd(API_WIDTH),
  '   ',
  'outcome '.padEnd(8),
  'id'.padEnd(36),
  'codes',
].join('  ');

/** Returns each code once: reasons first, then warnings. */
export function codesOf({ reasons, warnings }: Verdict): string[] {
  return [...new Set([...reasons, ...warnings].map(({ code }) => code))];
}

/** Formats a timestamp to the second, in UTC. */
export function formatTime(iso: string): string {
  return iso.replace(/\.\d+Z$/, 'Z');
}
