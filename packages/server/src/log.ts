/** The structured log: one line of JSON per event, to stderr. It never contains a body or a secret. */
import type { Logger } from 'pino';
import type { Mask } from './mask.ts';
import type { RecordedVerdict } from './pipeline/verdict.ts';

/** The levels of the log, from most to least verbose. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** A level of the log. `info` and more verbose levels log each request. */
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level: LogLevel;
  /** Masks error messages. The rest of a line is the server's own. */
  mask: Mask;
  /** Receives whole lines. @default stderr */
  destination?: { write(line: string): unknown } | undefined;
}

/** Writes the log. */
export interface Log {
  /** Whether requests are logged. */
  readonly logsRequests: boolean;
  request(verdict: RecordedVerdict, ms: number): void;
  error(error: unknown): void;
}

/** Levels at which each request is logged. */
const REQUEST_LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info'];

/** Creates a log. Throws if the level does not exist; the message lists the levels. */
export function createLog(options: LogOptions): Log {
  const { level } = options;
  if (!logLevels.includes(level)) {
    throw new Error(`unknown log level ${level}: use one of ${logLevels.join(', ')}`);
  }
  // Loaded on first use: most servers never write a line, and start faster without the logger.
  let logger: Promise<Logger> | undefined;
  const write = (line: (log: Logger) => void) => {
    logger ??= open(options);
    // A destination that fails must not end the server.
    logger.then(line).catch(() => undefined);
  };
  return {
    logsRequests: REQUEST_LEVELS.includes(level),
    request({ id, api, sandbox, status, outcome, reasons, warnings }, ms) {
      const codes = [...reasons, ...warnings].map(({ code }) => code);
      const own = sandbox === undefined ? {} : { sandbox };
      const line = { id, api, ...own, status, outcome, codes, ms: Math.round(ms * 10) / 10 };
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

/** Returns an error without attached objects, such as a request, and without the input that `JSON.parse` quotes. */
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
  return quote < 0 || quote > end ? message : `${message.slice(0, quote)}the input${message.slice(end)}`;
}

/** End of a `JSON.parse` message that quotes its input, which may contain part of a secret. */
const NOT_JSON = ' is not valid JSON';

async function open({ level, destination = process.stderr }: LogOptions): Promise<Logger> {
  const { pino } = await import('pino');
  return pino(
    {
      level,
      base: { name: 'pushspec' },
      timestamp: pino.stdTimeFunctions.isoTime,
      // Pino's own serializer logs every property of an error.
      serializers: { err: (error: LoggedError) => error },
    },
    { write: (line: string) => void destination.write(line) },
  );
}
