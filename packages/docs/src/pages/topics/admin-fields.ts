/** Lists the fields of an object in the admin API, with readable types. */
import { isObject, type JsonObject } from '@pushspec/contract';
import { literal } from '../../tables/markdown.ts';
import { descriptionOf, refName, resolved, schemasWithTable } from './admin-document.ts';

/** A field of an object in the admin API. */
export interface AdminField {
  name: string;
  /** Type as Markdown. */
  type: string;
  isRequired: boolean;
  description: string;
}

/** Returns the fields of a schema. Merges the variants of a `oneOf`. */
export function schemaFields(node: JsonObject): AdminField[] {
  const schema = resolved(node);
  const variants = Array.isArray(schema.oneOf) ? schema.oneOf.map(resolved) : [schema];
  const fields = new Map<string, AdminField[]>();
  for (const variant of variants) {
    for (const field of ownFields(variant))
      fields.set(field.name, [...(fields.get(field.name) ?? []), field]);
  }
  return [...fields.values()].map((same) => ({
    name: same[0]?.name ?? '',
    type: [...new Set(same.map(({ type }) => type))].join(', '),
    isRequired: same.length === variants.length && same.every(({ isRequired }) => isRequired),
    description: same[0]?.description ?? '',
  }));
}

function ownFields(schema: JsonObject): AdminField[] {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isObject(schema.properties) ? schema.properties : {}).map(([name, node]) => ({
    name,
    type: typeOf(node),
    isRequired: required.includes(name),
    description: descriptionOf(resolved(node)),
  }));
}

function typeOf(node: unknown): string {
  const name = refName(node);
  if (name !== undefined && schemasWithTable.includes(name)) return `[${name}](#${name})`;
  const schema = resolved(node);
  if (schema.const !== undefined) return literal(JSON.stringify(schema.const));
  if (Array.isArray(schema.enum)) return schema.enum.map((each) => literal(JSON.stringify(each))).join(', ');
  if (Array.isArray(schema.oneOf)) return schema.oneOf.map(typeOf).join(' / ');
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter(
    (type) => type !== undefined,
  );
  const shown = types.length === 0 ? 'JSON' : types.map(String).join(' / ');
  if (types.includes('array')) return `${shown}: ${typeOf(schema.items)}`;
  return shown + boundsOf(schema);
}

function boundsOf({ minimum, maximum, format, default: defaultValue }: JsonObject): string {
  const parts = [
    format === undefined ? '' : String(format),
    minimum === undefined && maximum === undefined ? '' : `${minimum ?? ''}–${maximum ?? ''}`,
    defaultValue === undefined ? '' : `= ${String(defaultValue)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
