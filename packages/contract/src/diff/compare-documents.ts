/** Our own comparison of two contracts: what Redocly does not see, or takes for less than it is. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '../document.ts';
import {
  absent,
  type Change,
  changeOf,
  childOf,
  elementsOf,
  type Located,
  memberNames,
  type Report,
} from './change.ts';
import { compareReasons } from './compare-reasons.ts';
import { type Comparing, compareSchemas, type Side } from './compare-schemas.ts';
import { opaque } from './directions.ts';
import { always, constraint, type ExtensionRule, elements } from './extension-rule.ts';
import { descriptiveExtensions, leftovers } from './leftovers.ts';
import { largestEffect } from './new-member.ts';
import { compareNodeExtensions, nodeExtensions } from './node-extensions.ts';
import { operationExtensions } from './operation-extensions.ts';
import { pairUp } from './pairs.ts';

/** Extensions of the document; those on operations and schemas have tables of their own. */
export const documentExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-reasons': ({ report }, old, revised) => compareReasons(old, revised, report),
  'x-type-names': always('wire-text-changed'),
};

export const serverExtensions: Readonly<Record<string, ExtensionRule>> = {
  'x-region': always('server-renamed'),
  'x-network': always('server-renamed'),
};

/** A server is known by its address; an address that is new or gone is seen by Redocly. */
const compareServers: ExtensionRule = elements(
  [({ url }) => url],
  (comparing, old, revised) => {
    for (const [name, rule] of Object.entries(serverExtensions)) {
      rule(comparing, childOf(old, name), childOf(revised, name));
    }
  },
  () => {},
);

/** Every extension that a rule is about. */
export const knownExtensions: readonly string[] = [
  ...Object.keys({
    ...documentExtensions,
    ...serverExtensions,
    ...operationExtensions,
    ...nodeExtensions,
  }),
  ...descriptiveExtensions,
];

/** All differences; where no rule is about one, it is a change of text. */
export function compareDocuments(old: OpenApiDocument, revised: OpenApiDocument): Change[] {
  const changes: Change[] = [];
  const report: Report = (effect, from, to) => void changes.push(changeOf(effect, from, to));
  const comparing: Comparing = { old, revised, report, side: 'request', seen: new Set() };
  const [before, after] = [whole(old), whole(revised)];
  for (const [name, rule] of Object.entries(documentExtensions)) {
    rule(comparing, childOf(before, name), childOf(after, name));
  }
  compareServers(comparing, childOf(before, 'servers'), childOf(after, 'servers'));
  compareOperations(comparing);
  return [...changes, ...leftovers(before, after, changes, knownExtensions)];
}

const whole = (document: OpenApiDocument): Located => ({ value: document, pointer: '' });

/** Operations that are new or gone are seen by Redocly. */
function compareOperations(comparing: Comparing): void {
  const located = (document: OpenApiDocument) =>
    operationsOf(document).map(({ operation, pointer, path, method }) => ({
      name: `${method} ${path}`,
      place: { value: operation as Json, pointer },
    }));
  const pairs = pairUp(located(comparing.old), located(comparing.revised), [({ name }) => name]);
  for (const { old, revised } of pairs) {
    if (!old || !revised) continue;
    compareExtensions(comparing, old.place, revised.place);
    compareParameters(comparing, old.place, revised.place);
    const [oldBody, newBody] = [bodyOf(old.place), bodyOf(revised.place)];
    needed(comparing, childOf(oldBody, 'required'), childOf(newBody, 'required'));
    compareContents(comparing, 'request', oldBody, newBody);
    compareAnswers(comparing, childOf(old.place, 'responses'), childOf(revised.place, 'responses'));
  }
}

/** `required` of a parameter or a body; false where it is absent. */
const needed = constraint((old, revised) => opaque(old || undefined, revised || undefined));

const bodyOf = (operation: Located) => childOf(operation, 'requestBody');

function compareExtensions(comparing: Comparing, old: Located, revised: Located): void {
  for (const name of memberNames(old, revised).filter((member) => member.startsWith('x-'))) {
    const rule = operationExtensions[name] ?? always('no-rule');
    rule(comparing, childOf(old, name), childOf(revised, name));
  }
}

function compareParameters(comparing: Comparing, old: Located, revised: Located): void {
  const located = (document: OpenApiDocument, operation: Located) =>
    elementsOf(childOf(operation, 'parameters')).map((place) => resolved(document, place));
  const pairs = pairUp(located(comparing.old, old), located(comparing.revised, revised), [
    ({ value }) => (isObject(value) ? `${value.in} ${String(value.name).toLowerCase()}` : undefined),
  ]);
  for (const { old: before, revised: after } of pairs) {
    if (!before && after) newParameter(comparing, after);
    if (!before || !after) continue;
    needed(comparing, childOf(before, 'required'), childOf(after, 'required'));
    // Their other members are Redocly's matter.
    const extensionsOf = ({ value, pointer }: Located) => ({ pointer, value: extensionsIn(value) });
    compareNodeExtensions(comparing, extensionsOf(before), extensionsOf(after));
    compareOwnSchemas(comparing, 'request', before, after);
  }
}

/** Any string that a header or a query has; nobody looked at it before. */
const ANY_STRING: Json = { type: 'string' };

/** A parameter that is new is seen by Redocly, which does not see that it refuses values that nobody looked at before. */
function newParameter(comparing: Comparing, parameter: Located): void {
  const schema = childOf(parameter, 'schema');
  const before = { value: ANY_STRING, pointer: `${schema.pointer}/new` };
  const effect = schema.value === undefined ? undefined : largestEffect(comparing, before, schema);
  if (effect) comparing.report(effect, absent(parameter), parameter);
}

function compareAnswers(comparing: Comparing, old: Located, revised: Located): void {
  for (const status of memberNames(old, revised)) {
    const before = resolved(comparing.old, childOf(old, status));
    const after = resolved(comparing.revised, childOf(revised, status));
    if (before.value !== undefined && after.value !== undefined) {
      compareContents(comparing, 'answer', before, after);
    }
  }
}

function compareContents(comparing: Comparing, side: Side, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'content'), childOf(revised, 'content')];
  for (const type of memberNames(before, after)) {
    compareOwnSchemas(comparing, side, childOf(before, type), childOf(after, type));
  }
}

function compareOwnSchemas(comparing: Comparing, side: Side, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'schema'), childOf(revised, 'schema')];
  if (before.value === undefined || after.value === undefined) return;
  compareSchemas({ ...comparing, side }, before, after);
}

function extensionsIn(value: Json | undefined): JsonObject {
  const entries = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([name]) => name.startsWith('x-')));
}

function resolved(document: OpenApiDocument, { value, pointer }: Located): Located {
  if (!isObject(value) || typeof value.$ref !== 'string') return { value, pointer };
  return { value: resolveNode(document, value), pointer: decodeURIComponent(value.$ref.slice(1)) };
}
