/**
 * Renders the messages of reasons, and finds the reason of a response.
 *
 * @example
 * ```js
 * import { wireReasons } from '@pushspec/contract/guance/wire-reasons';
 * import { reasonOfResponse, renderMessage } from '@pushspec/contract/reasons';
 *
 * console.log(renderMessage('at most {limit} events', { limit: 3 }));
 * console.log(reasonOfResponse(wireReasons, { status: 404, message: 'there is nothing at this path' }));
 * ```
 * ```text
 * at most 3 events
 * unknown-path
 * ```
 */

// No dependencies, because the clients bundle this module.

/**
 * Response header of the reference server with the id under which it keeps the request. It is not part of the vendors' APIs.
 */
export const REQUEST_ID_HEADER = 'x-pushspec-request-id';

export type Outcome = 'rejected' | 'ignored' | 'transformed' | 'warning';
export type Provenance = 'documented' | 'observed' | 'assumed';

export interface Source {
  readonly title: string;
  readonly url?: string;
  /** The day on which it was read, `yyyy-mm-dd`. */
  readonly read: string;
}

/** An entry of a contract's `x-reasons`, with its source resolved. */
export interface Reason {
  readonly outcome: Outcome;
  /** HTTP status; absent if the reason is not visible on the wire. */
  readonly status?: number;
  readonly general?: boolean;
  readonly errorCode?: string;
  /** Beginning of more error codes with this meaning: each is equal to it, or continues with a dot. */
  readonly errorCodeFamily?: string;
  /** The part of the vendor's message that is fixed, as a template. The rest may differ. */
  readonly contains?: string;
  /** One affected item affects the whole request. */
  readonly wholeRequest?: boolean;
  readonly message: string;
  readonly provenance: Provenance;
  readonly source: Source;
  readonly retryable?: boolean;
  readonly fix: string;
  readonly note?: number;
}

/** The part of a refusal that clients need. A refusal without `status` is inside of a response with a success status. */
export type WireReason = Pick<Reason, 'message' | 'fix'> &
  Partial<Pick<Reason, 'status' | 'general' | 'errorCode' | 'errorCodeFamily' | 'contains' | 'retryable'>> & {
    /** Whether one item of a batch can cause it. */
    readonly aboutItem?: boolean;
  };

/** The part of a reason that local validation needs. */
export type ItemReason = Pick<Reason, 'outcome' | 'message' | 'fix'>;

/** Values of message parameters by name. */
export type MessageParameters = Readonly<Record<string, string | number | undefined>>;

/** Renders a message template. A parameter without a value stays as its name in braces. */
export function renderMessage(template: string, parameters: MessageParameters): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** Returns whether a string can be a rendering of a template. */
export function isRenderingOf(template: string, message: string): boolean {
  return new RegExp(`^${patternOf(template)}$`).test(message);
}

/** Returns whether a string contains a rendering of a template, such as the part of a message that is fixed. */
export function containsRenderingOf(template: string, message: string): boolean {
  return new RegExp(patternOf(template)).test(message);
}

function patternOf(template: string): string {
  const literals = template.split(/\{\w+\}/);
  return literals.map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[\\s\\S]*?');
}

/** The parts of a refusal that identify its reason. */
export interface RefusalResponse {
  status: number;
  message: string;
  errorCode?: string | undefined;
}

/**
 * Returns the reason code of a refusal: by the vendor's error code if there is one, by the family of this code, then by the message, then the general
 * reason of the status. Returns `undefined` if the contract has no refusal with this status.
 */
export function reasonOfResponse<Code extends string>(
  reasons: Readonly<Record<Code, WireReason>>,
  response: RefusalResponse,
): Code | undefined {
  const all = Object.entries(reasons) as [Code, WireReason][];
  const { errorCode } = response;
  const sameCode = all.filter(([, reason]) => errorCode && reason.errorCode === errorCode);
  const sameFamily = all.filter(([, reason]) => isOfFamily(errorCode, reason.errorCodeFamily));
  const sameStatus = all.filter(([, reason]) => reason.status === response.status);
  const candidates = [sameCode, sameFamily].find(({ length }) => length > 0) ?? sameStatus;
  const fits = candidates.filter(
    ([, reason]) =>
      (reason.contains !== undefined && containsRenderingOf(reason.contains, response.message)) ||
      isRenderingOf(reason.message, response.message),
  );
  const literalLength = (reason: WireReason) => reason.message.replace(/\{\w+\}/g, '').length;
  fits.sort(([, a], [, b]) => literalLength(b) - literalLength(a));
  return (fits[0] ?? candidates.find(([, reason]) => reason.general) ?? candidates[0])?.[0];
}

function isOfFamily(code: string | undefined, family: string | undefined): boolean {
  return code !== undefined && family !== undefined && `${code}.`.startsWith(`${family}.`);
}
