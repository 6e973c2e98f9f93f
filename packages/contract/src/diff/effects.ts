/** What a change of a contract does to those who rely on it, and how large a release that takes. */

/** From the smallest to the largest; `none` is no change at all. */
export const grades = ['none', 'patch', 'minor', 'major'] as const;
export type Grade = (typeof grades)[number];

export function largest(...list: readonly Grade[]): Grade {
  return grades[Math.max(0, ...list.map((grade) => grades.indexOf(grade)))] ?? 'none';
}

export const isAtLeast = (grade: Grade, other: Grade): boolean => largest(grade, other) === grade;

/** The table of rules: every change has one of these effects, and the effect has its grade. */
export const effects = {
  /** What was accepted may be refused, slowed down or dropped. */
  'request-tightened': 'major',
  /** More is accepted than before. */
  'request-loosened': 'minor',
  /** Neither contains the other: a pattern, a scope, the signing of a header. */
  'request-changed': 'major',
  /** An answer may hold what it could not hold, or lack what it had. */
  'answer-loosened': 'major',
  /** An answer tells more, or can be relied on in more. */
  'answer-tightened': 'minor',
  /** An answer has another form. */
  'answer-changed': 'major',
  /** An optional property is new: of an answer, or of a request where it was refused or may have any value. */
  'member-added': 'minor',
  /** A member is no longer read, or no longer answered. */
  'member-removed': 'major',
  /** The same fault leads to another reason code. */
  'reason-moved': 'major',
  /** The status, the vendor's code or the class of a reason, or whether it is worth another try. */
  'reason-changed': 'major',
  'reason-added': 'minor',
  'reason-removed': 'major',
  /** Of several faults another one is reported first. */
  'order-changed': 'minor',
  /** The wording of a refusal on the wire. */
  'wire-text-changed': 'minor',
  /** What is warned of, with nothing refused. */
  'advice-changed': 'minor',
  /** The name by which clients choose a server. */
  'server-renamed': 'major',
  'contract-added': 'minor',
  'contract-removed': 'major',
  /** An extension for which there is no rule yet. */
  'no-rule': 'major',
  /** Where a rule is known from. */
  'provenance-moved': 'patch',
  /** Descriptions, fixes, examples, and whatever else no rule is about. */
  'text-changed': 'patch',
} as const satisfies Record<string, Grade>;

export type Effect = keyof typeof effects;
