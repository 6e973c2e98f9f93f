/** Converts between bodies and events by the contract, for APIs whose items are the events. */
import { type Json, type JsonObject, pointerSegments } from '@pushspec/contract';
import type { OperationModule } from '../apis/api.ts';
import { itemsOf } from '../pipeline/steps/validate.ts';

/** Returns the events of an accepted body, in the form that the API's client takes. */
export function eventsOf({ events, contract }: OperationModule, body: Json): readonly JsonObject[] {
  return events?.read(body) ?? itemsOf(contract, body).map(({ value }) => value as JsonObject);
}

/** Returns the body of a request with these events. */
export function bodyWith({ events, contract }: OperationModule, list: readonly Json[]): Json {
  const at = contract.operation.body.items;
  if (events) return events.write(list);
  if (at === undefined) return list[0] ?? null;
  return pointerSegments(at).reduceRight<Json>((inner, name) => ({ [name]: inner }), [...list]);
}
