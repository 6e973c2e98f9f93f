/** Sees when it makes no sense to go on: what befalls one event now would befall all of them. */
import { isTransportError, type PushError } from '@pushspec/client';
import type { Outcome, ReporterEvent } from '@pushspec/client/reporter';
import type { Stop } from './stop.ts';

/** Statuses of wrong credentials, and of a wrong address. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5 */
const CREDENTIALS = [401, 403];
const ADDRESS = [404, 405];

/** Requests refused in a row after others were accepted: a key may have been revoked meanwhile. */
const IN_A_ROW = 3;
/** Requests with the same events that had no answer, before there was any answer at all. */
const KNOCKS = 4;

/** Whether the refusal is about the sender, and not about what was sent. */
export function isAboutCredentials({ local, status = 0, retryable }: PushError): boolean {
  return !local && !retryable && CREDENTIALS.includes(status);
}

function isAboutAddress({ local, status = 0 }: PushError): boolean {
  return !local && ADDRESS.includes(status);
}

/** Whether the event is done: as it is, it will not be delivered by another run either. */
export function isDone(outcome: Outcome<object>): boolean {
  if (outcome.end === 'dropped') return false;
  return outcome.end === 'delivered' || !(isAboutCredentials(outcome.error) || isAboutAddress(outcome.error));
}

export interface WatchOptions {
  readonly stop: Stop;
  /** Told once for each time that the service does not answer and is tried again. */
  readonly onTrouble: (error: Error) => void;
}

/** Hears what a reporter tells. */
export function createWatch({ stop, onTrouble }: WatchOptions): (event: ReporterEvent) => void {
  let hasAnswered = false;
  let hasAccepted = false;
  let refusedInARow = 0;
  let isInTrouble = false;

  const refused = (error: PushError) => {
    const isCredentials = isAboutCredentials(error);
    if (!isCredentials && !isAboutAddress(error)) return;
    refusedInARow++;
    if (hasAccepted && refusedInARow < IN_A_ROW) return;
    stop.stop(isCredentials ? 'credentials' : 'address', error);
  };

  return (event) => {
    if (event.type === 'request') {
      const { error, attempt } = event;
      const isNobody = isTransportError(error) && error.status === undefined;
      hasAnswered ||= !isNobody;
      if (!error) {
        hasAccepted = true;
        refusedInARow = 0;
        isInTrouble = false;
      } else if (isNobody && !hasAnswered && attempt >= KNOCKS) stop.stopAtOnce('no-answer', error);
    } else if (event.type === 'retry') {
      if (!isInTrouble && isTransportError(event.error)) onTrouble(event.error);
      isInTrouble ||= isTransportError(event.error);
    } else if (event.type === 'rejected') refused(event.error);
    else if (event.type === 'dropped') {
      // What could not be sent once is not to be followed by all the others; it is for another run.
      const isKey = isTransportError(event.error) && event.error.kind === 'credentials';
      stop.stop(isKey ? 'credentials' : 'no-answer', event.error instanceof Error ? event.error : undefined);
    }
  };
}
