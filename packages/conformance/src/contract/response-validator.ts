/** Validates a response against the contract: status, Content-Type and body. */
import type { OperationEntry } from '@pushspec/contract';
import { headerOf, type WireResponse } from '../target/wire.ts';
import { type Contract, operationFacts, type ResponseNode, responsesOf } from './contract.ts';
import { type DerivedFieldRule, derivedFieldRules } from './response-rules.ts';
import { compileSchema, type Validator } from './schema-validator.ts';
import { differing, essence, parsedJson, schemaViolations, shortened, type Violation } from './violation.ts';

interface ResponseRules {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly responses: ReadonlyMap<number, ResponseRule>;
}

interface ResponseRule extends Pick<ResponseNode, 'mediaType' | 'requiredHeaders'> {
  readonly validate: Validator;
  readonly ties: readonly DerivedFieldRule[];
}

/** Compiles the schemas of an operation's responses. */
export async function responseValidator(
  contract: Contract,
  entry: OperationEntry,
): Promise<(response: WireResponse, method: string) => Violation[]> {
  const responses = responsesOf(contract, entry).map(async (response) => {
    const { status, mediaType, requiredHeaders, schemaPointer } = response;
    const validate = await compileSchema(contract.document, schemaPointer);
    return [
      status,
      { mediaType, requiredHeaders, validate, ties: derivedFieldRules(contract, response) },
    ] as const;
  });
  const rules: ResponseRules = { contract, entry, responses: new Map(await Promise.all(responses)) };
  return (response, method) => responseViolations(rules, response, method);
}

function responseViolations(
  { contract, entry, responses }: ResponseRules,
  response: WireResponse,
  method: string,
): Violation[] {
  const documented = responses.get(response.status);
  if (!documented) {
    return [
      {
        part: 'status',
        expected: `one of ${[...responses.keys()].join(', ')}`,
        got: String(response.status),
      },
    ];
  }
  const { responseMediaType: type, escapesHtml } = operationFacts(contract, entry);
  const got = response.headers['content-type'] ?? 'none';
  const typed =
    type !== undefined
      ? differing('media type', normalized(type), normalized(got))
      : differing('media type', documented.mediaType, essence(got));
  const missing = documented.requiredHeaders.filter((name) => headerOf(response.headers, name) === undefined);
  const found = [...typed, ...missing.flatMap((name) => differing('header', name, 'no such header'))];
  // A response to HEAD never has a body.
  if (method === 'HEAD') return found;
  const value = parsedJson(response.body);
  if (value === undefined) {
    return [...found, { part: 'body', expected: 'JSON', got: shortened(response.body.toString()) }];
  }
  return [
    ...found,
    ...(escapesHtml ? escapeViolations(response) : []),
    ...schemaViolations(documented.validate, value),
    ...documented.ties.flatMap((tie) => tie(value, response)),
  ];
}

/** Normalizes a media type: removes spaces and lowercases everything outside quotes. */
function normalized(mediaType: string): string {
  return mediaType
    .replaceAll(/\s*;\s*/g, '; ')
    .trim()
    .toLowerCase();
}

function escapeViolations({ body }: WireResponse): Violation[] {
  const content = body.toString();
  if (!/[<>&]/.test(content)) return [];
  return [{ part: 'body', expected: '<, > and & as \\u003c, \\u003e and \\u0026', got: shortened(content) }];
}
