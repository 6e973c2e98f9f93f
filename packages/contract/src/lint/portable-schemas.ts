/** Checks that code generators and other people's validators can use every schema: of requests, responses and headers. */
import { isObject, type JsonObject, type OpenApiDocument } from '../document.ts';
import { NUMBER_FORMATS } from '../model/schema-rules.ts';
import { nodesIn } from '../schema-walk.ts';
import { schemasIn } from './nodes.ts';
import type { BundleRule, Report } from './problem.ts';

export const portableSchemas: BundleRule = ({ document }, report) => {
  for (const { pointer, node } of everySchema(document)) {
    checkNumber(node, pointer, report);
    checkTypes(node, pointer, report);
    checkBounds(node, pointer, report);
    checkBooleans(node, pointer, report);
  }
  for (const { pointer, node } of objectsOf(document)) {
    if (node.in === 'header' && isObject(node.schema) && 'const' in node.schema) {
      report(
        `${pointer}/schema/const`,
        'openapi-python-client leaves out an operation whose header parameter has `const`: use `enum` with one value',
      );
    }
  }
};

/** Without a format, generators choose 32 bits: a float in Go, an int in Java, C#, Rust and Go. */
function checkNumber({ type, format }: JsonObject, pointer: string, report: Report): void {
  for (const name of [type].flat()) {
    if (name !== 'integer' && name !== 'number') continue;
    const allowed = Object.entries(NUMBER_FORMATS).flatMap(([one, of]) => (of === name ? [one] : []));
    if (!allowed.includes(String(format)))
      report(pointer, `generated clients use 32 bits for this ${name}: add format ${allowed.join(' or ')}`);
  }
}

function checkTypes({ type }: JsonObject, pointer: string, report: Report): void {
  if (!Array.isArray(type) || type.filter((name) => name !== 'null').length <= 1) return;
  report(pointer, `generators stop at a list of types (${type.join(', ')}): use \`oneOf\``);
}

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** Readers of JSON agree on integers only up to this one, and tools add 1 to bounds or write them out. */
const LARGEST = Number.MAX_SAFE_INTEGER;

function checkBounds(node: JsonObject, pointer: string, report: Report): void {
  for (const keyword of BOUNDS.filter((name) => Math.abs(Number(node[name])) > LARGEST)) {
    report(
      `${pointer}/${keyword}`,
      `not every reader of JSON gets ${node[keyword]} exactly: state the range with \`format\``,
    );
  }
}

/** Finds `true` and `false` as schemas. `additionalProperties` may be boolean for any generator. */
function checkBooleans(node: JsonObject, pointer: string, report: Report): void {
  const children = ['properties', 'patternProperties'].flatMap((keyword) =>
    isObject(node[keyword])
      ? Object.entries(node[keyword]).map(([name, child]) => [`${keyword}/${name}`, child] as const)
      : [],
  );
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(node[keyword])
      ? node[keyword].map((child, index) => [`${keyword}/${index}`, child] as const)
      : [],
  );
  const single = ['items', 'not', 'propertyNames'].map((keyword) => [keyword, node[keyword]] as const);
  for (const [name, child] of [...children, ...lists, ...single]) {
    if (typeof child === 'boolean')
      report(`${pointer}/${name}`, `generators stop at the schema \`${child}\`: use an object, or remove it`);
  }
}

/** Returns the schemas of components, parameters, headers and media types. */
function everySchema(document: OpenApiDocument) {
  const named = isObject(document.components?.schemas) ? Object.entries(document.components.schemas) : [];
  return [
    ...named.flatMap(([name, schema]) => schemasIn(schema, `/components/schemas/${name}`)),
    ...objectsOf(document).flatMap(({ pointer, node }) => schemasIn(node.schema, `${pointer}/schema`)),
  ];
}

/** Returns the objects that may have a `schema`, without examples, which may look like one. */
function objectsOf(document: OpenApiDocument) {
  const enters = (name: string) =>
    !['example', 'examples', 'schemas'].includes(name) && !name.startsWith('x-');
  return [
    ...nodesIn(document.paths as never, { pointer: '/paths', enters }),
    ...nodesIn(document.components as never, { pointer: '/components', enters }),
  ].filter(({ pointer }) => !pointer.includes('/schema/'));
}
