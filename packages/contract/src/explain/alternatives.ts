/** Explains values that fit no alternative of a `oneOf`, which stands for a list of types with rules of their own. */
import type { ErrorObject } from 'ajv';
import { isObject, type JsonObject } from '../document.ts';

/**
 * Returns the error that says most about a value: that of the alternative with the value's own type, or else an error about the
 * types of all alternatives. Returns any other error as it is.
 */
export function ofOwnType(error: ErrorObject, errors: readonly ErrorObject[]): ErrorObject {
  if (error.keyword !== 'oneOf') return error;
  const alternatives = alternativesOf(error.parentSchema as JsonObject);
  const inside = errors.filter(
    ({ instancePath, parentSchema }) =>
      instancePath === error.instancePath && alternatives.includes(parentSchema as JsonObject),
  );
  const ofOtherType = inside.filter(({ keyword }) => keyword === 'type').map((each) => each.parentSchema);
  const own = inside.find(({ parentSchema }) => !ofOtherType.includes(parentSchema));
  if (own) return own;
  const types = alternatives.flatMap(({ type }) => type ?? []);
  const parentSchema = Object.assign({}, ...alternatives, { type: types }) as JsonObject;
  return types.length === 0 ? error : { ...error, keyword: 'type', schema: types, parentSchema };
}

function alternativesOf({ oneOf }: JsonObject): JsonObject[] {
  return Array.isArray(oneOf) ? oneOf.filter(isObject) : [];
}
