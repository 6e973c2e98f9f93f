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
    lines.push(`  delivered behind others that are not: ${beyond}, which will be sent again`);
  }
  if (rejectedFile !== undefined && ledger.rejected + ledger.dropped > 0) {
    lines.push(`  what was not delivered is in ${rejectedFile}`);
  }
  return lines.join('\n');
}

function summary({ read, delivered, rejected, dropped, requests, seconds, deliverable }: Ledger): string {
  const sent = amount(requests, 'request');
  if (deliverable !== undefined)
    return `${amount(read, 'event')}: ${deliverable} would be sent in ${sent}, ${rejected} invalid; nothing was sent`;
  return `${amount(read, 'event')}: ${delivered} delivered, ${rejected} rejected, ${dropped} dropped (${sent}, ${seconds} s)`;
}

const amount = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function places(count: number, first: readonly number[], unit: string): string {
  return `${count === 1 ? unit : `${unit}s`} ${first.join(', ')}${count > first.length ? ' …' : ''}`;
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
    return `${rejected + dropped} of ${amount(read, 'event')} not delivered: correct what was rejected, and send it again${where}`;
  }
  const why = error ? plain(error.message) : SELF_EXPLAINING[stopped];
  if (ledger.continue === null) return why;
  return `${why}${why.endsWith('.') ? ' Then go' : '; go'} on with: ${ledger.continue}`;
}

/** Where no failure says it. */
const SELF_EXPLAINING: Readonly<Record<StopCause, string>> = {
  interrupted: 'interrupted',
  credentials: 'the credentials are refused',
  address: 'this is not the address of the API',
  'no-answer': 'there is no answer',
  strict: 'an event was rejected',
  input: 'the input cannot be read',
  output: 'a file cannot be written',
};
