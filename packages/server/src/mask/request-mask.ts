/** Masks what is shown of one request: the messages themselves, and what the verdict repeats of them. */
import { escapePointer, pointerSegments } from '@pushspec/contract';
import {
  type Marks,
  type Masker,
  masked,
  maskedDeep,
  type Range,
  type RequestRoles,
} from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import { SHOWN_PATH } from '../pipeline/locate.ts';
import type { Finding, ItemVerdict, Verdict } from '../pipeline/verdict.ts';
import type { StoredAnswer } from '../store/store.ts';
import { answerMarks } from './answer-marks.ts';
import { messageMarks } from './message-marks.ts';
import { declaredNames } from './own-words.ts';

export interface ShownRequest {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: string;
}

export interface RequestMask {
  /** Any text that may repeat the request. */
  text(text: string): string;
  request(): ShownRequest;
  /** `codes`: the reasons that the answer may state. */
  answer(answer: StoredAnswer, codes?: readonly string[]): StoredAnswer;
  finding(finding: Finding): Finding;
  verdict(verdict: Verdict): Verdict;
}

export interface RequestMaskOptions {
  request: ShownRequest | (Omit<ShownRequest, 'headers'> & { headers: Readonly<Record<string, string>> });
  roles: RequestRoles;
  /** Undefined where the target belongs to no contract. */
  contract: Contract | undefined;
  masker: Masker;
}

export function createRequestMask(options: RequestMaskOptions): RequestMask {
  const { request, roles, contract, masker } = options;
  const text = (value: string) => masker.text(value);
  const isOwnName = ownNames(options);
  const marked = (value: string, { roles: known = [], ...marks }: Marks) =>
    masker.text(value, { ...marks, roles: [...known, ...pathRoles(value, options)] });
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
  return {
    text,
    finding,
    request: () => ({
      method: request.method,
      target: masker.text(request.target, { roles: roles.target }),
      headers: maskedHeaders(options),
      // The end may be missing, and with it a part of a secret.
      body: masker.text(request.body, { roles: roles.body, cuts: new Set([request.body.length]) }),
    }),
    answer: ({ status, body }, codes = []) => ({
      status,
      body: marked(body, answerMarks(contract, { body, codes })),
    }),
    verdict: (verdict) => ({
      ...verdict,
      reasons: verdict.reasons.map(finding),
      warnings: verdict.warnings.map(finding),
      items: verdict.items.map(item),
    }),
  };
}

/** A message may repeat the path, or the beginning of it. */
function pathRoles(text: string, { request: { target }, roles }: RequestMaskOptions): Range[] {
  const mark = target.indexOf('?');
  const path = (mark < 0 ? target : target.slice(0, mark)).slice(0, SHOWN_PATH);
  const at = roles.target.length === 0 ? -1 : text.indexOf(path);
  if (at < 0) return [];
  const shown = roles.target.filter(({ start }) => start < path.length);
  return shown.map(({ start, end }) => ({ start: at + start, end: at + Math.min(end, path.length) }));
}

function maskedHeaders({ request, roles, masker }: RequestMaskOptions): Record<string, string> {
  const named = Object.fromEntries(Object.keys(request.headers).map((name) => [name, '']));
  // The names of the copy are in the same order.
  const names = Object.keys(maskedDeep(named, { masker, shown: masked }));
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value], index) => [
      names[index] ?? name,
      masker.text(value, { roles: roles.headers[name] ?? [] }),
    ]),
  );
}

/** Names of the contract that lead to a value stay; any other name came from the request. */
function maskedPointer(pointer: string, masker: Masker, contract: Contract | undefined): string {
  const names = declaredNames(contract);
  const segments = pointerSegments(pointer).map((segment) =>
    names.has(segment) ? segment : masker.text(segment),
  );
  return segments.map((segment) => `/${escapePointer(segment)}`).join('');
}

/** Searches of a body for a name. Each costs as much as the body is long, and few names of ours look like a secret. */
const MOST_SEARCHES = 100;

/** Names in a generated result that are not in the request. It is asked for those names only that look like a secret. */
function ownNames({ request: { body }, contract }: RequestMaskOptions): (name: string) => boolean {
  const names = declaredNames(contract);
  const hasEscapes = body.includes('\\');
  let searches = 0;
  const isInRequest = (name: string) => hasEscapes || ++searches > MOST_SEARCHES || body.includes(name);
  return (name) => names.has(name) || !isInRequest(name);
}
