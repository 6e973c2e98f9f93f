/** Finds the differences that no rule reports: prose, examples, and extensions without a rule. */
import { isObject, type Json, pointerSegments } from '../document.ts';
import {
  absent,
  type Change,
  changeOf,
  childOf,
  elementsOf,
  isSame,
  isWithin,
  type Located,
  propertyNamesOf,
} from './change.ts';
import { pairUp } from './pairs.ts';

/** Extensions that name a source or describe the document. */
export const descriptiveExtensions = [
  ...[
    'x-provenance',
    'x-source',
    'x-sources',
    'x-origin',
    'x-providerName',
    'x-serviceName',
    'x-short-title',
    'x-choose',
  ],
  ...['x-unofficialSpec', 'x-apisguru-categories'],
];

/** Returns the differences that none of the given changes covers. */
export function leftovers(
  old: Located,
  revised: Located,
  covered: readonly Change[],
  knownExtensions: readonly string[],
): Change[] {
  return differences(old, revised)
    .filter(([before, after]) => !covered.some((change) => covers(change, before, after)))
    .map(([before, after]) => {
      const { pointer } = before.value === undefined ? after : before;
      const extensions = pointerSegments(pointer).filter((name) => name.startsWith('x-'));
      if (!extensions.every((name) => knownExtensions.includes(name)))
        return changeOf('no-rule', before, after);
      const isDescriptive = extensions.some((name) => descriptiveExtensions.includes(name));
      return changeOf(isDescriptive ? 'provenance-moved' : 'documentation-changed', before, after);
    });
}

function covers({ from, to }: Change, old: Located, revised: Located): boolean {
  const pairs = [
    [from, old.value === undefined ? undefined : old.pointer],
    [to, revised.value === undefined ? undefined : revised.pointer],
  ] as const;
  return pairs.some(([own, other]) => isWithin(own, other) || isWithin(other, own));
}

/** Returns the deepest locations at which two values differ. */
function differences(old: Located, revised: Located): [Located, Located][] {
  if (isSame(old.value, revised.value)) return [];
  if (isObject(old.value) && isObject(revised.value)) {
    return propertyNamesOf(old, revised).flatMap((name) =>
      differences(childOf(old, name), childOf(revised, name)),
    );
  }
  if (hasObjects(old.value) && hasObjects(revised.value)) {
    const pairs = pairUp(elementsOf(old), elementsOf(revised), [
      ({ value }) => JSON.stringify(value),
      ({ value }) => nameOf(value),
      ({ pointer }) => pointer.slice(pointer.lastIndexOf('/')),
    ]);
    return pairs.flatMap((pair) => differences(pair.old ?? absent(old), pair.revised ?? absent(revised)));
  }
  return [[old, revised]];
}

/** Lists of plain values are compared as a whole. */
const hasObjects = (value: Json | undefined) => Array.isArray(value) && value.some(isObject);

function nameOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const name = value.url ?? value.name ?? value.$ref ?? value.reason;
  return name === undefined ? undefined : JSON.stringify(name);
}
