/** Finds a cause that many failures share, such as wrong credentials or the wrong program at the address. */
import { containsRenderingOf, isRenderingOf, type Reason } from '@pushspec/contract/reasons';
import type { Contract } from '../contract/contract.ts';
import type { Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { type ReportedCase, reportedCases } from './reported-case.ts';

/** A cause that explains most failures of an API. */
export interface SharedCause {
  /** What the endpoint did, to complete "N cases failed because …". */
  readonly cause: string;
  readonly hint: string;
  readonly cases: readonly ReportedCase[];
}

/** Fewer failures than this are reported individually. */
const MIN_FAILURES = 3;

/** Returns the causes that each explain most failures of one API. */
export function sharedCauses(cases: readonly ReportedCase[], contracts: readonly Contract[]): SharedCause[] {
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  return [...Map.groupBy(failed, ({ api }) => api)].flatMap(([api, own]) => {
    const contract = contracts.find((one) => one.api === api);
    const found = own.map((one) => ({ one, cause: causeOf(one, contract) }));
    const groups = Map.groupBy(found, ({ cause }) => cause?.cause);
    return [...groups.values()].flatMap((group) => {
      const cause = group[0]?.cause;
      if (!cause) return [];
      const follows = cause.isAboutSender
        ? found.filter((other) => !other.cause && isConsequence(other.one))
        : [];
      const list = group.map(({ one }) => one);
      const remaining = own.length - follows.length;
      const isShared = expectations(list) > 1 && list.length * 2 >= remaining;
      const all = [...list, ...follows.map(({ one }) => one)];
      return isShared && all.length >= MIN_FAILURES
        ? [{ cause: cause.cause, hint: cause.hint, cases: all }]
        : [];
    });
  });
}

/** Whether the failure only follows from another: verdicts and rate limits depend on the sender. */
function isConsequence({ problems }: ReportedCase): boolean {
  return problems.every(({ what }) => /(^|: )(request$|verdict)/.test(what));
}

/** Counts distinct expectations. Failures that all expect the same concern one rule, not the endpoint. */
function expectations(cases: readonly ReportedCase[]): number {
  return new Set(cases.map(({ name, result }) => result?.scenario.reason ?? name)).size;
}

interface Cause {
  readonly cause: string;
  readonly hint: string;
  readonly isAboutSender?: boolean;
}

/** Matches the error messages of failures without a response. */
const NO_RESPONSE = /\bE[A-Z]{4,}\b|socket hang up|no (answer|response)|timed? ?out/i;

function causeOf({ problems }: ReportedCase, contract: Contract | undefined): Cause | undefined {
  const silent = problems.find(({ what }) => /(^|: )(request|run)$/.test(what));
  if (silent && !NO_RESPONSE.test(silent.got)) return undefined;
  if (silent)
    return {
      cause: 'the endpoint did not respond',
      hint: 'Check that the endpoint still runs and that `--target` is its address.',
    };
  const response = statusOf(problems);
  const code = contract && (recordedCode(problems, contract) ?? shownCode(response, contract));
  const reason = code === undefined ? undefined : contract?.reasons[code];
  if (code !== undefined && reason) {
    const cause = `the endpoint reported \`${code}\` instead of what was expected`;
    if (isAboutSender(reason))
      return {
        cause,
        hint: `The credentials probably do not belong to the endpoint. Pass its credentials with \`--config\`. ${reason.fix}`,
        isAboutSender: true,
      };
    if (reason.retryable && reason.status !== undefined && reason.status < 500)
      return { cause, hint: `The endpoint's rate limit refuses the run. ${reason.fix}` };
    return ofMediaType(problems);
  }
  return ofStatus(response, contract) ?? ofMediaType(problems);
}

/** Whether the reason concerns the credentials rather than the request. */
function isAboutSender({ outcome, status, retryable, wholeRequest }: Reason): boolean {
  if (outcome === 'ignored') return wholeRequest === true;
  return outcome === 'rejected' && !retryable && (status === 401 || status === 403);
}

interface ShownResponse {
  readonly status: number;
  readonly body: string;
}

function statusOf(problems: ReportedCase['problems']): ShownResponse | undefined {
  const got = problems.find(({ what }) => what.endsWith('status'))?.got;
  const [, status, body = ''] = /^(\d{3})(?: (.*))?$/s.exec(got ?? '') ?? [];
  return status === undefined ? undefined : { status: Number(status), body };
}

/** Returns the code from the endpoint's verdict. */
function recordedCode(problems: ReportedCase['problems'], { reasons }: Contract): string | undefined {
  return problems
    .filter(({ what }) => ['verdict', 'verdict reasons', 'verdict outcome'].includes(what))
    .flatMap(({ got }) => got.match(/[\w-]+/g) ?? [])
    .find((code) => reasons[code] !== undefined && reasons[code].outcome !== 'warning');
}

/** Returns the code whose message is in the body. */
function shownCode(response: ShownResponse | undefined, { reasons }: Contract): string | undefined {
  if (!response) return undefined;
  const messages = stringsIn(response.body);
  const fits = Object.entries(reasons).filter(
    ([, { status, message, contains }]) =>
      status === response.status &&
      literalLength(message) > 0 &&
      messages.some(
        (found) =>
          isRenderingOf(message, found) || (contains !== undefined && containsRenderingOf(contains, found)),
      ),
  );
  // The best match is the template with the most literal characters.
  fits.sort(([, a], [, b]) => literalLength(b.message) - literalLength(a.message));
  return fits[0]?.[0];
}

const literalLength = (template: string) => template.replace(/\{\w+\}/g, '').trim().length;

/** Returns the strings in a JSON body that is quoted as a JSON string, or none if it was truncated. */
function stringsIn(shown: string): string[] {
  try {
    const found: string[] = [];
    JSON.parse(JSON.parse(shown), (_, value: unknown) => {
      if (typeof value === 'string') found.push(value);
      return value;
    });
    return found;
  } catch {
    return [];
  }
}

function ofStatus(response: ShownResponse | undefined, contract: Contract | undefined): Cause | undefined {
  if (!response) return undefined;
  const { status, body } = response;
  const cause = `the endpoint responded with ${status} instead of what was expected`;
  if (status === 401 || status === 403)
    return {
      cause,
      hint: 'The endpoint probably has other credentials or follows another profile. Pass its credentials with `--config` and its profile with `--profile`.',
      isAboutSender: true,
    };
  if (status === 404 || status === 405 || status === 501 || /<(!doctype|html|h1)/i.test(body)) {
    const paths = [...(contract?.operations.values() ?? [])].map(({ path }) => `\`${path}\``);
    return {
      cause,
      hint: `Another program probably runs at this address, or the API has a base path. The paths of the contract are ${paths.join(', ') || 'in the documentation'}, and \`--target\` takes no base path.`,
    };
  }
  if (status >= 300 && status < 400)
    return { cause, hint: 'Set `--target` to the address that the endpoint redirects to.' };
  if (status === 429) return { cause, hint: 'The endpoint limits the rate. Run again later.' };
  if (status >= 500)
    return { cause, hint: 'Look for the cause in the log of the endpoint or of a proxy before it.' };
  return undefined;
}

function ofMediaType(problems: ReportedCase['problems']): Cause | undefined {
  const found = problems.find(({ what }) => what === 'response media type');
  return (
    found && {
      cause: `the endpoint responded with ${found.got} instead of ${found.expected}`,
      hint: 'Check that `--profile` is the one that the endpoint follows.',
    }
  );
}

/** Returns a line for each cause that many failures share. */
export function hints(report: {
  readonly summary: Pick<Summary, 'results'>;
  readonly sequences?: readonly SequenceResult[];
  readonly contracts: readonly Contract[];
}): string[] {
  const cases = reportedCases(report.summary, report.sequences);
  return sharedCauses(cases, report.contracts).map(
    ({ cause, hint, cases }) => `${cases.length} failed: ${cause}. ${hint}`,
  );
}
