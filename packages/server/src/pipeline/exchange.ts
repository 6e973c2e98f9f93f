/** A vendor request on its way through the steps. */
import type { Json } from '@pushspec/contract';

export interface Exchange<Caller = unknown> {
  readonly id: string;
  /** Milliseconds since 1970, by the server's clock. */
  readonly receivedAt: number;
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  /** Path as sent, without the query. */
  readonly path: string;
  /** Query as sent, without the question mark; undefined where there is none. */
  readonly query: string | undefined;
  /** The target as the client sent it, also where the router is mounted under a prefix: signatures cover this one. */
  readonly signed: Readonly<Pick<Exchange, 'target' | 'path' | 'query'>>;
  /** Header values by lower-case name; repeated ones joined as HTTP allows. */
  readonly headers: Readonly<Record<string, string>>;
  /** Name, value, name, value…, as sent. */
  readonly rawHeaders?: readonly string[];
  /** Address of the client. */
  readonly ip: string;
  /** The body as received. */
  readonly bytes: Buffer;
  /** Size of the body on the wire, which is more than `bytes` holds where it was too large. */
  readonly size: number;
  /** The body's text, once it is decoded: searching a string is far cheaper than searching bytes. */
  text?: string;
  /** The decoded body, once it is decoded. */
  body?: Json;
  /** Who sends, once that is known. */
  caller?: Caller;
}
