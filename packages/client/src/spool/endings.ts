/** How events of a spool end: unlike others, they may expire, stay in the spool, or repeat those of an earlier process. */
import type { Channel } from '../channel.ts';
import { TransportError } from '../errors.ts';
import type { NotStored } from '../reporter/outbox.ts';
import type { End } from '../reporter/outcome.ts';
import { SpoolError } from './store.ts';

/** Why a batch was not sent. The failure policy ends its events. */
export class NotSent extends TransportError {
  readonly why: 'expired' | 'lost';
  constructor(api: Channel['api'], why: 'expired' | 'lost') {
    super({
      message: `${api}: not sent`,
      ...{ api, kind: 'aborted', retryable: false, mayHaveArrived: false, delivered: 0 },
    });
    this.why = why;
  }
}

interface Ending {
  readonly cause?: unknown;
  readonly error?: unknown;
}

/** Returns whether events stay in the store, for a later process. */
export const isLeft = (ended: Ending | object) => {
  const { cause, error }: Ending = ended;
  return cause === 'close-timeout' || (error instanceof NotSent && error.why === 'lost');
};

/** Replaces the cause of events that are too old. */
export const withCause = <Ended extends object>(ended: Ended): Ended =>
  (ended as Ending).error instanceof NotSent ? { ...ended, cause: 'expired', error: undefined } : ended;

/** Returns the error of a push whose event was dropped before it was stored. */
export const notStored = (name: string, { cause, error }: NotStored): SpoolError =>
  cause === 'closed'
    ? new SpoolError(
        'closed',
        `the reporter of ${name} is closed, so the event was not stored: push it before \`close()\``,
      )
    : new SpoolError('not-json', `the event was not stored in ${name}: ${error?.message}`, error);

/** Returns the outcome of an event that earlier requests may have delivered. */
export function repeated(end: End, attempts: number): End {
  if (attempts === 0) return end;
  return end.end === 'delivered'
    ? { ...end, attempts: end.attempts + attempts, mayBeDuplicate: true }
    : { ...end, mayHaveArrived: true, mayBeDuplicate: true };
}
