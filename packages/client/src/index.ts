/** What is the same for all vendors. The clients are at `@pushspec/client/<vendor>`. */
export type { PushResult } from './contract.ts';
export { isPushError, isTransportError, PushError, TransportError, type TransportFailure } from './errors.ts';
export type { ClientOptions, Fetch, SendOptions } from './options.ts';
