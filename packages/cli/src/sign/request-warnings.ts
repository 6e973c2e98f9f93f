/** What the contract says against a request that is signed all the same. */
import {
  bodySchemaPointer,
  firstInvalidUtf8,
  isObject,
  loadBundle,
  type OpenApiDocument,
  operationsOf,
  readJson,
} from '@pushspec/contract';
import { limits, type ReasonCode, reasons } from '@pushspec/contract/cloudmonitor/documented';
import { createExplainer } from '@pushspec/contract/explain';
import { type MessageParameters, renderMessage } from '@pushspec/contract/reasons';

/** Whatever is wrong with a body a hundred times needs no hundred lines. */
const SHOWN = 3;

interface Breach {
  code: string;
  parameters: MessageParameters;
}

/** One sentence each, with the limit, the reason code and what to do; empty where the contract takes the request. */
export function requestWarnings(method: string, body: Buffer): string[] {
  const document = loadBundle('cloudmonitor', 'documented');
  const breaches = breachesOf(document, { method, body });
  const lines = breaches.slice(0, SHOWN).map(sentence);
  const more = breaches.length - lines.length;
  return more > 0 ? [...lines, `the contract has ${more} more objections to this request`] : lines;
}

function sentence({ code, parameters }: Breach): string {
  const { message, fix } = reasons[code as ReasonCode];
  // What stands in a body must not reach a terminal as a control sequence.
  const shown = renderMessage(message, parameters).replace(/\p{Cc}/gu, '?');
  return `the contract refuses this request: ${shown} (${code}). ${fix}`;
}

function breachesOf(document: OpenApiDocument, { method, body }: { method: string; body: Buffer }): Breach[] {
  const [entry] = operationsOf(document);
  const codes = entry?.operation['x-request-reasons'];
  if (!entry || !isObject(codes)) throw new Error('the contract of cloudmonitor has no operation');
  const breach = (name: string, parameters: MessageParameters = {}) => ({
    code: String(codes[name]),
    parameters,
  });
  const { maxBodyBytes, bodyTooLarge, itemPointer } = limits.uploadCustomEvents;
  if (method !== entry.method) return [breach('method', { method })];
  if (body.length > maxBodyBytes) return [{ code: bodyTooLarge, parameters: { limit: maxBodyBytes } }];
  if (body.length === 0) return [breach('empty-body')];
  const index = firstInvalidUtf8(body);
  if (index !== undefined) return [breach('invalid-utf8', { index })];
  const { value, fault } = readJson(body);
  if (fault) return [breach('malformed-json', { index: fault.byte, detail: fault.problem })];
  const failures = createExplainer(document, bodySchemaPointer(entry), itemPointer).explain(value);
  return failures.map(({ code, parameters }) => ({ code: code ?? String(codes.other), parameters }));
}
