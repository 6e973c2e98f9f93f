/** The table of names that a contract refuses: what no generated type can say. */
import { isObject, type JsonObject, type OpenApiDocument } from '../document.ts';

/**
 * The named string schemas that are a ban: schema name to the names, and the beginnings of names, that it refuses.
 * Of patterns only `^(a|b)`, a list of beginnings, can be put as a table.
 */
export function refusedNameTable(document: OpenApiDocument): Record<string, JsonObject> {
  return Object.fromEntries(
    Object.entries(document.components.schemas).flatMap(([name, schema]) => {
      const ban = isObject(schema) && schema.type === 'string' ? schema.not : undefined;
      return isObject(ban) ? [[name, refusedBy(ban)]] : [];
    }),
  );
}

function refusedBy(ban: JsonObject): JsonObject {
  const names = Array.isArray(ban.enum) ? ban.enum : ban.const === undefined ? [] : [ban.const];
  const beginnings = typeof ban.pattern === 'string' ? /^\^\(([\w|-]+)\)$/.exec(ban.pattern)?.[1] : undefined;
  return { names, prefixes: beginnings?.split('|') ?? [] };
}
