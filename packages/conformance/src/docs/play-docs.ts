/** Holds what a page shows against the contract: each example on it is played or judged. */
import { type Json, type OpenApiDocument, type OperationEntry, valueAt } from '@pushspec/contract';
import { type Contract, operationFacts, operationOf, responseOf } from '../contract/contract.ts';
import { createJudge, type Judge } from '../contract/judge.ts';
import { compileSchema } from '../contract/schema-validator.ts';
import { schemaViolations, type Violation } from '../contract/violation.ts';
import { matchingTexts } from '../generate/matching-texts.ts';
import { type Subject, subjectsOf } from '../generate/subject.ts';
import { exampleCases } from '../rules/examples.ts';
import { envelopeProblems } from '../run/expectation.ts';
import type { Problem } from '../run/match.ts';
import { runScenarios } from '../run/run.ts';
import type { Sign } from '../run/sign.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireAnswer } from '../target/wire.ts';
import { type ShownExample, shownExamples } from './shown-examples.ts';

export interface DocsOptions {
  /** What the page shows, as it is on the page. */
  readonly shown: OpenApiDocument;
  /** The contract that it is held to. */
  readonly contract: Contract;
  /** Takes the requests that are shown, and says what becomes of them. */
  readonly target: Target;
  readonly sign?: Sign | undefined;
  /** Which examples count. @default all */
  readonly filter?: (example: ShownExample) => boolean;
}

export interface ShownResult {
  /** JSON pointer of the example in the document. */
  readonly pointer: string;
  /** Empty where it is as the contract says. */
  readonly problems: readonly Problem[];
}

interface Docs extends DocsOptions {
  readonly judge: Judge;
  readonly subjects: ReadonlyMap<string, readonly Subject[]>;
}

/**
 * What became of each example of the contract, and of any other on the page: a request is sent and has to be accepted, an answer has
 * to be the one of its name, the value of a parameter or schema has to satisfy it. One that the page lacks has failed.
 */
export async function playDocs(options: DocsOptions): Promise<ShownResult[]> {
  const { contract, shown, filter = () => true } = options;
  const subjects = new Map<string, readonly Subject[]>();
  for (const [id, entry] of contract.operations) {
    subjects.set(id, await subjectsOf(contract, entry, matchingTexts(1)));
  }
  const docs: Docs = { ...options, judge: await createJudge(contract), subjects };
  const results: ShownResult[] = [];
  const examples = shownExamples(shown).filter(filter);
  for (const example of examples) {
    results.push({ pointer: example.pointer, problems: await problemsOf(docs, example) });
  }
  const there = new Set(examples.map(({ pointer }) => pointer));
  const expected = shownExamples(contract.document).filter(filter);
  const missing = expected.filter(({ pointer }) => !there.has(pointer));
  return [...results, ...missing.map(({ pointer }) => ({ pointer, problems: [MISSING] }))];
}

const MISSING: Problem = { what: 'page', expected: 'this example', got: 'a page without it' };

async function problemsOf(docs: Docs, example: ShownExample): Promise<readonly Problem[]> {
  if (example.of === 'request') return requestProblems(docs, example);
  if (example.of === 'answer') return answerProblems(docs, example);
  if (example.of === 'schema') return schemaProblems(docs, example);
  return [{ what: 'place', expected: 'a place whose examples are judged', got: example.pointer }];
}

/** Sends it as a reader would, with credentials that are good. */
async function requestProblems(
  { contract, target, sign, subjects }: Docs,
  { operation, name, pointer, value }: ShownExample & { of: 'request' },
): Promise<readonly Problem[]> {
  const kinds = subjects.get(operation) ?? [];
  const opinions = kinds.map(({ judge }) => judge.opinion(value).broken);
  if (opinions.every((broken) => broken.length > 0)) {
    const rules = opinions.flatMap(([first]) => first?.rule ?? []);
    return [
      {
        what: 'request',
        expected: 'one that the contract accepts',
        got: `one that breaks ${rules.join(' and ')}`,
      },
    ];
  }
  const scenarios = exampleCases(kinds, [{ name, pointer, value }]);
  const { results } = await runScenarios({
    scenarios,
    contracts: [contract],
    target,
    sign,
    strictness: 'exact',
  });
  const verdict = { what: 'verdict', expected: 'a verdict to look at', got: `none by ${target.name}` };
  return results.flatMap(({ problems, verdictChecked }) => [
    ...problems,
    ...(verdictChecked ? [] : [verdict]),
  ]);
}

function answerProblems(
  { contract, judge }: Docs,
  { operation, status, name, value }: ShownExample & { of: 'answer' },
): Problem[] {
  if (name !== ACCEPTED && !Object.hasOwn(contract.reasons, name)) {
    return [{ what: 'name', expected: 'the code of a reason', got: name }];
  }
  const entry = operationOf(contract, operation);
  const answer = answerOf(contract, entry, { value, status });
  return [
    ...judge.answer(operation, answer, entry.method).map(asProblem),
    ...envelopeProblems({ contract, entry, code: name, answer, strictness: 'exact' }),
  ];
}

/** The answer as the service would write it; a page shows its body alone. */
function answerOf(
  contract: Contract,
  entry: OperationEntry,
  { value, status }: { value: Json; status: number },
): WireAnswer {
  const { responseMediaType, escapesHtml } = operationFacts(contract, entry);
  const { mediaType = 'none', requiredHeaders = [] } = responseOf(contract, entry, status) ?? {};
  const others = requiredHeaders.map((name) => [name.toLowerCase(), 'as the description says']);
  const text = JSON.stringify(value);
  const written = escapesHtml ? escaped(text) : text;
  return {
    status,
    headers: { ...Object.fromEntries(others), 'content-type': responseMediaType ?? mediaType },
    body: Buffer.from(written),
  };
}

function escaped(text: string): string {
  return text.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

async function schemaProblems(
  { contract: { document } }: Docs,
  { schemaPointer, value }: ShownExample & { of: 'schema' },
): Promise<Problem[]> {
  if (valueAt(document, schemaPointer) === undefined) {
    return [{ what: 'schema', expected: 'a schema of the contract', got: `none at ${schemaPointer}` }];
  }
  return schemaViolations(await compileSchema(document, schemaPointer), value).map(asProblem);
}

function asProblem({ part, expected, got }: Violation): Problem {
  return { what: part, expected, got };
}
