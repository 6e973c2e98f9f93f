/** Shows the progress of a run: one line that is redrawn on a terminal, or a new line every 10 seconds elsewhere. */
import type { Streams } from '../streams.ts';
import type { Tally } from './tally.ts';

export interface Extent {
  /** How much is done, in bytes of a file or in array elements. */
  readonly done: number;
  /** `undefined` if the end is unknown. */
  readonly total: number | undefined;
  /** Where this run started. */
  readonly from: number;
}

export interface Progress {
  /** Writes a separate line above the progress line. */
  note(message: string): void;
  /** Removes the progress line. */
  end(): void;
}

interface ProgressOptions {
  readonly stderr: Streams['stderr'];
  /** Whether the progress is shown. */
  readonly isShown: boolean;
  readonly line: () => string;
}

/** Milliseconds between two updates. */
const INTERVAL_MS = { terminal: 100, elsewhere: 10_000 };
const CLEAR = '\r\u001b[K';

export function startProgress({ stderr, isShown, line }: ProgressOptions): Progress {
  const isTerminal = isShown && stderr.isTTY === true && process.env.TERM !== 'dumb';
  const draw = () => {
    const content = line();
    // Leaves one column free, because a full line would wrap.
    stderr.write(isTerminal ? CLEAR + content.slice(0, (stderr.columns || 80) - 1) : `${content}\n`);
  };
  const timer = isShown
    ? setInterval(draw, isTerminal ? INTERVAL_MS.terminal : INTERVAL_MS.elsewhere)
    : undefined;
  timer?.unref();
  if (isTerminal) draw();
  return {
    note: (message) => stderr.write(`${isTerminal ? CLEAR : ''}${message}\n`),
    end() {
      clearInterval(timer);
      if (isTerminal) stderr.write(CLEAR);
    },
  };
}

/** @param seconds Seconds since the run started. */
export function progressLine(tally: Tally, { done, total, from }: Extent, seconds: number): string {
  const { delivered, rejected, dropped } = tally;
  const ended = delivered + rejected + dropped;
  const percent = total ? `${Math.floor((100 * done) / total)} %, ` : '';
  const perSecond = seconds > 0 ? Math.round(ended / seconds) : 0;
  const isKnown = total !== undefined && done > from;
  const left = isKnown ? `${duration(((total - done) * seconds) / (done - from))} left, ` : '';
  return `${percent}${left}${delivered} delivered, ${rejected} rejected, ${dropped} dropped, ${perSecond} per second`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
