/** What a program sends, and what the server must make of it. */
import type { JsonObject } from '@pushspec/contract';
import type { ApiTraffic } from './apis/api-traffic.ts';
import { type Item, type Program, type RefusalKind, refusalKinds } from './program.ts';
import { traffic } from './programs.ts';

/** Returns the traffic of the program's API. */
export function trafficOf({ api }: Program): ApiTraffic {
  const own = traffic[api];
  if (!own) throw new Error(`there is no traffic for ${api}`);
  return own;
}

function withDefaults({ defaults }: Program, items: readonly Item[]): readonly Item[] {
  return items.map((item) => ({ ...defaults, ...item }));
}

/** Calls of an accepted run. */
export interface AcceptedCalls {
  calls: readonly (readonly Item[])[];
  /** Number of items by the kind of values in them. */
  sent: Record<string, number>;
}

/** Returns the calls that a program makes when everything is accepted. */
export function acceptedCalls(program: Program): AcceptedCalls {
  const { fixedCalls, sends, cannotSend = [] } = program;
  if (fixedCalls) return { calls: fixedCalls, sent: { fixed: fixedCalls.flat().length } };
  const samples = trafficOf(program).samples(program);
  const names = sends ?? Object.keys(samples).filter((name) => !cannotSend.includes(name));
  const lists = names.map((name) => withDefaults(program, samples[name] ?? []));
  const sent = Object.fromEntries(names.map((name, index) => [name, lists[index]?.length ?? 0]));
  return { calls: lists, sent };
}

/** Returns the items of each request that the server must receive, in the form in which they can be compared. */
export function expectedItems(program: Program, calls: readonly (readonly Item[])[]): JsonObject[][] {
  const { comparable } = trafficOf(program);
  const requests = calls.flatMap((items) => program.requestsOf?.(items) ?? [items]);
  return requests.map((items) => items.map((item) => comparable(item, program)));
}

/** Returns the refusals that can happen to a program. */
export function refusedKinds(program: Program): RefusalKind[] {
  const { reasons } = trafficOf(program);
  const isFixed = (kind: RefusalKind) =>
    program.fixedCalls !== undefined && (kind === 'invalid-event' || kind === 'too-many-events');
  return refusalKinds.filter((kind) => reasons[kind].length > 0 && !isFixed(kind));
}

/** Returns what the program sends in a refused run. */
export function refusedItems(program: Program, kind: RefusalKind): readonly Item[] {
  const { samples, invalidItem, tooManyItems } = trafficOf(program);
  if (kind === 'invalid-event')
    return withDefaults(program, [program.refusals?.[kind]?.item ?? invalidItem(program)]);
  if (kind === 'too-many-events') return withDefaults(program, tooManyItems(program) ?? []);
  return withDefaults(program, samples(program).plain ?? []);
}

/** Returns the reasons of which the verdict on a refused run must have one. */
export function refusalReasons(program: Program, kind: RefusalKind): readonly string[] {
  const codes = trafficOf(program).reasons[kind];
  const own = codes.filter((code) => program.signing !== undefined && code.startsWith(program.signing));
  return own.length > 0 ? own : codes;
}
