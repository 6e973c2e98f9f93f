/** The structured log: one line of JSON per event, to stderr. It never holds a body or a secret. */
import type { Logger } from 'pino';
import type { Mask } from './mask.ts';
import type { RecordedVerdict } from './pipeline/verdict.ts';

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level: LogLevel;
  /** Masks whatever a failure may say; all else in a line is our own. */
  mask: Mask;
  /** Takes whole lines. @default stderr */
  destination?: { write(line: string): unknown } | undefined;
}

export interface Log {
  /** Whether requests are logged. */
  readonly logsRequests: boolean;
  request(verdict: RecordedVerdict, ms: number): void;
  error(error: unknown): void;
}

/** Levels at which each request has a line. */
const REQUEST_LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info'];

/** Throws where the level is none; the message lists those there are. */
export function createLog(options: LogOptions): Log {
  const { level } = options;
  if (!logLevels.includes(level)) {
    throw new Error(`there is no log level ${level}: it is one of ${logLevels.join(', ')}`);
  }
  // Most servers never write a line, and start sooner without the logger.
  let logger: Promise<Logger> | undefined;
  const write = (line: (log: Logger) => void) => {
    logger ??= open(options);
    // A destination that fails must not end the server.
    logger.then(line).catch(() => undefined);
  };
  return {
    logsRequests: REQUEST_LEVELS.includes(level),
    request({ id, vendor, status, outcome, reasons, warnings }, ms) {
      const codes = [...reasons, ...warnings].map(({ code }) => code);
      const line = { id, vendor, status, outcome, codes, ms: Math.round(ms * 10) / 10 };
      write((log) => log.info(line, 'request'));
    },
    error(error) {
      const err = error instanceof Error ? loggedError(error, options.mask) : undefined;
      const message = err ? `${err.type}: ${err.message}` : options.mask(String(error));
      write((log) => log.error(err ? { err } : {}, message));
    },
  };
}

interface LoggedError {
  type: string;
  message: string;
  stack: string;
  code?: string;
}

/** An error without what else hangs on it, such as a request, and without what `JSON.parse` quotes of its text. */
function loggedError(error: Error, mask: Mask): LoggedError {
  const type = error.name;
  const original = String(error.message);
  const message = withoutQuote(original);
  const stack = String(error.stack).replace(original, () => message);
  const { code } = error as { code?: unknown };
  return {
    type: mask(type),
    message: mask(message),
    stack: mask(stack),
    ...(typeof code === 'string' && { code: mask(code) }),
  };
}

function withoutQuote(message: string): string {
  const end = message.lastIndexOf(NOT_JSON);
  if (end < 0) return message;
  const quote = message.indexOf('"');
  return quote < 0 || quote > end ? message : `${message.slice(0, quote)}the text${message.slice(end)}`;
}

/** The end of a message of `JSON.parse` that quotes a piece of the text, which may be a part of a secret. */
const NOT_JSON = ' is not valid JSON';

async function open({ level, destination = process.stderr }: LogOptions): Promise<Logger> {
  const { pino } = await import('pino');
  return pino(
    {
      level,
      base: { name: 'pushspec' },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Pino's own takes every property of an error.
      serializers: { err: (error: LoggedError) => error },
    },
    { write: (line: string) => void destination.write(line) },
  );
}
