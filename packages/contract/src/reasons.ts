/** Reason codes: rendering their messages, and finding the reason of an answer. Free of dependencies: the clients bundle it. */

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
  /** The HTTP status that carries it; absent where it is not visible on the wire. */
  readonly status?: number;
  readonly general?: boolean;
  readonly errorCode?: string;
  readonly contains?: string;
  /** What befalls one item befalls the whole request. */
  readonly wholeRequest?: boolean;
  readonly message: string;
  readonly provenance: Provenance;
  readonly source: Source;
  readonly retryable?: boolean;
  readonly fix: string;
  readonly note?: number;
}

/** What a client needs of a refusal; one without `status` hides in an answer that looks like a success. */
export type WireReason = Pick<Reason, 'message' | 'fix'> &
  Partial<Pick<Reason, 'status' | 'general' | 'errorCode' | 'contains' | 'retryable'>> & {
    /** One item of a batch can be the cause of it. */
    readonly aboutItem?: boolean;
  };

/** What local validation needs of a reason. */
export type ItemReason = Pick<Reason, 'outcome' | 'message' | 'fix'>;

export type MessageParameters = Readonly<Record<string, string | number | undefined>>;

/** Puts the parameters into a message template; a parameter that is not given stays as its name in braces. */
export function renderMessage(template: string, parameters: MessageParameters): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** Whether a text can have come from a template. */
export function isRenderingOf(template: string, text: string): boolean {
  const literals = template.split(/\{\w+\}/);
  const pattern = literals
    .map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('[\\s\\S]*?');
  return new RegExp(`^${pattern}$`).test(text);
}

export interface Answer {
  status: number;
  message: string;
  errorCode?: string | undefined;
}

/**
 * The reason of a refusal: by the vendor's own error code where it has one, then by the text of the message,
 * then the general reason of the status. Undefined where the contract knows no refusal with this status.
 */
export function reasonOfAnswer<Code extends string>(
  reasons: Readonly<Record<Code, WireReason>>,
  answer: Answer,
): Code | undefined {
  const all = Object.entries(reasons) as [Code, WireReason][];
  const sameCode = all.filter(([, reason]) => answer.errorCode && reason.errorCode === answer.errorCode);
  const candidates =
    sameCode.length > 0 ? sameCode : all.filter(([, reason]) => reason.status === answer.status);
  const fits = candidates.filter(
    ([, reason]) =>
      (reason.contains !== undefined && answer.message.includes(reason.contains)) ||
      isRenderingOf(reason.message, answer.message),
  );
  const literalLength = (reason: WireReason) => reason.message.replace(/\{\w+\}/g, '').length;
  fits.sort(([, a], [, b]) => literalLength(b) - literalLength(a));
  return (fits[0] ?? candidates.find(([, reason]) => reason.general) ?? candidates[0])?.[0];
}
