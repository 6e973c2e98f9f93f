/** Differences that are known and written down: a target that differs in another way, or no longer, has failed. */
import type { Json, JsonObject } from '@pushspec/contract';
import { compileSchema } from '../contract/schema-validator.ts';
import type { Result, Summary } from '../run/run.ts';
import { parsedYaml } from '../scenario/parsed-yaml.ts';

export interface KnownDifference {
  /** Name of the target. */
  readonly target: string;
  /** Profile in which it differs. @default each one */
  readonly profile?: string;
  /** Ids of the cases that differ; `*` stands for any text. */
  readonly cases: string;
  /** What is different, and where it comes from. */
  readonly why: string;
  /** Address of the upstream issue, where there is one. */
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

/** Reads a list of known differences in YAML. Throws an error that names the entry which breaks a rule. */
export async function parseDifferences(text: string): Promise<KnownDifference[]> {
  const value = (listIn(text) ?? []) as Json;
  const [violation] = (await compileSchema(SCHEMA, ''))(value);
  if (violation) throw new Error(`known differences${violation.pointer}: it breaks ${violation.rule}`);
  return value as unknown as KnownDifference[];
}

function listIn(text: string): unknown {
  try {
    return parsedYaml(text);
  } catch (cause) {
    throw new Error(`known differences: ${(cause as Error).message}`, { cause });
  }
}

export interface Settled {
  /** Failures that are not written down. */
  readonly unexpected: readonly Result[];
  /** Entries of the list that no failure shows any more. */
  readonly stale: readonly KnownDifference[];
  /** Why a failure is known; undefined where it is not. */
  known(result: Result): string | undefined;
}

/** Holds the failures of a whole run against the list: entries of other targets and profiles are left aside. */
export function settle(summary: Summary, differences: readonly KnownDifference[]): Settled {
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
