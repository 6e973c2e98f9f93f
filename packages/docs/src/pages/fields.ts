/** The page of a vendor's fields: parameters, then each schema with its members, each with an anchor of its own. */
import {
  fieldAnchor,
  isObject,
  type JsonObject,
  knownOf,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
  schemaRules,
} from '@pushspec/contract';
import type { Labels } from '../tables/labels.ts';
import { heading, literal, sections, table } from '../tables/markdown.ts';
import { badgeAndSource } from './badge.ts';
import type { Words } from './words.ts';

interface Field {
  name: string;
  pointer: string;
  node: JsonObject;
  required: boolean;
}

export function fieldsPage(document: OpenApiDocument, words: Words, labels: Labels): string {
  const draw = (fields: readonly Field[]) => fieldTable(document, fields, words, labels);
  const schemas = Object.entries(document.components.schemas).flatMap(([name, node]) => {
    const pointer = `/components/schemas/${name}`;
    const fields = membersOf(node, pointer, '');
    const anchor = `<span id="${name}"></span>`;
    return [
      heading(2, `${anchor}${literal(name)}`),
      String(node.description ?? node.title ?? ''),
      reasonLinks(node),
      fields.length > 0 ? draw(fields) : '',
    ];
  });
  return sections(
    words.fieldsIntro,
    ...operationsOf(document).flatMap(parametersOf(draw, words)),
    ...schemas,
  );
}

function parametersOf(draw: (fields: readonly Field[]) => string, words: Words) {
  return ({ operation, pointer, method, path }: ReturnType<typeof operationsOf>[number]): string[] => {
    const parameters = (operation.parameters ?? []) as JsonObject[];
    if (parameters.length === 0) return [];
    const fields = parameters.map((node, index) => ({
      name: `${String(node.name)} (${String(node.in)})`,
      pointer: `${pointer}/parameters/${index}`,
      node: { ...(isObject(node.schema) ? node.schema : {}), ...node },
      required: node.required === true,
    }));
    return [heading(2, words.parameters(`${method} ${path}`)), draw(fields)];
  };
}

/** Members at every depth, those of the parts of an `allOf` too; what is referred to has a table of its own. */
function membersOf(node: JsonObject, pointer: string, prefix: string): Field[] {
  const required = Array.isArray(node.required) ? node.required : [];
  const properties = isObject(node.properties) ? Object.entries(node.properties) : [];
  const own = properties.flatMap(([name, child]) => {
    const below = `${pointer}/properties/${name}`;
    const part = isObject(child) ? child : {};
    const field = { name: `${prefix}${name}`, pointer: below, node: part, required: required.includes(name) };
    return [field, ...membersOf(part, below, `${prefix}${name}.`)];
  });
  const parts = Array.isArray(node.allOf) ? node.allOf : [];
  return [
    ...own,
    ...parts.flatMap((part, index) =>
      isObject(part) ? membersOf(part, `${pointer}/allOf/${index}`, prefix) : [],
    ),
  ];
}

function fieldTable(
  document: OpenApiDocument,
  fields: readonly Field[],
  words: Words,
  labels: Labels,
): string {
  const rows = fields.map(({ name, pointer, node, required }) => [
    `<span id="${fieldAnchor(pointer)}"></span>${literal(name)}${required ? ` <span class="required">${words.required}</span>` : ''}`,
    typeOf(document, node),
    [
      String(node.description ?? ''),
      reasonLinks(node),
      badgeAndSource(document, knownOf(document, node), labels),
    ]
      .filter((part) => part !== '')
      .join('<br>'),
  ]);
  return table([words.field, words.type, words.meaning], rows);
}

/** A link to the explanation of every code that a node can fail with. */
function reasonLinks(node: JsonObject): string {
  const { reasons, advice } = schemaRules(node);
  const codes = new Set([...reasons, ...advice.map(({ reason }) => reason)]);
  return [...codes].map((code) => `[${literal(code)}](../reasons/#${code})`).join(', ');
}

function typeOf(document: OpenApiDocument, node: JsonObject): string {
  if (typeof node.$ref === 'string') {
    const name = node.$ref.split('/').at(-1) ?? '';
    return `[${literal(name)}](#${name})`;
  }
  const listed = node.const !== undefined ? [node.const] : Array.isArray(node.enum) ? node.enum : [];
  if (listed.length > 0) return listed.map((value) => literal(JSON.stringify(value))).join(', ');
  const types = Array.isArray(node.type) ? node.type : node.type === undefined ? [] : [node.type];
  const items = isObject(node.items)
    ? `: ${typeOf(document, node.items.$ref ? node.items : resolveNode(document, node.items))}`
    : '';
  return types.map(String).join(' / ') + items;
}
