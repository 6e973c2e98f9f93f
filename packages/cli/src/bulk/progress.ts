/** Says how far a run is: one line that is rewritten on a terminal, and a line now and then where nobody watches. */
import type { Streams } from '../streams.ts';
import type { Tally } from './tally.ts';

export interface Extent {
  /** What is done of the whole, in whichever measure it has: bytes of a file, or elements. */
  readonly done: number;
  /** Undefined where nobody knows the end. */
  readonly total: number | undefined;
  /** Where this run began. */
  readonly from: number;
}

export interface Progress {
  /** Writes a line of its own, above the one that is rewritten. */
  note(text: string): void;
  /** Takes the rewritten line away. */
  end(): void;
}

interface ProgressOptions {
  readonly stderr: Streams['stderr'];
  /** Whether it is to be seen at all. */
  readonly isShown: boolean;
  readonly line: () => string;
}

/** On a terminal, and elsewhere. */
const EVERY_MS = { terminal: 100, elsewhere: 10_000 };
const CLEAR = '\r\u001b[K';

export function startProgress({ stderr, isShown, line }: ProgressOptions): Progress {
  const isTerminal = isShown && stderr.isTTY === true && process.env.TERM !== 'dumb';
  const draw = () => {
    const text = line();
    // One column is left free: a full line would wrap.
    stderr.write(isTerminal ? CLEAR + text.slice(0, (stderr.columns || 80) - 1) : `${text}\n`);
  };
  const timer = isShown ? setInterval(draw, isTerminal ? EVERY_MS.terminal : EVERY_MS.elsewhere) : undefined;
  timer?.unref();
  if (isTerminal) draw();
  return {
    note: (text) => stderr.write(`${isTerminal ? CLEAR : ''}${text}\n`),
    end() {
      clearInterval(timer);
      if (isTerminal) stderr.write(CLEAR);
    },
  };
}

/** @param seconds Since the run began. */
export function progressLine(tally: Tally, { done, total, from }: Extent, seconds: number): string {
  const { delivered, rejected, dropped } = tally;
  const ended = delivered + rejected + dropped;
  const share = total ? `${Math.floor((100 * done) / total)} %, ` : '';
  const perSecond = seconds > 0 ? Math.round(ended / seconds) : 0;
  const isKnown = total !== undefined && done > from;
  const left = isKnown ? `${duration(((total - done) * seconds) / (done - from))} left, ` : '';
  return `${share}${left}${delivered} delivered, ${rejected} rejected, ${dropped} dropped, ${perSecond} per second`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes} min ${whole % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
