/** What the contract finds wrong with an answer: its status, its Content-Type, its body. */
import type { OperationEntry } from '@pushspec/contract';
import { headerOf, type WireAnswer } from '../target/wire.ts';
import { type TieRule, tieRules } from './answer-rules.ts';
import { type Contract, operationFacts, type ResponseNode, responsesOf } from './contract.ts';
import { compileSchema, type Validator } from './schema-validator.ts';
import { differing, essence, parsedJson, schemaViolations, shortened, type Violation } from './violation.ts';

interface AnswerRules {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly answers: ReadonlyMap<number, AnswerRule>;
}

interface AnswerRule extends Pick<ResponseNode, 'mediaType' | 'requiredHeaders'> {
  readonly validate: Validator;
  readonly ties: readonly TieRule[];
}

/** Compiles the schemas of an operation's answers. */
export async function answerJudge(
  contract: Contract,
  entry: OperationEntry,
): Promise<(answer: WireAnswer, method: string) => Violation[]> {
  const answers = responsesOf(contract, entry).map(async (response) => {
    const { status, mediaType, requiredHeaders, schemaPointer } = response;
    const validate = await compileSchema(contract.document, schemaPointer);
    return [status, { mediaType, requiredHeaders, validate, ties: tieRules(contract, response) }] as const;
  });
  const rules: AnswerRules = { contract, entry, answers: new Map(await Promise.all(answers)) };
  return (answer, method) => answerViolations(rules, answer, method);
}

function answerViolations(
  { contract, entry, answers }: AnswerRules,
  answer: WireAnswer,
  method: string,
): Violation[] {
  const documented = answers.get(answer.status);
  if (!documented) {
    return [
      { part: 'status', expected: `one of ${[...answers.keys()].join(', ')}`, got: String(answer.status) },
    ];
  }
  const { responseMediaType: type, escapesHtml } = operationFacts(contract, entry);
  const got = answer.headers['content-type'] ?? 'none';
  const typed =
    type !== undefined
      ? differing('media type', normalized(type), normalized(got))
      : differing('media type', documented.mediaType, essence(got));
  const missing = documented.requiredHeaders.filter((name) => headerOf(answer.headers, name) === undefined);
  const found = [...typed, ...missing.flatMap((name) => differing('header', name, 'no such header'))];
  // An answer to HEAD has no body whatever its status is.
  if (method === 'HEAD') return found;
  const value = parsedJson(answer.body);
  if (value === undefined) {
    return [...found, { part: 'body', expected: 'JSON', got: shortened(answer.body.toString()) }];
  }
  return [
    ...found,
    ...(escapesHtml ? escapeViolations(answer) : []),
    ...schemaViolations(documented.validate, value),
    ...documented.ties.flatMap((tie) => tie(value, answer)),
  ];
}

/** A media type in one spelling: spaces and the letter case of what is not quoted are of no account. */
function normalized(mediaType: string): string {
  return mediaType
    .replaceAll(/\s*;\s*/g, '; ')
    .trim()
    .toLowerCase();
}

function escapeViolations({ body }: WireAnswer): Violation[] {
  const text = body.toString();
  if (!/[<>&]/.test(text)) return [];
  return [{ part: 'body', expected: '<, > and & as \\u003c, \\u003e and \\u0026', got: shortened(text) }];
}
