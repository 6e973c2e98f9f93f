/** Compares two contracts by our own rules, for changes that Redocly misses or underrates. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, operationsOf } from '../document.ts';
import {
  absent,
  type Change,
  changeOf,
  childOf,
  elementsOf,
  type Located,
  propertyNamesOf,
  type Report,
  referenceTarget,
} from './change.ts';
import { compareReasons } from './compare-reasons.ts';
import { compareSchemas } from './compare-schemas.ts';
import type { ComparisonContext, Side } from './comparison-context.ts';
import { opaque } from './directions.ts';
import { always, constraint, type ExtensionRule, elements } from './extension-rule.ts';
import { descriptiveExtensions, leftovers } from './leftovers.ts';
import { largestEffect } from './new-property.ts';
import { compareNodeExtensions, nodeExtensions } from './node-extensions.ts';
import { operationExtensions } from './operation-extensions.ts';
import { pairUp } from './pairs.ts';

/** Rules for extensions of the document. Those on operations and schemas have separate tables. */
export const documentExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-reasons': ({ report }, old, revised) => compareReasons(old, revised, report),
  'x-type-names': always('wire-message-changed'),
};

export const serverExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-region': always('server-renamed'),
  'x-network': always('server-renamed'),
};

/** Compares servers that have the same address. Redocly reports addresses that are new or gone. */
const compareServers: ExtensionRule = elements(
  [({ url }) => url],
  (context, old, revised) => {
    for (const [name, rule] of Object.entries(serverExtensions)) {
      rule(context, childOf(old, name), childOf(revised, name));
    }
  },
  () => {},
);

/** Every extension that has a rule. */
export const knownExtensions: readonly string[] = [
  ...Object.keys({
    ...documentExtensions,
    ...serverExtensions,
    ...operationExtensions,
    ...nodeExtensions,
  }),
  ...descriptiveExtensions,
];

/** Returns all differences. One that no rule covers is a change of documentation. */
export function compareDocuments(old: OpenApiDocument, revised: OpenApiDocument): Change[] {
  const changes: Change[] = [];
  const report: Report = (effect, from, to) => void changes.push(changeOf(effect, from, to));
  const context: ComparisonContext = {
    old,
    revised,
    report,
    side: 'request',
    seen: new Set(),
    compare: compareSchemas,
  };
  const [before, after] = [whole(old), whole(revised)];
  for (const [name, rule] of Object.entries(documentExtensions)) {
    rule(context, childOf(before, name), childOf(after, name));
  }
  compareServers(context, childOf(before, 'servers'), childOf(after, 'servers'));
  compareOperations(context);
  return [...changes, ...leftovers(before, after, changes, knownExtensions)];
}

const whole = (document: OpenApiDocument): Located => ({ value: document, pointer: '' });

/** Compares operations that both documents have. Redocly reports those that are new or gone. */
function compareOperations(context: ComparisonContext): void {
  const located = (document: OpenApiDocument) =>
    operationsOf(document).map(({ operation, pointer, path, method }) => ({
      name: `${method} ${path}`,
      located: { value: operation as Json, pointer },
    }));
  const pairs = pairUp(located(context.old), located(context.revised), [({ name }) => name]);
  for (const { old, revised } of pairs) {
    if (!old || !revised) continue;
    compareExtensions(context, old.located, revised.located);
    compareParameters(context, old.located, revised.located);
    const [oldBody, newBody] = [bodyOf(old.located), bodyOf(revised.located)];
    compareRequired(context, childOf(oldBody, 'required'), childOf(newBody, 'required'));
    compareContents(context, 'request', oldBody, newBody);
    compareResponses(context, childOf(old.located, 'responses'), childOf(revised.located, 'responses'));
  }
}

/** Compares `required` of a parameter or a body; absent means false. */
const compareRequired = constraint((old, revised) => opaque(old || undefined, revised || undefined));

const bodyOf = (operation: Located) => childOf(operation, 'requestBody');

function compareExtensions(context: ComparisonContext, old: Located, revised: Located): void {
  for (const name of propertyNamesOf(old, revised).filter((name) => name.startsWith('x-'))) {
    const rule = operationExtensions[name] ?? always('no-rule');
    rule(context, childOf(old, name), childOf(revised, name));
  }
}

function compareParameters(context: ComparisonContext, old: Located, revised: Located): void {
  const located = (document: OpenApiDocument, operation: Located) =>
    elementsOf(childOf(operation, 'parameters')).map((parameter) => referenceTarget(document, parameter));
  const pairs = pairUp(located(context.old, old), located(context.revised, revised), [
    ({ value }) => (isObject(value) ? `${value.in} ${String(value.name).toLowerCase()}` : undefined),
  ]);
  for (const { old: before, revised: after } of pairs) {
    if (!before && after) newParameter(context, after);
    if (!before || !after) continue;
    compareRequired(context, childOf(before, 'required'), childOf(after, 'required'));
    // Redocly compares their other properties.
    const extensionsOf = ({ value, pointer }: Located) => ({ pointer, value: extensionsIn(value) });
    compareNodeExtensions(context, extensionsOf(before), extensionsOf(after));
    compareOwnSchemas(context, 'request', before, after);
  }
}

/** A schema that accepts any string, as the service did before it read the parameter. */
const ANY_STRING: Json = { type: 'string' };

/** Reports a new parameter that refuses values. Redocly reports the parameter, but not that it narrows what is accepted. */
function newParameter(context: ComparisonContext, parameter: Located): void {
  const schema = childOf(parameter, 'schema');
  const before = { value: ANY_STRING, pointer: `${schema.pointer}/new` };
  const effect = schema.value === undefined ? undefined : largestEffect(context, before, schema);
  if (effect) context.report(effect, absent(parameter), parameter);
}

function compareResponses(context: ComparisonContext, old: Located, revised: Located): void {
  for (const status of propertyNamesOf(old, revised)) {
    const before = referenceTarget(context.old, childOf(old, status));
    const after = referenceTarget(context.revised, childOf(revised, status));
    if (before.value !== undefined && after.value !== undefined) {
      compareContents(context, 'response', before, after);
    }
  }
}

function compareContents(context: ComparisonContext, side: Side, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'content'), childOf(revised, 'content')];
  for (const type of propertyNamesOf(before, after)) {
    compareOwnSchemas(context, side, childOf(before, type), childOf(after, type));
  }
}

function compareOwnSchemas(context: ComparisonContext, side: Side, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'schema'), childOf(revised, 'schema')];
  if (before.value === undefined || after.value === undefined) return;
  compareSchemas({ ...context, side }, before, after);
}

function extensionsIn(value: Json | undefined): JsonObject {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([name]) => name.startsWith('x-')));
}
