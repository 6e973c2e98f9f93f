/** Rules of an operation with the place that states each of them: what cases are made for and counted by. */
import { isObject, type Json, type OperationEntry } from '../document.ts';
import type { RequestFault } from './contract.ts';

/** `spelling`: one of the tolerated spellings, by its name. */
export type SwitchKind =
  | 'also-methods'
  | 'any-media-type'
  | 'media-type-parameters'
  | 'any-case-names'
  | 'control-characters'
  | 'spelling';

/** A way in which the service accepts more than its documentation says. */
export interface StatedSwitch {
  readonly kind: SwitchKind;
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** As reports name it: the last part of the pointer, or of the list that it belongs to. */
  readonly title: string;
  /** Of a spelling. */
  readonly name?: string;
}

const SWITCHES: readonly [kind: SwitchKind, name: string][] = [
  ['also-methods', 'x-also-methods'],
  ['any-media-type', 'x-body-media-type'],
  ['media-type-parameters', 'x-media-type-parameters'],
  ['any-case-names', 'x-case-insensitive-members'],
  ['control-characters', 'x-accepts-control-characters'],
];

/** The switches that are on. */
export function statedSwitches({ operation, pointer }: OperationEntry): StatedSwitch[] {
  const isOn = (value: Json | undefined) => value !== undefined && value !== false;
  const spellings = Object.keys(objectAt(operation['x-lenient']));
  return [
    ...SWITCHES.filter(([, name]) => isOn(operation[name])).map(([kind, name]) => ({
      ...{ kind, title: name, pointer: `${pointer}/${name}` },
    })),
    ...spellings.map((name) => ({
      ...{ kind: 'spelling' as const, name, title: 'x-lenient', pointer: `${pointer}/x-lenient/${name}` },
    })),
  ];
}

export interface StatedReason {
  readonly fault: RequestFault;
  readonly reason: string;
  /** JSON pointer in the document. */
  readonly pointer: string;
}

/** What can be wrong with a request before any schema is applied. */
export function statedReasons({ operation, pointer }: OperationEntry): StatedReason[] {
  return Object.entries(objectAt(operation['x-request-reasons'])).map(([fault, reason]) => ({
    fault: fault as RequestFault,
    reason: String(reason),
    pointer: `${pointer}/x-request-reasons/${fault}`,
  }));
}

/** A part of the signing rules, and the reason of a request that breaks it. */
export interface StatedSigningRule {
  /** JSON pointer in the document. */
  readonly pointer: string;
  readonly reason: string | undefined;
  /** Of the headers that the part is about; undefined where it is about every request. */
  readonly prefix?: string;
}

/** Empty where the requests are not signed. */
export function statedSigningRules({ operation, pointer }: OperationEntry): StatedSigningRule[] {
  const signing = objectAt(operation['x-signing']);
  const at = `${pointer}/x-signing`;
  const parts = Object.entries(signing).flatMap(([name, part]) =>
    isObject(part) && typeof part.reason === 'string'
      ? [{ pointer: `${at}/${name}`, reason: part.reason }]
      : [],
  );
  const { prefixes } = objectAt(signing.signedHeaders);
  const { reason } = objectAt(signing.signature);
  return [
    ...parts,
    ...(Array.isArray(prefixes) ? prefixes : []).map((prefix, index) => ({
      pointer: `${at}/signedHeaders/prefixes/${index}`,
      reason: reason as string | undefined,
      prefix: String(prefix),
    })),
  ];
}

/** Where a document lists its sources, as people write it. */
export const SOURCES_PLACE = 'info.x-sources';

function objectAt(node: Json | undefined) {
  return isObject(node) ? node : {};
}
