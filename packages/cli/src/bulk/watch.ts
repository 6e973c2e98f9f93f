/** Detects failures that would affect every event, and stops the run. */
import { isPushError, isTransportError, type PushError } from '@pushspec/client';
import type { Outcome, ReporterEvent } from '@pushspec/client/reporter';
import type { Stop } from './stop.ts';

/** Statuses that mean wrong credentials or a wrong address. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5 */
const CREDENTIALS = [401, 403];
const ADDRESS = [404, 405];

/** Consecutive refusals or dropped events that stop a run in which requests were accepted before. The key may have been revoked. */
const MAX_IN_A_ROW = 3;
/** Attempts without any response after which the run stops. */
const MAX_ATTEMPTS = 4;

/** Returns whether the API refused the sender rather than the event. */
export function isAboutCredentials({ local, status = 0, retryable }: PushError): boolean {
  return !local && !retryable && CREDENTIALS.includes(status);
}

function isAboutAddress({ local, status = 0 }: PushError): boolean {
  return !local && ADDRESS.includes(status);
}

/** Returns whether the event is done. Another run would not deliver it either. */
export function isDone(outcome: Outcome<object>): boolean {
  if (outcome.end === 'dropped') return false;
  return outcome.end === 'delivered' || !(isAboutCredentials(outcome.error) || isAboutAddress(outcome.error));
}

export interface WatchOptions {
  readonly stop: Stop;
  /** Called once per outage, when the first request is retried. */
  readonly onTrouble: (error: Error) => void;
}

type Dropped = Extract<ReporterEvent, { type: 'dropped' }>;

/** Creates a listener for reporter events. */
export function createWatch({ stop, onTrouble }: WatchOptions): (event: ReporterEvent) => void {
  let hasResponded = false;
  let hasAccepted = false;
  let refusedInARow = 0;
  let droppedInARow = 0;
  let isInTrouble = false;

  const refused = (error: PushError) => {
    const isCredentials = isAboutCredentials(error);
    if (!isCredentials && !isAboutAddress(error)) return;
    refusedInARow++;
    if (hasAccepted && refusedInARow < MAX_IN_A_ROW) return;
    stop.stop(isCredentials ? 'credentials' : 'address', error);
  };

  // An event that the reporter gave up on stops the run, so that the next run can send it.
  const dropped = ({ items, error }: Dropped) => {
    const hasResponse = (isTransportError(error) || isPushError(error)) && error.status !== undefined;
    // One event that makes the service fail, while it accepts others, is not an outage.
    if (hasAccepted && items === 1 && hasResponse && ++droppedInARow < MAX_IN_A_ROW) return;
    const isKey = isTransportError(error) && error.kind === 'credentials';
    stop.stop(isKey ? 'credentials' : 'no-response', error instanceof Error ? error : undefined);
  };

  return (event) => {
    if (event.type === 'request') {
      const { error, attempt } = event;
      const hasNoResponse = isTransportError(error) && error.status === undefined;
      hasResponded ||= !hasNoResponse;
      if (!error) {
        hasAccepted = true;
        refusedInARow = 0;
        droppedInARow = 0;
        isInTrouble = false;
      } else if (hasNoResponse && !hasResponded && attempt >= MAX_ATTEMPTS)
        stop.stopImmediately('no-response', error);
    } else if (event.type === 'retry') {
      if (!isInTrouble && isTransportError(event.error)) onTrouble(event.error);
      isInTrouble ||= isTransportError(event.error);
    } else if (event.type === 'rejected') refused(event.error);
    else if (event.type === 'dropped') dropped(event);
  };
}
