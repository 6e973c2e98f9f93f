/** Lists the contract rules that a request breaks. The request is signed anyway. */
import {
  type ApiName,
  bodyOfParameters,
  FORM_MEDIA_TYPE,
  firstInvalidUtf8,
  type Json,
  type Limit,
  loadBundle,
  namedOperation,
  type OpenApiDocument,
  type Operation,
  type RequestProblem,
  type Rpc,
  readContract,
  readJson,
  reasonOfFault,
  reasonTable,
  type SentParameters,
  sentParameters,
} from '@pushspec/contract';
import { createExplainer, withSentNames } from '@pushspec/contract/explain';
import { type MessageParameters, type Reason, renderMessage } from '@pushspec/contract/reasons';
import { contentStart } from '../encoding.ts';

/** Maximum number of warnings to show. */
const MAX_WARNINGS = 3;

interface Violation {
  code: string;
  parameters: MessageParameters;
}

/** Returns one sentence per violation, with the reason code and the fix. Empty if the contract accepts the request. */
export function requestWarnings(api: ApiName, method: string, body: Buffer): string[] {
  const document = loadBundle(api, 'documented');
  if (isJsonInsteadOfForm(document, { api, method, body })) {
    return [
      'the body is JSON, but the API takes the parameters of a form: write a form such as EventInfo.1.EventName=deploy&EventInfo.1.Content=1.4',
    ];
  }
  const violations = violationsOf(document, { api, method, body });
  const reasons = reasonTable(document);
  const lines = violations
    .slice(0, MAX_WARNINGS)
    .map((violation) => sentence(violation, reasons[violation.code] as Reason));
  const more = violations.length - lines.length;
  return more > 0 ? [...lines, `this request has ${more} more problems`] : lines;
}

function sentence({ code, parameters }: Violation, { message, fix }: Reason): string {
  // Control characters from the body must not reach the terminal.
  const shown = renderMessage(message, parameters).replace(/\p{Cc}/gu, '?');
  return `the API refuses this request: ${shown} (${code}). ${fix}`;
}

interface Request {
  readonly api: ApiName;
  readonly method: string;
  readonly body: Buffer;
}

/** Returns whether the body is a JSON object or array, which a form would read as the name of a parameter. */
function isJsonInsteadOfForm(document: OpenApiDocument, { api, body }: Request): boolean {
  const { operations } = readContract(document, { api, profile: 'documented' });
  if (!operations.some(({ rpc }) => rpc)) return false;
  const { value } = readJson(body.subarray(contentStart(body)));
  return typeof value === 'object' && value !== null;
}

function violationsOf(document: OpenApiDocument, { api, method, body }: Request): Violation[] {
  const { operations } = readContract(document, { api, profile: 'documented' });
  const sent = formOf(body);
  const operation = namedOperation(operations, sent) ?? operations[0];
  if (!operation) throw new Error(`the contract of ${api} has no operation`);
  if (![operation.method, ...operation.alsoMethods].includes(method))
    return [{ code: String(operation.reasons.method), parameters: { method } }];
  const read = operation.rpc ? readForm(operation, operation.rpc, sent) : readJsonBody(operation, body);
  if ('violation' in read) return [read.violation];
  const { schema, items } = operation.body;
  const failures = withSentNames(createExplainer(document, schema, items).explain(read.value), operation.rpc);
  return failures.map(({ code, parameters }) => ({
    code: code ?? String(operation.reasons.other),
    parameters,
  }));
}

/** A decoded body, or why it cannot be decoded. */
type ReadBody = { readonly value: Json } | { readonly violation: Violation };

function readJsonBody({ reasons, limits }: Operation, body: Buffer): ReadBody {
  const violation = (problem: RequestProblem, parameters: MessageParameters = {}): ReadBody => ({
    violation: { code: String(reasons[problem]), parameters },
  });
  const limit = typeof limits.bodyBytes === 'object' ? limits.bodyBytes : undefined;
  if (limit && body.length > limit.value) return tooLarge(limit);
  if (body.length === 0) return violation('empty-body');
  const index = firstInvalidUtf8(body);
  if (index !== undefined) return violation('invalid-utf8', { index });
  const { value, problem } = readJson(body);
  return problem ? violation('malformed-json', { index: problem.byte, detail: problem.detail }) : { value };
}

function formOf(bytes: Buffer): SentParameters {
  return sentParameters({ target: '/', headers: { 'content-type': FORM_MEDIA_TYPE }, bytes });
}

function readForm(operation: Operation, rpc: Rpc, sent: SentParameters): ReadBody {
  const { bodyBytes, depth } = operation.limits;
  const decoded = bodyOfParameters(rpc, sent, { maxDepth: depth.value });
  const limit = typeof bodyBytes === 'object' ? bodyBytes : undefined;
  if (limit && decoded.valueBytes > limit.value) return tooLarge(limit);
  if ('body' in decoded) return { value: decoded.body };
  const { code, parameters = {} } = reasonOfFault(operation, decoded.fault);
  return { violation: { code, parameters } };
}

function tooLarge({ value: limit, reason }: Limit): ReadBody {
  return { violation: { code: String(reason), parameters: { limit } } };
}
