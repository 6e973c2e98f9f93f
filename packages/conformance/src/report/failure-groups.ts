/** Failures that differ in nothing but ids, numbers and times stand together. */
import type { Contract } from '../contract/contract.ts';
import type { Problem } from '../run/match.ts';
import { oneLine, problemText, type ReportedCase } from './reported-case.ts';
import { sharedCauses } from './shared-cause.ts';

export interface FailureGroup {
  /** What is wrong, a line for each problem; of several similar cases that of the first. */
  readonly problems: readonly string[];
  /** What to do, where many failures have one cause. */
  readonly hint?: string;
  readonly cases: readonly ReportedCase[];
}

/** Shared causes first, then the largest groups. */
export function failureGroups(
  cases: readonly ReportedCase[],
  contracts: readonly Contract[] = [],
): FailureGroup[] {
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  const shared = sharedCauses(failed, contracts);
  const explained = new Set(shared.flatMap((cause) => cause.cases));
  const rest = failed.filter((one) => !explained.has(one));
  const alike = [...Map.groupBy(rest, likeness).values()].map(alikeGroup);
  alike.sort((a, b) => b.cases.length - a.cases.length);
  return [...shared.map(({ cause, hint, cases }) => ({ problems: [cause], hint, cases })), ...alike];
}

/** The problem that says most: the status, then what the response holds, then what a schema finds wrong with it. */
function mainProblem({ problems }: ReportedCase): Problem | undefined {
  const isSchema = ({ what }: Problem) => what.startsWith('answer ');
  return (
    problems.find(({ what }) => what.endsWith('status')) ??
    problems.find((problem) => !isSchema(problem)) ??
    problems[0]
  );
}

function likeness(one: ReportedCase): string {
  const main = mainProblem(one);
  const text = main ? problemText(main) : '';
  return `${one.vendor} ${text}`.replaceAll(/[\da-f]*\d[\da-f.:TZ-]*/gi, '0');
}

/** What else differs is said where it is the same for all of the group. */
function alikeGroup(cases: readonly ReportedCase[]): FailureGroup {
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
