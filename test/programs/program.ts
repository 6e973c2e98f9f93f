/** The definition of a program that someone else wrote, as `test/programs/<name>/definition.ts` exports it. */
import type { ApiName, JsonObject, Language } from '@pushspec/contract';
import type { Installation } from './installing.ts';

/** An event or data point, with the properties of the API. */
export type Item = JsonObject;

/** What goes wrong in a refused run. */
export const refusalKinds = [
  'wrong-secret',
  'unknown-key',
  'throttled',
  'server-error',
  'invalid-event',
  'too-many-events',
] as const;

export type RefusalKind = (typeof refusalKinds)[number];

/** Whose credentials a run gets. */
export type Caller = 'valid' | 'temporary' | 'wrong-secret' | 'unknown-key';

/** What a program does with a refusal. */
export interface RefusalDisplay {
  /** Exit code. @default that of the program */
  code?: number;
  /** What its user sees instead of the message in the response. */
  shows?: string;
  /** The program replaces the default invalid event, for example because it checks that one before it sends. */
  item?: Item;
}

/** The addresses and files of a run. */
export interface RunContext {
  /** Address of the server, such as `http://127.0.0.1:4010`. */
  url: string;
  /** The same without the scheme. */
  host: string;
  /** Values of {@link ApiTraffic.variables}. */
  variables: Readonly<Record<string, string>>;
  /** Folder of the installed packages. */
  installed: string;
  /** Folder of the definition. */
  source: string;
  /** An empty folder. */
  scratch: string;
  /** JSON file with the calls: a list of lists of items. */
  callsFile: string;
  calls: readonly (readonly Item[])[];
}

/** A command with its environment. */
export interface Command {
  command: readonly string[];
  /** Variables that the program needs in addition to the address and the credentials. */
  env?: Readonly<Record<string, string>>;
}

export interface Program {
  name: string;
  /** Folder of its source and pins, which several programs may share. @default the name */
  folder?: string;
  /** Name under which users know it, in Markdown, and in each language if it is more than a name. */
  title: string | Record<Language, string>;
  /** Registry or other origin, such as `PyPI`. */
  origin: string;
  api: ApiName;
  operation: string;
  /** Prefix of the reasons for a wrong signature, where the contract distinguishes signing schemes. */
  signing?: string;
  /** Key of {@link ApiTraffic.samples} that it sends. */
  kind?: string;
  installation: Installation;
  /** What its user must set, in each language. */
  settings: Record<Language, string>;
  /** Returns one command, or a command for each call if the program sends one call only. */
  run(context: RunContext): Command | readonly Command[];
  /** Values it sends, by the names in {@link ApiTraffic.samples}. @default all */
  sends?: readonly string[];
  /** Names of values that it cannot send. */
  cannotSend?: readonly string[];
  /** Properties that the program requires of every item. */
  defaults?: Item;
  /** Items that are fixed in the program. It ignores the calls. */
  fixedCalls?: readonly (readonly Item[])[];
  /** Whether it can sign with a temporary key. @default false */
  hasTemporaryKeys?: boolean;
  /** What a program that runs until it is stopped prints when its work is done. */
  stopsAfter?: string;
  /** Exit code after a refusal. @default 1 */
  refusedCode?: number;
  /** Refusals that differ from the default. */
  refusals?: Partial<Record<RefusalKind, RefusalDisplay>>;
  /** Splits a call into requests as the program does. @default one request per call */
  requestsOf?(items: readonly Item[]): readonly (readonly Item[])[];
}
