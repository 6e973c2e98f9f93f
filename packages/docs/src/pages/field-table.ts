/** Formats a table of fields with their names, types, meanings, reasons and examples. */
import { type Json, type JsonObject, type OpenApiDocument, originOf, schemaRules } from '@pushspec/contract';
import { literal, table } from '../tables/markdown.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import { mark } from './badge.ts';
import type { Kind, Need } from './request-tree.ts';
import { nameOf } from './required-fields.ts';
import type { SiteLabels } from './site-labels.ts';

export interface TableParts {
  document: OpenApiDocument;
  labels: SiteLabels;
  tableLabels: TableLabels;
  /** Variable names, by the credentials in examples. */
  credentials: ReadonlyMap<string, string>;
}

/** A row of the table. */
export interface FieldRow {
  anchors: readonly string[];
  /** Names from the body down to the field. */
  name: readonly string[];
  need: Need;
  /** Location of a parameter (`query`, `header`), or the kinds of requests that have the field. */
  marks: readonly string[];
  kinds: readonly Kind[];
  examples: readonly Json[];
  /** The kinds of requests that have the field. Absent if all requests are of one kind. */
  owners?: readonly FieldOwner[];
}

/** A kind of request that has a field. */
export interface FieldOwner {
  /** Title of the kind. */
  title: string;
  /** Pointers to the schemas of the field in this kind. */
  pointers: readonly string[];
}

/** Returns the table of fields as Markdown. */
export function fieldTable(parts: TableParts, rows: readonly FieldRow[]): string {
  const { labels } = parts;
  return table(
    [labels.field, labels.type, labels.meaning, labels.example],
    rows.map((row) => [
      nameCell(row, labels),
      typeCell(row.kinds),
      meaningCell(parts, row),
      exampleCell(parts, row),
    ]),
  );
}

function nameCell({ anchors, name, need, marks }: FieldRow, labels: SiteLabels): string {
  const path = nameOf(name);
  const leaf = nameOf(name.slice(-1));
  const parent = path.endsWith(leaf) ? path.slice(0, path.length - leaf.length) : '';
  const code = `<code><span class="parent">${parent}</span>${leaf}</code>`;
  const badges = [
    ...(need === 'never' ? [] : [`<span class="required">${labels.required}</span>`]),
    ...marks.map((each) => `<span class="status">${each}</span>`),
  ];
  return [...anchors.map((anchor) => `<span id="${anchor}"></span>`), code, ' ', badges.join(' ')]
    .join('')
    .trim();
}

/** Lists the allowed values, or else the types that all schemas of a kind allow. */
function typeCell(kinds: readonly Kind[]): string {
  const types = kinds.flatMap((kind) => {
    const lists = kind.flatMap(({ node }) => typesOf(node) ?? []);
    const [first = [], ...others] = lists.length > 0 ? [lists[0] ?? [], ...lists.slice(1)] : [[]];
    return first.filter((type) => others.every((list) => list.includes(type)));
  });
  const values = kinds.flatMap((kind) => kind.flatMap(({ node }) => valuesOf(node)));
  const shown = values.length > 0 ? values.map((value) => literal(JSON.stringify(value))) : types;
  return [...new Set(shown)].join(values.length > 0 ? ', ' : ' / ');
}

function typesOf({ type }: JsonObject): string[][] | undefined {
  if (type === undefined) return undefined;
  return [Array.isArray(type) ? type.map(String) : [String(type)]];
}

function valuesOf(node: JsonObject): Json[] {
  if (node.const !== undefined) return [node.const];
  return Array.isArray(node.enum) ? node.enum : [];
}

function meaningCell({ document, labels, tableLabels }: TableParts, row: FieldRow): string {
  const nodes = [...new Map(row.kinds.flat().map((each) => [each.pointer, each.node])).values()];
  const codes = new Set(nodes.flatMap(reasonsOf));
  const links = [...codes].map((code) => `[${literal(code)}](../reasons/#${code})`).join(' ');
  const [first] = nodes;
  const origin = first === undefined ? '' : mark(document, originOf(document, first), tableLabels);
  const last = `${links === '' ? '' : `<span class="codes">${links}</span> `}${origin}`;
  return [...descriptionsOf(row, labels), last].join('<br>');
}

/** Returns the descriptions without duplicates. One that does not apply to all kinds of requests starts with those it applies to. */
function descriptionsOf({ kinds, owners = [] }: FieldRow, labels: SiteLabels): string[] {
  const pointers = new Map<string, string[]>();
  for (const { node, pointer } of kinds.flat()) {
    const description = String(node.description ?? '').trim();
    if (description !== '') pointers.set(description, [...(pointers.get(description) ?? []), pointer]);
  }
  return [...pointers].map(([description, places]) => {
    const own = owners.filter((owner) => places.some((pointer) => owner.pointers.includes(pointer)));
    if (own.length === 0 || own.length === owners.length) return description;
    return `<strong>${labels.ofKinds(own.map(({ title }) => title))}</strong>${description}`;
  });
}

function reasonsOf(node: JsonObject): string[] {
  const { reasons, advice } = schemaRules(node);
  return [...reasons, ...advice.map(({ reason }) => reason)];
}

/** Shows the first scalar example. A credential is replaced by the variable that samples read. Nested fields have their own rows. */
function exampleCell({ credentials }: TableParts, { examples }: FieldRow): string {
  const value = examples.find((each) => each !== null && typeof each !== 'object');
  if (value === undefined) return '';
  const variable = credentials.get(String(value));
  const shown = variable === undefined ? JSON.stringify(value) : `$${variable}`;
  return literal(shown.length > 60 ? `${shown.slice(0, 59)}…` : shown);
}
