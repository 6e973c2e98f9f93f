/** Builds the fields page of an API: parameters and body of each operation, then responses, then other schemas. */
import {
  type ApiName,
  fieldAnchor,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  onlyValueOf,
  operationsOf,
  requestExamples,
  resolveNode,
} from '@pushspec/contract';
import { developmentValues } from '../samples/samples.ts';
import { heading, literal, sections } from '../tables/markdown.ts';
import type { TableLabels } from '../tables/table-labels.ts';
import { bodyKinds } from './body-kinds.ts';
import { type FieldRow, fieldTable, type TableParts } from './field-table.ts';
import { type Field, fieldTree, kindsAt, requestTree } from './request-tree.ts';
import type { SiteLabels } from './site-labels.ts';

export interface FieldsParts {
  api: ApiName;
  document: OpenApiDocument;
  labels: SiteLabels;
  tableLabels: TableLabels;
}

/** Returns the fields page as Markdown. */
export function fieldsPage({ api, document, labels, tableLabels }: FieldsParts): string {
  const entries = operationsOf(document);
  const parts = { document, labels, tableLabels, credentials: credentialsIn(api, document, entries) };
  const requests = entries.map((entry) => ({ entry, fields: requestTree(document, entry) }));
  const shown = new Set(requests.flatMap(({ entry, fields }) => schemasOf(document, entry, fields)));
  const responses = entries.flatMap(({ operation }) => responseSchemas(document, operation));
  const all = Object.keys(document.components.schemas);
  const responseNames = all.filter((name) => responses.includes(name) && !shown.has(name));
  const others = all.filter((name) => !shown.has(name) && !responses.includes(name));
  return sections(
    labels.fieldsIntro,
    ...requests.flatMap(({ entry, fields }) => request(parts, entry, fields)),
    ...group(parts, labels.responseFields, responseNames),
    ...group(parts, labels.otherSchemas, others),
  );
}

/** Maps the development credentials in the examples to the names of their variables. */
function credentialsIn(
  api: ApiName,
  document: OpenApiDocument,
  entries: readonly OperationEntry[],
): Map<string, string> {
  const bodies = entries.flatMap((entry) => requestExamples(document, entry).map(({ value }) => value));
  const values = bodies.flatMap((body) => Object.entries(developmentValues(api, body)));
  return new Map(values.map(([variable, value]) => [value, variable]));
}

function request(parts: TableParts, entry: OperationEntry, fields: readonly Field[]): string[] {
  const { document, labels } = parts;
  const { operation, pointer, method, path } = entry;
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map((node, index): FieldRow => {
    const schema = isObject(node.schema) ? node.schema : {};
    const location = `${pointer}/parameters/${index}`;
    const merged = { ...schema, ...node };
    const examples = [merged.example, onlyValueOf(schema)].filter((value) => value !== undefined);
    return {
      anchors: [fieldAnchor(location)],
      name: [String(node.name)],
      need: node.required === true ? 'always' : 'never',
      marks: [String(node.in)],
      kinds: [[{ node: merged, pointer: location }]],
      examples,
    };
  });
  const body = schemasOf(document, entry, []).map((name) => `<span id="${name}"></span>`);
  return [
    heading(2, literal(`${method} ${path}`)),
    ...(parameters.length > 0 ? [heading(3, labels.parameters), fieldTable(parts, parameters)] : []),
    heading(3, `${body.join('')}${labels.body}`),
    fieldTable(parts, bodyRows(document, entry, fields)),
  ];
}

/** Returns the rows of a body. A field that only some kinds of requests have is marked with those kinds. */
function bodyRows(document: OpenApiDocument, entry: OperationEntry, fields: readonly Field[]): FieldRow[] {
  const kinds = bodyKinds(document, entry).map(({ name, title, schema }) => {
    const tree = fieldTree(document, schema).map((field): [string, string[]] => [
      field.path.join(),
      field.kinds.flat().map(({ pointer }) => pointer),
    ]);
    return { name, title, pointersAt: new Map(tree) };
  });
  const seen = new Set<string>();
  return fields.map((field) => {
    const owners = kinds.flatMap(({ name, title, pointersAt }) => {
      const pointers = pointersAt.get(field.path.join());
      return pointers ? [{ name, title, pointers }] : [];
    });
    const anchors = anchorsOf(document, field).filter((anchor) => !seen.has(anchor));
    for (const anchor of anchors) seen.add(anchor);
    return {
      ...field,
      name: field.path,
      anchors,
      marks: owners.length < kinds.length ? owners.map(({ name }) => name) : [],
      owners,
    };
  });
}

/** Returns the anchors of all schemas that describe a field or its items. */
function anchorsOf(
  document: OpenApiDocument,
  { pointers, kinds }: Pick<Field, 'pointers' | 'kinds'>,
): string[] {
  const nodes = kinds.flat();
  const items = nodes.flatMap(({ node, pointer }) =>
    isObject(node.items) ? kindsAt(document, `${pointer}/items`).flat() : [],
  );
  const all = [...pointers, ...[...nodes, ...items].map(({ pointer }) => pointer)];
  return [...new Set(all.map(fieldAnchor).filter((anchor) => anchor !== ''))];
}

/** Returns the names of the schemas that the table of a request shows. Without fields, these are the schemas of the body itself. */
function schemasOf(document: OpenApiDocument, entry: OperationEntry, fields: readonly Field[]): string[] {
  const body = bodyPointers(document, entry);
  const own = fields.flatMap((field) => anchorsOf(document, field));
  return [...new Set([...body, ...own].filter((anchor) => anchor !== '' && !anchor.includes('.')))];
}

function bodyPointers(document: OpenApiDocument, { pointer, operation }: OperationEntry): string[] {
  const body = isObject(operation.requestBody) ? operation.requestBody : {};
  const [type = ''] = Object.keys(isObject(body.content) ? body.content : {});
  const root = `${pointer}/requestBody/content/${type.replaceAll('/', '~1')}/schema`;
  return anchorsOf(document, { pointers: [], kinds: kindsAt(document, root) });
}

/** Returns the names of the schemas of an operation's responses, in the order of the contract. */
function responseSchemas(document: OpenApiDocument, { responses }: JsonObject): string[] {
  const json = JSON.stringify(
    Object.values(isObject(responses) ? responses : {}).map((response) =>
      isObject(response) ? resolveNode(document, response) : null,
    ),
  );
  const direct = [...json.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name = '']) => name);
  return [...new Set(direct)];
}

function group(parts: TableParts, title: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    heading(2, title),
    ...names.flatMap((name) => {
      const pointer = `/components/schemas/${name}`;
      const node = parts.document.components.schemas[name] ?? {};
      const fields = fieldTree(parts.document, pointer);
      const seen = new Set([name]);
      const rows = fields.map((field): FieldRow => {
        const anchors = anchorsOf(parts.document, field).filter((anchor) => !seen.has(anchor));
        for (const anchor of anchors) seen.add(anchor);
        const own = anchors.filter((anchor) => anchor.startsWith(`${name}.`));
        return { ...field, name: field.path, anchors: own, marks: [] };
      });
      return [
        heading(3, `<span id="${name}"></span>${literal(name)}`),
        String(node.description ?? node.title ?? ''),
        rows.length > 0 ? fieldTable(parts, rows) : '',
      ];
    }),
  ];
}
