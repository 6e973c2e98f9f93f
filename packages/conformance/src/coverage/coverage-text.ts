/** Formats coverage as text and as JSON. */
import type { Counts, Coverage, Missing } from './coverage.ts';

/** Formats the coverage as one line. */
export function coverageLine({ target, profile, percent, isComplete, counts }: Coverage): string {
  const { shown, expressible, total } = counts;
  const [gaps, rest] = [expressible - shown, total - expressible];
  const whole = shown === total && !isComplete;
  return [
    `coverage of ${target} (${profile}): ${whole ? '' : `${percent.toFixed(1)} %, `}${shown} of ${total} rules and behaviors shown`,
    ...(whole ? ['but some cases failed or were skipped'] : []),
    ...(gaps > 0 ? [`${gaps} failed or have no case`] : []),
    ...(rest > 0 ? [`${rest} could not be checked`] : []),
  ].join(', ');
}

/** Formats the percentage, a table by vendor, each gap, and the unavailable items grouped by reason. */
export function coverageText(coverage: Coverage): string {
  const rows = coverage.apis.map(({ api, behaviors, rules }) => [api, cell(behaviors), cell(rules)]);
  const table = [['', 'operation × status × reason', 'rule × valid, invalid'], ...rows];
  const gaps = coverage.missing.filter(({ because }) => because === undefined);
  return [
    coverageLine(coverage),
    ...aligned(table),
    ...gaps.map(({ api, item }) => `GAP ${api}: ${item}`),
    ...reasons(coverage.missing),
  ].join('\n');
}

function cell({ shown, expressible, total }: Counts): string {
  return expressible === total ? `${shown}/${total}` : `${shown}/${expressible} (${total})`;
}

function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  return table.map((row) =>
    row
      .map((content, column) => content.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function reasons(missing: readonly Missing[]): string[] {
  const groups = Map.groupBy(
    missing.filter(({ because }) => because !== undefined),
    ({ because }) => because,
  );
  return [...groups].map(([because, list]) => `NOT SHOWN ${list.length}: ${because}`);
}

/** Formats the coverage as one line of JSON. */
export function coverageJson(coverage: Coverage): string {
  return JSON.stringify({ coverage });
}
