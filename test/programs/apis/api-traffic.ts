/** What the programs of one API send, and what the server must make of it. */
import type { ApiName, Config, JsonObject, PartialConfig } from '@pushspec/contract';
import type { Caller, Item, Program, RefusalKind } from '../program.ts';

/** Items by the name of the values in them. The names are keys of the labels on the page "Verified with". */
export type Samples = Readonly<Record<string, readonly Item[]>>;

export interface ApiTraffic {
  api: ApiName;
  /** Configuration without rate limits. */
  config: PartialConfig;
  /** Returns the environment variables with the credentials of a configuration. */
  variables(config: Config, caller: Caller, kind: string | undefined): Record<string, string>;
  /** Returns the calls that a program makes when everything is accepted. */
  samples(program: Program): Samples;
  /** Returns the item with a mistake. */
  invalidItem(program: Program): Item;
  /** Returns more items than one request may have, or `undefined` if there is no such limit. */
  tooManyItems(program: Program): readonly Item[] | undefined;
  /** Reason codes of each refusal, of which the verdict must have one. */
  reasons: Readonly<Record<RefusalKind, readonly string[]>>;
  /** Returns what both an item and the server's result of it must have in common. */
  comparable(value: JsonObject, program: Program): JsonObject;
}
