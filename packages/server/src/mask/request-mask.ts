/** Masks one request, its response, and the parts that its verdict repeats. */
import { escapePointer, pointerSegments } from '@pushspec/contract';
import {
  type Marks,
  type Masker,
  masked,
  maskedDeep,
  type Range,
  type RequestSecrets,
} from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { SHOWN_PATH } from '../pipeline/locate.ts';
import type { Finding, ItemVerdict, RequestSummary, Verdict } from '../pipeline/verdict.ts';
import type { ReceivedRequest } from '../store/received.ts';
import type { StoredResponse } from '../store/store.ts';
import { declaredNames } from './contract-strings.ts';
import { messageMarks } from './message-marks.ts';
import { responseMarks } from './response-marks.ts';

/** Masks strings that belong to one request. */
export interface RequestMask {
  /** Masks a string that may repeat parts of the request. */
  mask(value: string): string;
  request(): ReceivedRequest;
  /** Masks the response. `codes` are the reasons that it may state. */
  response(response: StoredResponse, codes?: readonly string[]): StoredResponse;
  finding(finding: Finding): Finding;
  verdict(verdict: Verdict): Verdict;
}

export interface RequestMaskOptions {
  request:
    | ReceivedRequest
    | (Omit<ReceivedRequest, 'headers'> & { headers: Readonly<Record<string, string>> });
  secrets: RequestSecrets;
  /** Undefined if the target does not belong to a contract. */
  contract: Contract | undefined;
  masker: Masker;
}

/** Creates the mask of a request. */
export function createRequestMask(options: RequestMaskOptions): RequestMask {
  const { request, secrets, contract, masker } = options;
  const mask = (value: string) => masker.text(value);
  const isOwnName = ownNames(options);
  const marked = (value: string, { secrets: known = [], ...marks }: Marks) =>
    masker.text(value, { ...marks, secrets: [...known, ...pathSecrets(value, options)] });
  const finding = (found: Finding): Finding => ({
    ...found,
    message: marked(found.message, messageMarks(contract, found)),
    ...(found.pointer !== undefined && { pointer: maskedPointer(found.pointer, masker, contract) }),
  });
  const item = (verdict: ItemVerdict): ItemVerdict => ({
    ...verdict,
    transformed: verdict.transformed.map(finding),
    ...(verdict.result && { result: maskedDeep(verdict.result, { masker, shown: masked, isOwnName }) }),
  });
  const summary = ({ title, ...rest }: RequestSummary): RequestSummary => ({
    ...rest,
    ...(title !== undefined && { title: mask(title) }),
    target: masker.text(request.target, { secrets: secrets.target }),
  });
  return {
    mask,
    finding,
    request: () => ({
      method: request.method,
      target: masker.text(request.target, { secrets: secrets.target }),
      headers: maskedHeaders(options),
      // The end may be missing, and a secret may be cut there.
      body: masker.text(request.body, { secrets: secrets.body, cuts: new Set([request.body.length]) }),
    }),
    response: ({ status, body }, codes = []) => ({
      status,
      body: marked(body, responseMarks(contract, { body, codes })),
    }),
    verdict: (verdict) => ({
      ...verdict,
      ...(verdict.summary && { summary: summary(verdict.summary) }),
      reasons: verdict.reasons.map(finding),
      warnings: verdict.warnings.map(finding),
      items: verdict.items.map(item),
    }),
  };
}

/** Finds the path, or its beginning, in a message. */
function pathSecrets(message: string, { request: { target }, secrets }: RequestMaskOptions): Range[] {
  const mark = target.indexOf('?');
  const path = (mark < 0 ? target : target.slice(0, mark)).slice(0, SHOWN_PATH);
  const at = secrets.target.length === 0 ? -1 : message.indexOf(path);
  if (at < 0) return [];
  const shown = secrets.target.filter(({ start }) => start < path.length);
  return shown.map(({ start, end }) => ({ start: at + start, end: at + Math.min(end, path.length) }));
}

function maskedHeaders({ request, secrets, masker }: RequestMaskOptions): Record<string, string> {
  const named = Object.fromEntries(Object.keys(request.headers).map((name) => [name, '']));
  // The copy has the same names in the same order.
  const names = Object.keys(maskedDeep(named, { masker, shown: masked }));
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value], index) => [
      names[index] ?? name,
      masker.text(value, { secrets: secrets.headers[name] ?? [] }),
    ]),
  );
}

/** Masks the names in a pointer that are not from the contract, because they came from the request. */
function maskedPointer(pointer: string, masker: Masker, contract: Contract | undefined): string {
  const names = declaredNames(contract);
  const segments = pointerSegments(pointer).map((segment) =>
    names.has(segment) ? segment : masker.text(segment),
  );
  return segments.map((segment) => `/${escapePointer(segment)}`).join('');
}

/** Limit of searches of a body for a name. Each scans the whole body, and few contract names look like a secret. */
const MAX_SEARCHES = 100;

/** Returns a check for names in a result that are not in the request. Only called for names that look like a secret. */
function ownNames({ request: { body }, contract }: RequestMaskOptions): (name: string) => boolean {
  const names = declaredNames(contract);
  const hasEscapes = body.includes('\\');
  let searches = 0;
  const isInRequest = (name: string) => hasEscapes || ++searches > MAX_SEARCHES || body.includes(name);
  return (name) => names.has(name) || !isInRequest(name);
}
