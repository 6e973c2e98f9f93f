/** Checks the requests that a client sent against the request that its typed call requires. */
import { isObject } from '@pushspec/contract';
import { essence, parsedJson, shortened } from '../contract/violation.ts';
import type { CallOutcome } from '../target/target.ts';
import { headerOf, type WireRequest } from '../target/wire.ts';
import type { Problem } from './match.ts';
import { containsSecret } from './redact.ts';

export interface SentOptions {
  readonly outcome: CallOutcome | undefined;
  /** The request that a correct client sends. */
  readonly expected: WireRequest;
  /** Headers whose value depends on the time or on the sender. */
  readonly freeHeaders: readonly (RegExp | undefined)[];
  /** Secrets that must not appear in an error. */
  readonly secrets: readonly string[];
}

/** Checks that a call sends one matching request, or none after a refusal by the client itself, and that its error has no secret. */
export function sentProblems({ outcome, expected, freeHeaders, secrets }: SentOptions): Problem[] {
  if (outcome?.sent === undefined) return [];
  const isLocal = !outcome.accepted && outcome.status === undefined;
  const count = isLocal ? 0 : 1;
  const problems = differing('requests sent', String(count), String(outcome.sent.length));
  const [sent] = outcome.sent;
  if (sent && count === 1) problems.push(...requestProblems(sent, expected, freeHeaders));
  const shown = outcome.accepted ? '' : (outcome.shown ?? '');
  const isLeaked = containsSecret(shown, secrets);
  return [...problems, ...differing('secrets in the error', 'none', isLeaked ? 'one' : 'none')];
}

function requestProblems(
  sent: WireRequest,
  expected: WireRequest,
  free: SentOptions['freeHeaders'],
): Problem[] {
  const names = Object.keys(expected.headers).filter((name) => !free.some((one) => one?.test(name)));
  return [
    ...differing('method sent', expected.method, sent.method),
    ...differing('path sent', decoded(expected.target), decoded(sent.target)),
    ...names.flatMap((name) => headerProblems(name, sent, expected)),
    ...differing('body sent', sortedJson(expected.body), sortedJson(sent.body)),
  ];
}

/** Compares a header. A media type may have parameters if the response shows that the service accepts them. */
function headerProblems(name: string, sent: WireRequest, expected: WireRequest): Problem[] {
  const [wanted = '', got = 'nothing'] = [headerOf(expected.headers, name), headerOf(sent.headers, name)];
  return name.toLowerCase() === 'content-type'
    ? differing(`header ${name} sent`, essence(wanted), essence(got))
    : differing(`header ${name} sent`, wanted, got);
}

function decoded(target: string): string {
  return decodeURIComponent(target);
}

/** Normalizes JSON, because the order of properties does not matter. */
function sortedJson(body: Buffer | undefined): string {
  const value = body && parsedJson(body);
  return (
    JSON.stringify(value, (_, child) =>
      isObject(child)
        ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
        : child,
    ) ?? 'nothing'
  );
}

function differing(what: string, expected: string, got: string): Problem[] {
  return expected === got ? [] : [{ what, expected: shortened(expected), got: shortened(got) }];
}
