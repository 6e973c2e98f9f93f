/** What an exchange shows of the rules about values that JSON Schema has no word for. */
import type { Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { SchemaPlace } from '../contract/schema-places.ts';
import { knownNames, valuesAt } from '../contract/values-at.ts';
import { foundAt, valueRuleOf } from '../rules/values/index.ts';
import type { ReadExchange } from './exchange.ts';
import { hitOf } from './rule.ts';

/** Reads hits from bodies that are held to these places. */
export function valueHits(
  contract: Contract,
  places: readonly SchemaPlace[],
): (exchange: ReadExchange, body: Json) => string[] {
  const known = knownNames(places);
  const counted = places.flatMap(foundAt).flatMap((found) => {
    const { hits } = valueRuleOf(found.rule);
    const isPlain = !found.place.inside && found.place.about !== 'name';
    return hits.shownBy && (isPlain || hits.isAnywhere) ? [{ found, shownBy: hits.shownBy }] : [];
  });
  return (exchange, body) =>
    counted.flatMap(({ found, shownBy }) => {
      const values = valuesAt(body, found.place.path, known).map(({ value }) => value);
      const sides = shownBy({ ...found, contract, exchange, values });
      return sides.map((side) => hitOf(found.pointer, side));
    });
}
