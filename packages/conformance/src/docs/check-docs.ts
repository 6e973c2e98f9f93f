/** Checks the examples on a page against the contract: sends requests, and validates everything else. */
import { type Json, type OpenApiDocument, type OperationEntry, valueAt } from '@pushspec/contract';
import { type Contract, operationFacts, operationOf, responseOf } from '../contract/contract.ts';
import { type ContractValidator, createContractValidator } from '../contract/contract-validator.ts';
import { compileSchema } from '../contract/schema-validator.ts';
import { schemaViolations, type Violation } from '../contract/violation.ts';
import { matchingStrings } from '../generate/matching-strings.ts';
import { type Subject, subjectsOf } from '../generate/subject.ts';
import { exampleCases } from '../rules/examples.ts';
import { envelopeProblems } from '../run/expectation.ts';
import type { Problem } from '../run/match.ts';
import { runScenarios } from '../run/run.ts';
import type { Sign } from '../run/sign.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import type { WireResponse } from '../target/wire.ts';
import { type ShownExample, shownExamples } from './shown-examples.ts';

/** Options of {@link checkDocs}. */
export interface DocsOptions {
  /** The document shown on the page. */
  readonly shown: OpenApiDocument;
  /** The contract to check against. */
  readonly contract: Contract;
  /** Receives the requests on the page and reports verdicts. */
  readonly target: Target;
  readonly sign?: Sign | undefined;
  /** Selects the examples to check. @default all */
  readonly filter?: (example: ShownExample) => boolean;
}

/** The result for one example on a page. */
export interface ShownResult {
  /** JSON pointer of the example in the document. */
  readonly pointer: string;
  /** Empty if the example matches the contract. */
  readonly problems: readonly Problem[];
}

interface Docs extends DocsOptions {
  readonly validator: ContractValidator;
  readonly subjects: ReadonlyMap<string, readonly Subject[]>;
}

/**
 * Returns a result for each example in the contract or on the page. A request must be accepted when sent, a response must
 * match the example of the same name, and a value must satisfy its parameter or schema. A missing example fails.
 */
export async function checkDocs(options: DocsOptions): Promise<ShownResult[]> {
  const { contract, shown, filter = () => true } = options;
  const subjects = new Map<string, readonly Subject[]>();
  for (const [id, entry] of contract.operations) {
    subjects.set(id, await subjectsOf(contract, entry, matchingStrings(1)));
  }
  const docs: Docs = { ...options, validator: await createContractValidator(contract), subjects };
  const results: ShownResult[] = [];
  const examples = shownExamples(shown).filter(filter);
  for (const example of examples) {
    results.push({ pointer: example.pointer, problems: await problemsOf(docs, example) });
  }
  const shownPointers = new Set(examples.map(({ pointer }) => pointer));
  const expected = shownExamples(contract.document).filter(filter);
  const missing = expected.filter(({ pointer }) => !shownPointers.has(pointer));
  return [...results, ...missing.map(({ pointer }) => ({ pointer, problems: [MISSING] }))];
}

const MISSING: Problem = { what: 'page', expected: 'this example', got: 'no such example' };

async function problemsOf(docs: Docs, example: ShownExample): Promise<readonly Problem[]> {
  if (example.of === 'request') return requestProblems(docs, example);
  if (example.of === 'response') return responseProblems(docs, example);
  if (example.of === 'schema') return schemaProblems(docs, example);
  return [{ what: 'location', expected: 'a location whose examples are checked', got: example.pointer }];
}

/** Sends the example as a reader would, with valid credentials. */
async function requestProblems(
  { contract, target, sign, subjects }: Docs,
  { operation, name, pointer, value }: ShownExample & { of: 'request' },
): Promise<readonly Problem[]> {
  const kinds = subjects.get(operation) ?? [];
  const brokenByKind = kinds.map(({ validator }) => validator.validate(value).broken);
  if (brokenByKind.every((broken) => broken.length > 0)) {
    const rules = brokenByKind.flatMap(([first]) => first?.rule ?? []);
    return [
      {
        what: 'request',
        expected: 'an example that the contract accepts',
        got: `an example that breaks ${rules.join(' and ')}`,
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
  const verdict = { what: 'verdict', expected: 'a verdict to check', got: `none by ${target.name}` };
  return results.flatMap(({ problems, verdictChecked }) => [
    ...problems,
    ...(verdictChecked ? [] : [verdict]),
  ]);
}

function responseProblems(
  { contract, validator }: Docs,
  { operation, status, name, value }: ShownExample & { of: 'response' },
): Problem[] {
  if (name !== ACCEPTED && !Object.hasOwn(contract.reasons, name)) {
    return [{ what: 'name', expected: 'the code of a reason', got: name }];
  }
  const entry = operationOf(contract, operation);
  const response = responseFor(contract, entry, { value, status });
  return [
    ...validator.response(operation, response, entry.method).map(asProblem),
    ...envelopeProblems({ contract, entry, code: name, response, strictness: 'exact' }),
  ];
}

/** Returns the full response as the service would send it, since a page shows only its body. */
function responseFor(
  contract: Contract,
  entry: OperationEntry,
  { value, status }: { value: Json; status: number },
): WireResponse {
  const { responseMediaType, escapesHtml } = operationFacts(contract, entry);
  const { mediaType = 'none', requiredHeaders = [] } = responseOf(contract, entry, status) ?? {};
  const others = requiredHeaders.map((name) => [name.toLowerCase(), 'any value']);
  const json = JSON.stringify(value);
  const sent = escapesHtml ? escaped(json) : json;
  return {
    status,
    headers: { ...Object.fromEntries(others), 'content-type': responseMediaType ?? mediaType },
    body: Buffer.from(sent),
  };
}

function escaped(json: string): string {
  return json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
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
