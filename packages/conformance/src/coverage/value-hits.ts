/** What an exchange shows of the rules about values that JSON Schema has no word for. */
import { isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { SchemaPlace } from '../contract/schema-places.ts';
import { knownNames, valuesAt } from '../contract/values-at.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { numberIn, type ReadExchange } from './exchange.ts';
import { hitOf, type Side } from './rule.ts';

interface Placed {
  readonly contract: Contract;
  readonly exchange: ReadExchange;
  readonly place: SchemaPlace;
  readonly values: readonly Json[];
}

/** Extension, the part of it that is the rule, and the sides that an exchange shows. */
const EXTENSIONS: readonly [name: string, rule: string, shownBy: (placed: Placed) => readonly Side[]][] = [
  ['x-max-future', 'x-max-future/seconds', futureSides],
  ['x-integer-literal', 'x-integer-literal', literalSides],
  ['x-compared-bits', 'x-compared-bits', comparedSides],
];

/** Reads hits from bodies that are held to these places. */
export function extensionHits(
  contract: Contract,
  places: readonly SchemaPlace[],
): (exchange: ReadExchange, body: Json) => string[] {
  const known = knownNames(places);
  const rules = places.flatMap((place) =>
    place.inside || place.about === 'name'
      ? []
      : EXTENSIONS.filter(([name]) => place.node[name] !== undefined).map(([, rule, shownBy]) => ({
          place,
          rule,
          shownBy,
        })),
  );
  const beyond = places.flatMap(({ pointer, node }) =>
    (Array.isArray(node['x-beyond-schema']) ? node['x-beyond-schema'] : []).map((code, index) => ({
      code: String(code),
      hit: hitOf(`${pointer}/x-beyond-schema/${index}`, 'invalid'),
    })),
  );
  return (exchange, body) => [
    ...beyond.flatMap(({ code, hit }) => (exchange.shown === code || exchange.told.has(code) ? [hit] : [])),
    ...rules.flatMap(({ place, rule, shownBy }) => {
      const values = valuesAt(body, place.path, known).map(({ value }) => value);
      const sides = shownBy({ contract, exchange, place, values });
      return sides.map((side) => hitOf(`${place.pointer}/${rule}`, side));
    }),
  ];
}

function futureSides({ exchange, place: { node }, values }: Placed): readonly Side[] {
  const rule = node['x-max-future'];
  const seconds = numberIn(rule, 'seconds') ?? 0;
  const whole = (ms: number) => Math.floor(ms / 1000);
  const ahead = values.flatMap((value) =>
    typeof value === 'number' ? [whole(value) - whole(exchange.nowMs)] : [],
  );
  if (exchange.isAccepted) return ahead.includes(seconds) ? ['valid'] : [];
  const isReason = isObject(rule) && exchange.shown === rule.reason;
  return isReason && ahead.includes(seconds + 1) ? ['invalid'] : [];
}

/** Seen only where the value would be fine if it were written as a whole number. */
function literalSides({ exchange, place: { node }, values }: Placed): readonly Side[] {
  if (!values.some((value) => Number.isInteger(value))) return [];
  if (exchange.isAccepted) return ['valid'];
  return exchange.shown === node['x-integer-literal'] ? ['invalid'] : [];
}

/** The credential that was sent is another number than that of any sender. */
function comparedSides({ contract, exchange, place: { path }, values }: Placed): readonly Side[] {
  const { bodyCredentials = {}, roles } = knowledgeOf(contract.vendor);
  const name = bodyCredentials[String(path[0])] ?? '';
  const own = Object.values(roles(exchange.config)).map(
    (credential) => (credential as JsonObject | undefined)?.[name],
  );
  return exchange.isAccepted && values.every((value) => !own.includes(value)) ? ['valid'] : [];
}
