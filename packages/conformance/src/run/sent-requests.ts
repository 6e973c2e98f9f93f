/** What a target that plays calls itself has put on the wire, held against the request that the call stands for. */
import { isObject } from '@pushspec/contract';
import { essence, parsedJson, shortened } from '../contract/violation.ts';
import type { CallOutcome } from '../target/target.ts';
import { headerOf, type WireRequest } from '../target/wire.ts';
import type { Problem } from './match.ts';
import { holdsSecret } from './redact.ts';

export interface SentOptions {
  readonly outcome: CallOutcome | undefined;
  /** What a correct client sends. */
  readonly expected: WireRequest;
  /** Headers whose value follows from the moment or from the sender. */
  readonly freeHeaders: readonly (RegExp | undefined)[];
  /** What must not be seen in an error. */
  readonly secrets: readonly string[];
}

/** One request per call and none behind a refusal of its own, with the method, path, headers and body of the call; no secret in the error. */
export function sentProblems({ outcome, expected, freeHeaders, secrets }: SentOptions): Problem[] {
  if (outcome?.sent === undefined) return [];
  const isLocal = !outcome.accepted && outcome.status === undefined;
  const count = isLocal ? 0 : 1;
  const problems = differing('requests sent', String(count), String(outcome.sent.length));
  const [sent] = outcome.sent;
  if (sent && count === 1) problems.push(...requestProblems(sent, expected, freeHeaders));
  const shown = outcome.accepted ? '' : (outcome.shown ?? '');
  const leaks = holdsSecret(shown, secrets);
  return [...problems, ...differing('secrets in the error', 'none', leaks ? 'one' : 'none')];
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
    ...differing('body sent', jsonText(expected.body), jsonText(sent.body)),
  ];
}

/** A media type may have parameters where the answer shows that the service takes them. */
function headerProblems(name: string, sent: WireRequest, expected: WireRequest): Problem[] {
  const [wanted = '', got = 'nothing'] = [headerOf(expected.headers, name), headerOf(sent.headers, name)];
  return name.toLowerCase() === 'content-type'
    ? differing(`header ${name} sent`, essence(wanted), essence(got))
    : differing(`header ${name} sent`, wanted, got);
}

function decoded(target: string): string {
  return decodeURIComponent(target);
}

/** The order of members says nothing. */
function jsonText(body: Buffer | undefined): string {
  const value = body && parsedJson(body);
  return (
    JSON.stringify(value, (_, member) =>
      isObject(member)
        ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
        : member,
    ) ?? 'nothing'
  );
}

function differing(what: string, expected: string, got: string): Problem[] {
  return expected === got ? [] : [{ what, expected: shortened(expected), got: shortened(got) }];
}
