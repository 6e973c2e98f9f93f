/** The ledger for a person. */
import { plain } from '../../ledger/paint.ts';
import type { SendFlags } from '../flags.ts';
import type { Ledger } from './ledger.ts';
import type { StopCause } from './stop.ts';

/** Lines, without the failure that ends the command. */
export function ledgerText(ledger: Ledger, rejectedFile: string | undefined): string {
  const { rejections, drops, mayBeDuplicates, beyond, unit } = ledger;
  const lines = [summary(ledger)];
  for (const [code, { count, first, fix }] of Object.entries(rejections)) {
    lines.push(`  rejected ${count}: ${code} (${places(count, first, unit)}). ${plain(fix)}`);
  }
  for (const [cause, { count, first, message }] of Object.entries(drops)) {
    lines.push(`  dropped ${count}: ${cause} (${places(count, first, unit)}). ${plain(message)}`);
  }
  if (mayBeDuplicates > 0) {
    lines.push(
      `  possibly delivered twice: ${mayBeDuplicates}, as the answer to an earlier request with them was lost`,
    );
  }
  if (beyond > 0 && ledger.continue !== null) {
    lines.push(
      `  to be sent again, though they are done: ${beyond}, as they stand behind others that are not`,
    );
  }
  if (rejectedFile !== undefined && ledger.rejected + ledger.dropped > 0) {
    lines.push(`  what was not delivered is in ${rejectedFile}`);
  }
  return lines.join('\n');
}

function summary({ read, delivered, rejected, dropped, requests, seconds, deliverable }: Ledger): string {
  const sent = `${requests} ${requests === 1 ? 'request' : 'requests'}`;
  if (deliverable !== undefined)
    return `${read} events: ${deliverable} would be sent in ${sent}, ${rejected} are invalid; nothing was sent`;
  return `${read} events: ${delivered} delivered, ${rejected} rejected, ${dropped} dropped (${sent}, ${seconds} s)`;
}

function places(count: number, first: readonly number[], unit: string): string {
  const numbers = [...first].sort((a, b) => a - b).join(', ');
  return `${count === 1 ? unit : `${unit}s`} ${numbers}${count > first.length ? ' …' : ''}`;
}

/** One line: why the run has failed, and what to do. */
export function failureText(
  ledger: Ledger,
  error: Error | undefined,
  flags: Pick<SendFlags, 'rejected'>,
): string {
  const { stopped, rejected, dropped, read } = ledger;
  if (stopped === null) {
    const where = flags.rejected === undefined ? '; --rejected FILE writes them to a file' : '';
    return `${rejected + dropped} of ${read} events were not delivered: correct them, and send them again${where}`;
  }
  const why = error ? plain(error.message) : SELF_EXPLAINING[stopped];
  const next = ledger.continue === null ? '' : `${NEXT[stopped]} go on with: ${ledger.continue}`;
  return `${why}${next && `; ${next.trim()}`}`;
}

/** Where no failure says it. */
const SELF_EXPLAINING: Readonly<Record<StopCause, string>> = {
  interrupted: 'interrupted',
  credentials: 'the credentials are refused',
  address: 'this is not the address of the API',
  'no-answer': 'there is no answer',
  strict: 'an event was rejected, and --strict ends with the first',
  input: 'the input cannot be read',
  output: 'a file cannot be written',
};

/** What to do before that. */
const NEXT: Readonly<Record<StopCause, string>> = {
  interrupted: '',
  credentials: 'nothing more was sent. When they are right,',
  address: 'nothing more was sent. With the right address,',
  'no-answer': 'nothing more was sent. When the service is back,',
  strict: 'it counts as done:',
  input: 'then',
  output: 'then',
};
