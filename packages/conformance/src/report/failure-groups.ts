/** Groups failures that differ only in ids, numbers and times. */
import type { Contract } from '../contract/contract.ts';
import type { Problem } from '../run/match.ts';
import { oneLine, problemText, type ReportedCase } from './reported-case.ts';
import { sharedCauses } from './shared-cause.ts';

/** Failures with the same problems. */
export interface FailureGroup {
  /** One line per problem, taken from the first case of the group. */
  readonly problems: readonly string[];
  /** What to do, if many failures share a cause. */
  readonly hint?: string;
  readonly cases: readonly ReportedCase[];
}

/** Groups failures: shared causes first, then the largest groups. */
export function failureGroups(
  cases: readonly ReportedCase[],
  contracts: readonly Contract[] = [],
): FailureGroup[] {
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  const shared = sharedCauses(failed, contracts);
  const explained = new Set(shared.flatMap((cause) => cause.cases));
  const rest = failed.filter((one) => !explained.has(one));
  const alike = [...Map.groupBy(rest, groupKey).values()].map(groupOf);
  alike.sort((a, b) => b.cases.length - a.cases.length);
  return [...shared.map(({ cause, hint, cases }) => ({ problems: [cause], hint, cases })), ...alike];
}

/** Returns the most specific problem: the status, then the response content, then schema violations. */
function mainProblem({ problems }: ReportedCase): Problem | undefined {
  const isSchema = ({ what }: Problem) => what.startsWith('response ');
  return (
    problems.find(({ what }) => what.endsWith('status')) ??
    problems.find((problem) => !isSchema(problem)) ??
    problems[0]
  );
}

function groupKey(one: ReportedCase): string {
  const main = mainProblem(one);
  const text = main ? problemText(main) : '';
  return `${one.api} ${text}`.replaceAll(/[\da-f]*\d[\da-f.:TZ-]*/gi, '0');
}

/** Creates a group, with further problems only if all its cases share them. */
function groupOf(cases: readonly ReportedCase[]): FailureGroup {
  const lists = cases.map((one) => {
    const main = mainProblem(one);
    const all = [...(main ? [main] : []), ...one.problems].map((problem) => oneLine(problemText(problem)));
    return [...new Set(all)];
  });
  const [first = []] = lists;
  return {
    problems: first.filter((text, index) => index === 0 || lists.every((list) => list.includes(text))),
    cases,
  };
}
