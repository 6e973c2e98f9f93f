/** Reads the events of `aliyuncli cms PutEvent --EventInfo`, and renames their properties for PutCustomEvent. */
import type { RpcCustomEvent, RpcPutEvent } from '@pushspec/client/cloudmonitor-rpc';
import { inexactNumbers, isObject } from '@pushspec/contract';
import { InvalidArgumentError } from 'commander';
import { inexactProblem } from '../bulk/inexact.ts';

/** The properties of PutCustomEvent, by those of PutEvent. */
const NAMES = {
  name: 'EventName',
  content: 'Content',
  groupId: 'GroupId',
  time: 'Time',
} as const satisfies Record<keyof RpcPutEvent, keyof RpcCustomEvent>;

/** Parses the argument of `--EventInfo`, and returns its events as PutCustomEvent takes them. */
export function eventInfo(argument: string): readonly unknown[] {
  const events = parseEventInfo(argument);
  const [inexact] = inexactNumbers(Buffer.from(withDoubleQuotes(argument)));
  if (events !== undefined && inexact) {
    const { message, fix } = inexactProblem(inexact);
    throw new InvalidArgumentError(`In this array, ${message}. ${fix}`);
  }
  if (Array.isArray(events)) return events.map(renamed);
  throw new InvalidArgumentError(
    `Use an array of events, such as '[{"name":"deploy","content":"1.4"}]'. Single quotes inside it work too.`,
  );
}

/** Unknown properties keep their names, so that the service reports them. */
function renamed(event: unknown): unknown {
  if (!isObject(event)) return event;
  const known: Readonly<Record<string, string>> = NAMES;
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [Object.hasOwn(known, name) ? known[name] : name, value]),
  );
}

/** Parses the argument of `aliyuncli cms PutEvent --EventInfo`. The vendor's samples use single quotes instead of double quotes. */
export function parseEventInfo(text: string): unknown {
  return parse(text) ?? parse(withDoubleQuotes(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Matches a string in single or double quotes, including escapes. */
const STRING = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/gs;

/** Converts single-quoted strings to double quotes. */
function withDoubleQuotes(text: string): string {
  return text.replace(STRING, (whole, single: string | undefined) =>
    single === undefined ? whole : `"${single.replace(/\\.|"/gs, requoted)}"`,
  );
}

/** Escapes double quotes and unescapes single quotes. Other escapes are the same in JSON. */
function requoted(found: string): string {
  if (found === '"') return '\\"';
  return found === "\\'" ? "'" : found;
}
