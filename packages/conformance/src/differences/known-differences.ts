/** Checks failures against a list of known differences. An unlisted difference fails, and so does a listed one that no longer occurs. */
import type { Json, JsonObject } from '@pushspec/contract';
import { compileSchema } from '../contract/schema-validator.ts';
import type { Result, Summary } from '../run/run.ts';
import { parsedYaml } from '../scenario/parsed-yaml.ts';

/** A difference between a target and the contract that is known and accepted. */
export interface KnownDifference {
  /** Name of the target. */
  readonly target: string;
  /** Profile in which it differs. @default every profile */
  readonly profile?: string;
  /** Ids of the cases that differ; `*` matches any string. */
  readonly cases: string;
  /** The difference and its cause. */
  readonly why: string;
  /** URL of the upstream issue, if any. */
  readonly issue?: string;
}

const SCHEMA: JsonObject = {
  type: 'array',
  items: {
    type: 'object',
    required: ['target', 'cases', 'why'],
    additionalProperties: false,
    properties: {
      target: { type: 'string', minLength: 1 },
      profile: { enum: ['documented', 'receiver'] },
      cases: { type: 'string', minLength: 1 },
      why: { type: 'string', minLength: 10 },
      issue: { type: 'string', pattern: '^https://' },
    },
  },
};

/** Parses a YAML list of known differences. Throws an error that names the invalid entry. */
export async function parseDifferences(text: string): Promise<KnownDifference[]> {
  const value = (listIn(text) ?? []) as Json;
  const [violation] = (await compileSchema(SCHEMA, ''))(value);
  if (violation)
    throw new Error(
      `known differences${violation.pointer && ` at ${violation.pointer}`} break the rule ${violation.rule}`,
    );
  return value as unknown as KnownDifference[];
}

function listIn(text: string): unknown {
  try {
    return parsedYaml(text);
  } catch (cause) {
    throw new Error(`known differences: ${(cause as Error).message}`, { cause });
  }
}

/** The failures of a run, matched with the known differences. */
export interface MatchedDifferences {
  /** Failures that are not in the list. */
  readonly unexpected: readonly Result[];
  /** Entries that match no failure anymore. */
  readonly stale: readonly KnownDifference[];
  /** Explains a known failure, or returns `undefined` for an unexpected one. */
  known(result: Result): string | undefined;
}

/** Matches the failures of a complete run against the list. Ignores entries for other targets and profiles. */
export function matchDifferences(
  summary: Summary,
  differences: readonly KnownDifference[],
): MatchedDifferences {
  const { target, profile } = summary.results[0] ?? {};
  const entries = differences
    .filter((entry) => entry.target === target && (entry.profile ?? profile) === profile)
    .map((difference) => ({ difference, pattern: patternOf(difference.cases) }));
  const failed = summary.results.filter(({ outcome }) => outcome === 'failed');
  const entryOf = ({ scenario }: Result) => entries.find(({ pattern }) => pattern.test(scenario.id));
  const shown = new Set(failed.map(entryOf));
  return {
    unexpected: failed.filter((result) => entryOf(result) === undefined),
    stale: entries.filter((entry) => !shown.has(entry)).map(({ difference }) => difference),
    known: (result) => (result.outcome === 'failed' ? entryOf(result)?.difference.why : undefined),
  };
}

function patternOf(cases: string): RegExp {
  const literals = cases.split('*').map((literal) => literal.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}
