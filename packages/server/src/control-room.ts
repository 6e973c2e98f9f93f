/** The state of a server and what moves it, apart from the port: what tests and the admin API work on. */
import { setTimeout as timer } from 'node:timers/promises';
import { parseConfig, type Vendor } from '@pushspec/contract';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';
import type { AdminContext } from './admin/context.ts';
import { checkFault } from './checked-fault.ts';
import { checkedServerOptions } from './checked-options.ts';
import { createClock } from './clock.ts';
import { createFaults } from './faults.ts';
import { vendorByPath } from './http/paths.ts';
import { createLog, type Log, type LogLevel } from './log.ts';
import { createMasking } from './mask.ts';
import { createExplain } from './pipeline/explain.ts';
import type { ServerOptions } from './server-options.ts';
import { createServices } from './services.ts';
import { announced } from './store/news.ts';
import { readVerdict } from './store/read-verdict.ts';
import { openStore } from './store/sqlite.ts';
import { StoreError } from './store/store-error.ts';
import { createShownVerdicts } from './store/summary.ts';

/** Bytes of a body that are held in memory where a contract knows no limit; ours, so that no sender exhausts the server. */
const SAFETY_BYTES = 32 * 1024 * 1024;

export interface ControlRoom extends Omit<AdminContext, 'ownUrl' | 'version'> {
  log: Log;
  /** Ends what would otherwise go on for ever: delays, live streams and waits. */
  stop(): void;
  /** Commits what is still to be committed, and closes the store. */
  close(): Promise<void>;
}

/** Rejects with a ConfigError or a TypeError, and when a contract is missing or broken or the store cannot be opened. */
export async function createControlRoom(options: ServerOptions): Promise<ControlRoom> {
  const { profile = 'documented', random = Math.random } = checkedServerOptions(options);
  const config = parseConfig(options.config ?? {});
  const sleep =
    options.sleep ?? ((ms, signal) => timer(Math.min(ms, LONGEST_TIMER_MS), undefined, { signal }));
  const masking = createMasking(config, (target) => services.contracts.get(vendorOf(target) as Vendor));
  const level = options.logLevel ?? (process.env.PUSHSPEC_LOG as LogLevel | undefined) ?? 'warn';
  const log = createLog({ level, mask: masking.text, destination: options.logTo });
  const told = surely(options.onError ?? log.error, log.error);
  // Its client has gone while the server closed: nobody waits for that request.
  const onError = (error: unknown) => {
    if (!(error instanceof StoreError && error.code === 'STORE_CLOSED')) told(error);
  };
  const clock = createClock(options.clock ?? Date.now);
  const closing = new AbortController();
  const { store, news } = announced(openStore({ file: options.store ?? ':memory:' }), onError);
  const faults = createFaults();
  const delivery = { sleep, random, closing: closing.signal };
  const shared = { store, faults, delivery, clock: clock.now, random, onError, safetyBytes: SAFETY_BYTES };
  const explain = options.explain ? createExplain(masking) : undefined;
  const services = await createServices({
    ...shared,
    profile,
    documents: options.documents,
    config,
    explain,
    log,
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const vendorOf = vendorByPath(services.contracts);
  const verdicts = createShownVerdicts({
    read: (record, limits) => readVerdict(services.service(record.verdict.vendor), record, limits),
    maskOf: (record) => masking.of(record.request),
    onError,
  });
  return {
    ...{ store, news, masking, services, clock, faults, sleep, profile, onError, log },
    closing: closing.signal,
    mockUrl: options.mockUrl ?? (() => undefined),
    vendorOf,
    verdicts,
    checkFault: (fault) => checkFault(services.contracts, fault),
    addFault(fault) {
      checkFault(services.contracts, fault);
      faults.add(fault);
    },
    async configure(vendor, settings) {
      await services.configure(vendor, settings);
      masking.learn(services.config());
      verdicts.clear();
    },
    async reset() {
      await store.reset();
      await services.reset();
      verdicts.clear();
      faults.clear();
      clock.resume();
    },
    stop: () => closing.abort(),
    close: store.close,
  };
}

type OnError = (error: unknown) => void;

/** What a caller's own function throws must not reach the request that something failed for. */
function surely(onError: OnError, otherwise: OnError): OnError {
  return (error) => {
    try {
      onError(error);
    } catch (failure) {
      otherwise(failure);
    }
  };
}
