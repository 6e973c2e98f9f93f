/** What the contract finds wrong with an answer: its status, its Content-Type, its body. */
import type { OperationEntry } from '@pushspec/contract';
import type { WireAnswer } from '../target/wire.ts';
import { type Contract, responsesOf } from './contract.ts';
import { compileSchema, type Validator } from './schema-validator.ts';
import { differing, essence, parsedJson, schemaViolations, shortened, type Violation } from './violation.ts';

interface AnswerRules {
  readonly entry: OperationEntry;
  readonly answers: ReadonlyMap<number, { readonly mediaType: string; readonly validate: Validator }>;
}

/** Compiles the schemas of an operation's answers. */
export async function answerJudge(
  contract: Contract,
  entry: OperationEntry,
): Promise<(answer: WireAnswer, method: string) => Violation[]> {
  const answers = responsesOf(contract, entry).map(async ({ status, mediaType, schemaPointer }) => {
    return [status, { mediaType, validate: await compileSchema(contract.document, schemaPointer) }] as const;
  });
  const rules: AnswerRules = { entry, answers: new Map(await Promise.all(answers)) };
  return (answer, method) => answerViolations(rules, answer, method);
}

function answerViolations({ entry, answers }: AnswerRules, answer: WireAnswer, method: string): Violation[] {
  const documented = answers.get(answer.status);
  if (!documented) {
    return [
      { part: 'status', expected: `one of ${[...answers.keys()].join(', ')}`, got: String(answer.status) },
    ];
  }
  const type = entry.operation['x-response-media-type'];
  const got = answer.headers['content-type'] ?? 'none';
  const typed =
    typeof type === 'string'
      ? differing('media type', type, got)
      : differing('media type', documented.mediaType, essence(got));
  // An answer to HEAD has no body whatever its status is.
  if (method === 'HEAD') return typed;
  const value = parsedJson(answer.body);
  if (value === undefined) {
    return [...typed, { part: 'body', expected: 'JSON', got: shortened(answer.body.toString()) }];
  }
  return [...typed, ...schemaViolations(documented.validate, value)];
}
