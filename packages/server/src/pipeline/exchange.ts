/** A vendor request in the pipeline. */
import type { Json } from '@pushspec/contract';

/** A request, with the results of the steps that it has been through. */
export interface Exchange<Caller = unknown> {
  readonly id: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly receivedAt: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Query as sent, without the question mark, or `undefined` if there is none. */
  readonly query: string | undefined;
  /** The target as the client sent it, including the prefix of a mounted router. Signatures cover this target. */
  readonly signed: Readonly<Pick<Exchange, 'target' | 'path' | 'query'>>;
  /** Header values by lowercase name. Repeated headers are joined as HTTP allows. */
  readonly headers: Readonly<Record<string, string>>;
  /** Names and values in turn, as sent. */
  readonly rawHeaders?: readonly string[];
  /** Address of the client. */
  readonly ip: string;
  /** The body as received. */
  readonly bytes: Buffer;
  /** Size of the body on the wire. Larger than `bytes` if the body exceeded the limit. */
  readonly size: number;
  /** Whether the body ended early, so that `bytes` are only its beginning. */
  readonly isCutOff?: boolean;
  /** The body as a string, set once decoded. Searching a string is far cheaper than searching bytes. */
  text?: string;
  /** The parsed body, set once decoded. */
  body?: Json;
  /** Undoes state that a check recorded, such as a nonce. Called if the request is not recorded. */
  undo?: () => void;
  /** The sender, set once known. */
  caller?: Caller;
}
