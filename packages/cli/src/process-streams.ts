/** The streams of the process, whose failures never end a command on their own. */
import type { OutputEnd, Streams } from './streams.ts';

interface Output {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface ProcessStreams extends Streams {
  /** Resolves when all that was written has reached the system, or has failed. Returns whether data was lost. */
  settled(): Promise<boolean>;
}

/** Codes of a pipe or socket whose reader has ended. */
const READER_GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];
/** Code of a terminal that was closed. Of a file, it means that data is lost. */
const TERMINAL_GONE = 'EIO';

const PROBLEMS: Readonly<Record<string, string>> = {
  EDQUOT: 'the quota is used up',
  EFBIG: 'the file would be too large',
  ENOSPC: 'there is no space left',
};

/**
 * Guards the streams against errors: a write never throws. When stdout loses data, one line on stderr says so. What stderr
 * loses is lost silently, as nothing is left to say it on.
 */
export function processStreams(process: {
  stdout: Output;
  stderr: Output;
  stdin: Streams['stdin'];
}): ProcessStreams {
  const end = new AbortController();
  let isLost = false;
  const stderr = guarded(process.stderr, () => {});
  const stdout = guarded(process.stdout, (error) => {
    if (end.signal.aborted) return;
    const { code = '' } = error;
    isLost = !READER_GONE.includes(code) && !(code === TERMINAL_GONE && process.stdout.isTTY);
    const reason: OutputEnd = isLost ? 'data-lost' : 'reader-gone';
    if (isLost) stderr.write(`pushspec: cannot write to standard output: ${problemOf(error)}\n`);
    end.abort(reason);
  });
  return {
    stdout,
    stderr,
    stdin: process.stdin,
    stdoutEnd: end.signal,
    async settled() {
      await stdout.flushed();
      await stderr.flushed();
      return isLost;
    },
  };
}

function problemOf({ code = '', message }: NodeJS.ErrnoException): string {
  return PROBLEMS[code] ?? message;
}

function guarded(stream: Output, onFailure: (error: NodeJS.ErrnoException) => void) {
  // Without a listener, the error of a stream ends the process.
  stream.on('error', onFailure);
  let hasWritten = false;
  const write = (text: string, done: () => void = () => {}) => {
    try {
      stream.write(text, done);
    } catch (error) {
      onFailure(error as NodeJS.ErrnoException);
      done();
    }
  };
  return {
    write(text: string) {
      hasWritten = true;
      write(text);
    },
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns ?? 80;
    },
    /** Writes are done in their order, and their errors are told right after. */
    async flushed() {
      // Even a write of no bytes fails on a full device.
      if (!hasWritten) return;
      await new Promise<void>((resolve) => write('', resolve));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
