/** Finds the cause that many failures share, such as wrong credentials or another program at the address. */
import { isRenderingOf, type Reason } from '@pushspec/contract/reasons';
import type { Contract } from '../contract/contract.ts';
import type { Summary } from '../run/run.ts';
import type { SequenceResult } from '../sequences/run-sequences.ts';
import { type ReportedCase, reportedCases } from './reported-case.ts';

export interface SharedCause {
  /** What the endpoint did, as the end of "N cases failed because …". */
  readonly cause: string;
  readonly hint: string;
  readonly cases: readonly ReportedCase[];
}

/** Fewer failures than this are shown one by one. */
const FEWEST = 3;

/** The causes that each explain most of what failed of one API. */
export function sharedCauses(cases: readonly ReportedCase[], contracts: readonly Contract[]): SharedCause[] {
  const failed = cases.filter(({ outcome }) => outcome === 'failed');
  return [...Map.groupBy(failed, ({ vendor }) => vendor)].flatMap(([vendor, own]) => {
    const contract = contracts.find((one) => one.vendor === vendor);
    const found = own.map((one) => ({ one, cause: causeOf(one, contract) }));
    const groups = Map.groupBy(found, ({ cause }) => cause?.cause);
    return [...groups.values()].flatMap((group) => {
      const cause = group[0]?.cause;
      if (!cause) return [];
      const follows = cause.isAboutSender
        ? found.filter((other) => !other.cause && isConsequence(other.one))
        : [];
      const list = group.map(({ one }) => one);
      const rivals = own.length - follows.length;
      const isShared = expectations(list) > 1 && list.length * 2 >= rivals;
      const all = [...list, ...follows.map(({ one }) => one)];
      return isShared && all.length >= FEWEST ? [{ cause: cause.cause, hint: cause.hint, cases: all }] : [];
    });
  });
}

/** What the endpoint records of a request, and whether a limit can be used up, follows from who sends. */
function isConsequence({ problems }: ReportedCase): boolean {
  return problems.every(({ what }) => /(^|: )(play$|verdict)/.test(what));
}

/** Failures that all expected the same are about that one thing, not about the endpoint. */
function expectations(cases: readonly ReportedCase[]): number {
  return new Set(cases.map(({ name, result }) => result?.scenario.reason ?? name)).size;
}

interface Cause {
  readonly cause: string;
  readonly hint: string;
  readonly isAboutSender?: boolean;
}

/** What a program says that got no response. */
const NO_RESPONSE = /\bE[A-Z]{4,}\b|socket hang up|no (answer|response)|timed? ?out/i;

function causeOf({ problems }: ReportedCase, contract: Contract | undefined): Cause | undefined {
  const unplayed = problems.find(({ what }) => /(^|: )(play|run)$/.test(what));
  if (unplayed && !NO_RESPONSE.test(unplayed.got)) return undefined;
  if (unplayed)
    return {
      cause: 'the endpoint did not respond',
      hint: 'Check that the endpoint still runs and that `--target` is its address.',
    };
  const answer = statusOf(problems);
  const code = contract && (recordedCode(problems, contract) ?? shownCode(answer, contract));
  const reason = code === undefined ? undefined : contract?.reasons[code];
  if (code !== undefined && reason) {
    const cause = `the endpoint reported \`${code}\` instead of what was expected`;
    if (isAboutSender(reason))
      return {
        cause,
        hint: `The credentials are probably not those of the endpoint. Pass its own with \`--config\`. ${reason.fix}`,
        isAboutSender: true,
      };
    if (reason.retryable && reason.status !== undefined && reason.status < 500)
      return { cause, hint: `The rate limit of the endpoint refuses the run. ${reason.fix}` };
    return ofMediaType(problems);
  }
  return ofStatus(answer, contract) ?? ofMediaType(problems);
}

/** The credentials are wrong, whatever the request is. */
function isAboutSender({ outcome, status, retryable, wholeRequest }: Reason): boolean {
  if (outcome === 'ignored') return wholeRequest === true;
  return outcome === 'rejected' && !retryable && (status === 401 || status === 403);
}

interface ShownAnswer {
  readonly status: number;
  readonly body: string;
}

function statusOf(problems: ReportedCase['problems']): ShownAnswer | undefined {
  const got = problems.find(({ what }) => what.endsWith('status'))?.got;
  const [, status, body = ''] = /^(\d{3})(?: (.*))?$/s.exec(got ?? '') ?? [];
  return status === undefined ? undefined : { status: Number(status), body };
}

/** The code that the endpoint's own record names. */
function recordedCode(problems: ReportedCase['problems'], { reasons }: Contract): string | undefined {
  return problems
    .filter(({ what }) => ['verdict', 'verdict reasons', 'verdict outcome'].includes(what))
    .flatMap(({ got }) => got.match(/[\w-]+/g) ?? [])
    .find((code) => reasons[code] !== undefined && reasons[code].outcome !== 'warning');
}

/** The code whose message the body has. */
function shownCode(answer: ShownAnswer | undefined, { reasons }: Contract): string | undefined {
  if (!answer) return undefined;
  const messages = stringsIn(answer.body);
  const fits = Object.entries(reasons).filter(
    ([, { status, message, contains }]) =>
      status === answer.status &&
      literalLength(message) > 0 &&
      messages.some(
        (text) => isRenderingOf(message, text) || (contains !== undefined && text.includes(contains)),
      ),
  );
  // The closest template is the one with the most text of its own.
  fits.sort(([, a], [, b]) => literalLength(b.message) - literalLength(a.message));
  return fits[0]?.[0];
}

const literalLength = (template: string) => template.replace(/\{\w+\}/g, '').trim().length;

/** The strings of a JSON body that is shown as a JSON string; none where it was cut short. */
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

function ofStatus(answer: ShownAnswer | undefined, contract: Contract | undefined): Cause | undefined {
  if (!answer) return undefined;
  const { status, body } = answer;
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
      hint: `Another program is probably at this address, or it serves the API below a base path. The paths of the contract are ${paths.join(', ') || 'in the documentation'}, and \`--target\` takes no base path.`,
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
  const found = problems.find(({ what }) => what === 'answer media type');
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
