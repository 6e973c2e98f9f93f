/** Writes the names of the APIs and the schema of their settings into the OpenAPI document of the admin API. The rest is handwritten. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { isObject, type Json, type JsonObject } from '../document.ts';
import { root } from './apis.ts';

const FILE = 'packages/server/admin.openapi.yaml';
const APIS = /^( +enum: )\[.*\]( # The APIs, written by `npm run generate`\.)$/m;
const SETTINGS = /(^ +# The settings of all APIs, written by `npm run generate`\.\n).*$/ms;

export interface AdminParts {
  readonly apis: readonly string[];
  /** Schemas of the properties in the configurations of all APIs, by name. */
  readonly settings: ReadonlyMap<string, readonly Json[]>;
}

/**
 * Returns the document with these parts; empty if this copy of the repository does not have it. Throws if a marked line is
 * missing.
 */
export function adminDocumentWith({ apis, settings }: AdminParts): Map<string, string> {
  if (!existsSync(join(root, FILE))) return new Map();
  const source = readFileSync(join(root, FILE), 'utf8').replaceAll('\r\n', '\n');
  for (const line of [APIS, SETTINGS])
    if (!line.test(source)) throw new Error(`${FILE} has no line that matches ${line}: restore it`);
  const properties = Object.fromEntries(
    [...settings].map(([name, schemas]) => {
      const [first = {}, ...others] = schemas.map((schema) => portable(schema as JsonObject));
      return [name, others.length === 0 ? first : { anyOf: [first, ...others] }];
    }),
  );
  const schema = { Settings: { type: 'object', properties, additionalProperties: false } };
  const lines = stringify(schema, { lineWidth: 0 }).replaceAll(/^/gm, '    ').trimEnd();
  const content = source
    .replace(APIS, (_, start, end) => `${start}[${apis.join(', ')}]${end}`)
    .replace(SETTINGS, (_, start) => `${start}${lines}\n`);
  return new Map([[FILE, content]]);
}

const FORMATS: Readonly<Record<string, string>> = { integer: 'int64', number: 'double' };

/** Rewrites a schema of the configuration for code generators: numbers have a format, and a choice between types is a `oneOf`. */
function portable(schema: JsonObject): JsonObject {
  const { if: condition, then: yes, else: no, type, ...rest } = schema;
  if (isObject(condition) && Array.isArray(type)) {
    const others = type.filter((each) => each !== condition.type);
    const branches = [
      { type: condition.type, ...(yes as JsonObject) },
      { type: others.length === 1 ? others[0] : others, ...(no as JsonObject) },
    ] as Json;
    return portable({ ...rest, oneOf: branches });
  }
  const inner = Object.fromEntries(
    Object.entries(rest).map(([keyword, value]) => [keyword, portableIn(keyword, value)]),
  );
  const format = FORMATS[String(type)];
  return {
    ...(type !== undefined && { type }),
    ...(format && { format }),
    ...(rest.enum !== undefined && type === undefined && { type: 'string' }),
    ...inner,
  };
}

function portableIn(keyword: string, value: Json): Json {
  if (keyword === 'items' && isObject(value)) return portable(value);
  if (keyword === 'oneOf' && Array.isArray(value)) return value.map((each) => portable(each as JsonObject));
  if (keyword !== 'properties' || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, portable(schema as JsonObject)]),
  );
}
