/** Renders results as a self-contained HTML page without scripts or external resources. */
import { isObject } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { shortened } from '../contract/violation.ts';
import type { Result, Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { escapeMarkup } from './escape-markup.ts';
import { countCases, countsText, type ReportedCase, reportedCases } from './reported-case.ts';

/** Options of {@link htmlReport}. */
export interface HtmlReportOptions {
  readonly summary: Summary;
  readonly sequences?: readonly SequenceResult[];
  /** Contracts that supply the rule behind each scenario. */
  readonly contracts: readonly Contract[];
  /** The endpoint. */
  readonly address: string;
  /** Lines below the counts, such as the coverage or a hint. */
  readonly notes?: readonly string[];
}

/** Returns a complete document. Failures come first and are expanded. */
export function htmlReport(options: HtmlReportOptions): string {
  const { summary, sequences = [], contracts, address, notes = [] } = options;
  const cases = reportedCases(summary, sequences);
  const title = countsText(countCases(cases));
  const order = ['failed', 'skipped', 'passed'] as const;
  const sections = order.map((outcome) => section(outcome, cases, contracts));
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeMarkup(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeMarkup(title)}</h1>`,
    `<p>Contract cases run against <code>${escapeMarkup(address)}</code>.</p>`,
    ...notes.map((note) => `<p>${escapeMarkup(note)}</p>`),
    ...sections,
    '</body></html>\n',
  ].join('\n');
}

function section(
  outcome: Result['outcome'],
  cases: readonly ReportedCase[],
  contracts: readonly Contract[],
): string {
  const own = cases.filter((one) => one.outcome === outcome);
  if (own.length === 0) return '';
  const items = own.map((one) => caseItem(one, contracts)).join('\n');
  return `<h2>${own.length} ${outcome}</h2>\n${items}`;
}

function caseItem(one: ReportedCase, contracts: readonly Contract[]): string {
  const { title, outcome, because, problems, repeat, result } = one;
  const facts = [
    ...(result ? scenarioFacts(result) : []),
    ['skipped because', because],
    ['repeat with', repeat?.with ?? ''],
    ['steps', repeat?.steps ?? ''],
    ...(result ? ruleFacts(result, contracts) : []),
  ];
  return [
    `<details class="${outcome}"${outcome === 'failed' ? ' open' : ''}>`,
    `<summary>${escapeMarkup(title)}</summary>`,
    ...problems.map(
      ({ what, expected, got }) =>
        `<p class="problem"><b>${escapeMarkup(what)}</b>: expected <code>${escapeMarkup(expected)}</code>, got <code>${escapeMarkup(got)}</code></p>`,
    ),
    `<dl>${facts.map(([name = '', text = '']) => (text ? fact(name, text) : '')).join('')}</dl></details>`,
  ].join('\n');
}

function scenarioFacts({ scenario, profile }: Result): string[][] {
  return [
    ['file', scenario.file],
    ['profile', profile],
    ['operation', scenario.operation],
    ['expected', scenario.reason],
    ['given', isEmpty(scenario.given) ? '' : JSON.stringify(scenario.given)],
    ['sent', shortened(JSON.stringify(scenario.call ?? scenario.raw ?? {}))],
  ];
}

const fact = (name: string, text: string) =>
  `<dt>${escapeMarkup(name)}</dt><dd><code>${escapeMarkup(text)}</code></dd>`;

const isEmpty = (value: object) => Object.keys(value).length === 0;

/** Returns the source of the rule and how to fix the failure. */
function ruleFacts({ scenario, profile }: Result, contracts: readonly Contract[]): string[][] {
  const contract = contracts.find(
    (candidate) => candidate.api === scenario.api && candidate.profile === profile,
  );
  const reason = contract?.reasons[scenario.reason];
  if (!reason) return [];
  const source = isObject(reason.source) ? String(reason.source.title) : '';
  return [
    ['rule', `${reason.provenance}: ${source}`],
    ['fix', reason.fix],
  ];
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
details { border-left: 4px solid; padding: .25rem .75rem; margin: .5rem 0; }
.failed { border-color: light-dark(#b3261e, #f2b8b5); }
.passed { border-color: light-dark(#2e7d32, #8bd48f); }
.skipped { border-color: light-dark(#6b6b6b, #a8a8a8); }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: .5rem 0; }
dd { margin: 0; }
`;
