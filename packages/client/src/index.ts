/** Errors and types that all APIs share. The clients are in `@pushspec/client/<api>`. */
export type { PushResult } from './contract.ts';
export { isPushError, isTransportError, PushError, TransportError, type TransportFailure } from './errors.ts';
export type { ClientOptions, Fetch, FetchInit, FetchResponse, SendOptions } from './options.ts';
