/** The OpenTelemetry instruments, and the attributes of their measurements. */
import type { ApiName } from '@pushspec/contract';
import { isPushError, isTransportError } from '../errors.ts';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

interface InstrumentOptions {
  readonly description?: string;
  readonly unit?: string;
  readonly advice?: { readonly explicitBucketBoundaries?: number[] };
}

/** The part of a `Meter` of `@opentelemetry/api` that is used. */
export interface Meter {
  createCounter(
    name: string,
    options?: InstrumentOptions,
  ): { add(value: number, attributes?: Attributes): void };
  createHistogram(
    name: string,
    options?: InstrumentOptions,
  ): { record(value: number, attributes?: Attributes): void };
  createObservableUpDownCounter(
    name: string,
    options?: InstrumentOptions,
  ): {
    addCallback(callback: (result: { observe(value: number, attributes?: Attributes): void }) => void): void;
  };
}

export interface MetricsOptions {
  /**
   * A meter of `@opentelemetry/api`.
   *
   * @example meter: metrics.getMeter('my-app')
   */
  readonly meter: Meter;
  /**
   * Attributes of all measurements, in addition to those of the semantic conventions.
   *
   * @default {}
   * @example attributes: { 'pushspec.team': 'payments' }
   */
  readonly attributes?: Attributes | undefined;
}

/** Seconds. @see https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/ (read 2026-11-30) */
const DURATION_BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export type Instruments = ReturnType<typeof createInstruments>;

/** Observable instruments report one value for each set of attributes, so that all reporters of a meter share them. */
const instrumentsOf = new WeakMap<Meter, Instruments>();

/** @throws TypeError if the option `meter` is not a meter */
export function instrumentsFor({ meter }: MetricsOptions): Instruments {
  if (typeof meter?.createCounter !== 'function') {
    throw new TypeError('`meter` must be a meter of OpenTelemetry: pass `metrics.getMeter(name)`');
  }
  const instruments = instrumentsOf.get(meter) ?? createInstruments(meter);
  instrumentsOf.set(meter, instruments);
  return instruments;
}

/** An object whose number of waiting events is observed. */
interface Observed {
  readonly reporter: WeakRef<{ ledger(): { readonly pending: number } }>;
  readonly attributes: Attributes;
}

function createInstruments(meter: Meter) {
  let observed: Observed[] = [];
  meter
    .createObservableUpDownCounter('pushspec.reporter.queue.length', {
      unit: '{event}',
      description: 'Events that were pushed and have no outcome yet, waiting or in flight.',
    })
    .addCallback((result) => {
      observed = observed.filter(({ reporter }) => reporter.deref());
      const lengths = new Map<string, { length: number; readonly attributes: Attributes }>();
      for (const { reporter, attributes } of observed) {
        const key = JSON.stringify(Object.entries(attributes).sort());
        const sum = lengths.get(key) ?? { length: 0, attributes };
        sum.length += reporter.deref()?.ledger().pending ?? 0;
        lengths.set(key, sum);
      }
      for (const { length, attributes } of lengths.values()) result.observe(length, attributes);
    });
  return {
    sentMessages: meter.createCounter('messaging.client.sent.messages', {
      unit: '{message}',
      description: 'Messages that the client attempted to send, in requests that have ended.',
    }),
    operationDuration: meter.createHistogram('messaging.client.operation.duration', {
      unit: 's',
      description: 'Duration of a call or request, up to the end of the response.',
      advice: { explicitBucketBoundaries: DURATION_BOUNDARIES },
    }),
    outcomes: meter.createCounter('pushspec.reporter.outcomes', {
      unit: '{event}',
      description: 'Events that a reporter delivered, rejected or dropped.',
    }),
    retries: meter.createCounter('pushspec.reporter.retries', {
      unit: '{request}',
      description: 'Requests that a reporter will send again.',
    }),
    observeQueue(reporter: { ledger(): { readonly pending: number } }, attributes: Attributes) {
      observed.push({ reporter: new WeakRef(reporter), attributes });
    },
  };
}

/** Returns the attributes of everything that is measured of one client. */
export function clientAttributes(
  { api, origin }: { readonly api: ApiName; readonly origin: string },
  { attributes }: MetricsOptions,
): Attributes {
  const { hostname, port, protocol } = new URL(origin);
  return {
    ...attributes,
    'messaging.system': api,
    'server.address': hostname,
    'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
  };
}

/** The attributes of one operation. `name` is the method of the client, or `send` for a request of a reporter. */
export function operationAttributes(name: string, error: unknown): Attributes {
  return {
    'messaging.operation.name': name,
    'messaging.operation.type': 'send',
    ...(error !== undefined && { 'error.type': errorType(error) }),
  };
}

/** Returns a reason code, the kind of a transport failure, or the name of another error. */
export function errorType(error: unknown): string {
  if (isPushError(error)) return error.reason;
  if (isTransportError(error)) return error.kind;
  return error instanceof Error ? error.name : '_OTHER';
}

/** Whether an attempt to send was made. */
export const wasSent = (error: unknown): boolean =>
  isPushError(error) ? !error.local : isTransportError(error) && error.kind !== 'credentials';
