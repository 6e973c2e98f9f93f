/** OpenTelemetry metrics of clients and reporters. Imports nothing of OpenTelemetry: you pass what it needs. */
export type { Fetch, FetchInit, FetchResponse } from '../options.ts';
export type { ReporterEvent } from '../reporter/events.ts';
export type { Attributes, Meter, MetricsOptions } from './instruments.ts';
export { type ClientMetricsOptions, measureClient } from './measure-client.ts';
export { measureReporter } from './measure-reporter.ts';
export { type UntracedFetchOptions, untracedFetch } from './untraced-fetch.ts';
