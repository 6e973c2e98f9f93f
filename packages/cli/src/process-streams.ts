/** Wraps the streams of the process, so that a stream error never ends a command. */
import type { OutputEnd, Streams } from './streams.ts';

interface Output {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface ProcessStreams extends Streams {
  /** Resolves when all writes have completed or failed, to whether data was lost. */
  settled(): Promise<boolean>;
}

/** Error codes of a pipe or socket whose reader has gone. */
const READER_GONE = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED'];
/** Error code of a closed terminal. For a file, it means that data was lost. */
const TERMINAL_GONE = 'EIO';

const PROBLEMS: Readonly<Record<string, string>> = {
  EDQUOT: 'the disk quota is exceeded',
  EFBIG: 'the file would be too large',
  ENOSPC: 'no space is left on the device',
};

/**
 * Wraps the streams so that a write never throws. When stdout loses data, stderr gets one line about it. Errors of stderr
 * are ignored, because there is nowhere left to report them.
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
  // Without a listener, a stream error ends the process.
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
    /** Resolves when earlier writes are done. Writes complete in order, and their errors follow immediately. */
    async flushed() {
      // On a full device, even an empty write fails.
      if (!hasWritten) return;
      await new Promise<void>((resolve) => write('', resolve));
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
