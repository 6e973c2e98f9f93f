/** What the contract says against a request that is signed all the same. */
import {
  firstInvalidUtf8,
  loadBundle,
  type OpenApiDocument,
  type RequestFault,
  readContract,
  readJson,
  reasonTable,
  type Vendor,
} from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import { type MessageParameters, type Reason, renderMessage } from '@pushspec/contract/reasons';

/** Whatever is wrong with a body a hundred times needs no hundred lines. */
const SHOWN = 3;

interface Breach {
  code: string;
  parameters: MessageParameters;
}

/** One sentence each, with the limit, the reason code and what to do; empty where the contract takes the request. */
export function requestWarnings(api: Vendor, method: string, body: Buffer): string[] {
  const document = loadBundle(api, 'documented');
  const breaches = breachesOf(document, { api, method, body });
  const reasons = reasonTable(document);
  const lines = breaches.slice(0, SHOWN).map((breach) => sentence(breach, reasons[breach.code] as Reason));
  const more = breaches.length - lines.length;
  return more > 0 ? [...lines, `the contract has ${more} more objections to this request`] : lines;
}

function sentence({ code, parameters }: Breach, { message, fix }: Reason): string {
  // What stands in a body must not reach a terminal as a control sequence.
  const shown = renderMessage(message, parameters).replace(/\p{Cc}/gu, '?');
  return `the contract refuses this request: ${shown} (${code}). ${fix}`;
}

interface Request {
  readonly api: Vendor;
  readonly method: string;
  readonly body: Buffer;
}

function breachesOf(document: OpenApiDocument, { api, method, body }: Request): Breach[] {
  const [operation] = readContract(document, { vendor: api, profile: 'documented' }).operations;
  if (!operation) throw new Error(`the contract of ${api} has no operation`);
  const {
    reasons: codes,
    limits,
    body: { items },
  } = operation;
  const breach = (fault: RequestFault, parameters: MessageParameters = {}) => ({
    code: String(codes[fault]),
    parameters,
  });
  if (method !== operation.method) return [breach('method', { method })];
  const most = typeof limits.bodyBytes === 'object' ? limits.bodyBytes : undefined;
  if (most && body.length > most.value)
    return [{ code: String(most.reason), parameters: { limit: most.value } }];
  if (body.length === 0) return [breach('empty-body')];
  const index = firstInvalidUtf8(body);
  if (index !== undefined) return [breach('invalid-utf8', { index })];
  const { value, fault } = readJson(body);
  if (fault) return [breach('malformed-json', { index: fault.byte, detail: fault.problem })];
  const failures = createExplainer(document, operation.body.schema, items).explain(value);
  return failures.map(({ code, parameters }) => ({ code: code ?? String(codes.other), parameters }));
}
