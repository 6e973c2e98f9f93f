/** Reports requests that keep failing. Otherwise nobody would know why events wait, or why all of them are refused. */
import type { ReporterEvent } from '@pushspec/client/reporter';

/** Number of failures in a row before they are reported. Single ones are common. */
const ENOUGH = 3;

/**
 * Returns a function that receives the events of a reporter. It reports the error when several requests in a row have
 * failed, and again when the kind of failure changes. A success makes it start again.
 */
export function failingRequests(report: (error: Error) => void): (event: ReporterEvent) => void {
  let failures = 0;
  let reported: string | undefined;
  return (event) => {
    if (event.type !== 'request') return;
    const { error } = event;
    if (!error) {
      failures = 0;
      reported = undefined;
      return;
    }
    const kind = 'kind' in error ? error.kind : error.reason;
    // The sender has ended the request itself.
    if (kind === 'aborted' || ++failures < ENOUGH) return;
    const what = `${kind} ${error.status}`;
    if (what !== reported) report(error);
    reported = what;
  };
}
