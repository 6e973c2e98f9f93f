/** Lists the effects of a contract change on its users, and the release that each one requires. */

/** Sizes of releases, from the smallest to the largest. `none` means no change. */
export const grades = ['none', 'patch', 'minor', 'major'] as const;
export type Grade = (typeof grades)[number];

/** Returns the largest of several grades. */
export function largest(...list: readonly Grade[]): Grade {
  return grades[Math.max(0, ...list.map((grade) => grades.indexOf(grade)))] ?? 'none';
}

export const isAtLeast = (grade: Grade, other: Grade): boolean => largest(grade, other) === grade;

/** Maps each effect to its grade. Every change has one of these effects. */
export const effects = {
  /** A request that was accepted may be refused, slowed down or dropped. */
  'request-tightened': 'major',
  /** More requests are accepted than before. */
  'request-loosened': 'minor',
  /** Different requests are accepted: another pattern, scope or signature. */
  'request-changed': 'major',
  /** A response may contain something new, or may lack something that it always had. */
  'response-loosened': 'major',
  /** A response guarantees more than before. */
  'response-tightened': 'minor',
  /** A response has a different form. */
  'response-changed': 'major',
  /** An optional property is new: in a response, or in a request where it was refused or may have any value. */
  'property-added': 'minor',
  /** A property is no longer read, or no longer returned. */
  'property-removed': 'major',
  /** The same mistake leads to another reason code. */
  'reason-moved': 'major',
  /** The status, the vendor's code, the class or the retryability of a reason has changed. */
  'reason-changed': 'major',
  'reason-added': 'minor',
  'reason-removed': 'major',
  /** If a request has several mistakes, another one is reported first. */
  'order-changed': 'minor',
  /** The message of a refusal on the wire has changed. */
  'wire-message-changed': 'minor',
  /** The conditions of a warning have changed. */
  'advice-changed': 'minor',
  /** The name that clients use to choose a server has changed. */
  'server-renamed': 'major',
  'contract-added': 'minor',
  'contract-removed': 'major',
  /** An extension that has no rule yet has changed. */
  'no-rule': 'major',
  /** The source of a rule has changed. */
  'provenance-moved': 'patch',
  /** Descriptions, fixes, examples, or anything else that no rule covers. */
  'documentation-changed': 'patch',
} as const satisfies Record<string, Grade>;

export type Effect = keyof typeof effects;
