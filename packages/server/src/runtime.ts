/** The runtime of a server without its port: the state and operations that tests and the admin API use. */
import { setTimeout as timer } from 'node:timers/promises';
import { type ApiName, type Config, parseConfig } from '@pushspec/contract';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';
import type { AdminContext } from './admin/context.ts';
import { checkFault } from './checked-fault.ts';
import { checkedServerOptions } from './checked-options.ts';
import type { Contract } from './contract/contract.ts';
import { apiByPath } from './http/api-of.ts';
import { createLog, type Log, type LogLevel } from './log.ts';
import { createMasking } from './mask.ts';
import { createExplain } from './pipeline/explain.ts';
import { createRealm, type Realm } from './realm.ts';
import { createCredentialIndex } from './sandboxes/credential-index.ts';
import { createSandboxes } from './sandboxes/sandboxes.ts';
import type { ServerOptions } from './server-options.ts';
import { readContracts } from './services.ts';
import { readVerdict } from './store/read-verdict.ts';
import { withRecordEvents } from './store/record-events.ts';
import { scopedStore } from './store/scoped.ts';
import { createShownVerdicts } from './store/shown-verdicts.ts';
import { openStore } from './store/sqlite.ts';
import { StoreError } from './store/store-error.ts';

/** Bytes of a body kept in memory if a contract states no limit, so that no sender exhausts the server. */
const SAFETY_BYTES = 32 * 1024 * 1024;

/** The parts of a running server, without its port. */
export interface Runtime extends Omit<AdminContext, 'ownUrl' | 'version' | 'hasSite'> {
  log: Log;
  contracts: ReadonlyMap<ApiName, Contract>;
  /** The realm of requests outside of sandboxes. */
  main: Realm;
  /** Ends delays, live streams, waits and timers. */
  stop(): void;
  /** Commits pending records and closes the store. */
  close(): Promise<void>;
}

/** Creates a runtime. Rejects with a ConfigError or TypeError, or if a contract is missing or broken, or if the store cannot be opened. */
export async function createRuntime(options: ServerOptions): Promise<Runtime> {
  const { profile = 'documented', random = Math.random, documents } = checkedServerOptions(options);
  const config = parseConfig(options.config ?? {});
  const contracts = readContracts({ profile, documents });
  const apiOf = apiByPath(contracts);
  const sleep =
    options.sleep ?? ((ms, signal) => timer(Math.min(ms, LONGEST_TIMER_MS), undefined, { signal }));
  const masking = createMasking(config, (request) => contracts.get(apiOf(request) as ApiName));
  const { log, onError } = loggingOf(options, masking.mask);
  const closing = new AbortController();
  const { store, recordEvents } = withRecordEvents(openStore({ file: options.store ?? ':memory:' }), onError);
  const shared = {
    ...{ contracts, store, random, onError, log, safetyBytes: SAFETY_BYTES },
    source: options.clock ?? Date.now,
    delivery: { sleep, random, closing: closing.signal },
    explain: options.explain ? createExplain(masking) : undefined,
  };
  const index = createCredentialIndex();
  const use = (configs: readonly Config[]) => index.set('', configs);
  use([config]);
  const main = await createRealm({
    ...{ ...shared, id: '', config, store: scopedStore(store, '') },
    check: (changed) => index.claim('', changed),
    onConfigured(configs) {
      use(configs);
      masking.add(configs[1]);
      verdicts.clear();
    },
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const realmOf: AdminContext['realmOf'] = ({ verdict: { sandbox = '' } }) =>
    sandboxes.get(sandbox)?.realm ?? main;
  const verdicts = createShownVerdicts({
    read: (record, limits) =>
      readVerdict(realmOf(record).services.service(record.verdict.api), record, limits),
    maskOf: (record) => masking.of(record.request),
    onError,
  });
  const sandboxes = createSandboxes({
    ...{ main, shared, config, index, recordEvents, masking, verdicts, closing: closing.signal },
  });
  const { services, clock, faults, addFault, configure, reset } = main;
  return {
    ...{ services, clock, faults, addFault, configure, reset },
    ...{ main, sandboxes, realmOf, store, allRecords: store, recordEvents, masking, verdicts },
    ...{ sleep, profile, onError, log, apiOf, contracts },
    closing: closing.signal,
    mockUrl: options.mockUrl ?? (() => undefined),
    checkFault: (fault) => checkFault(contracts, fault),
    stop() {
      closing.abort();
      sandboxes.stop();
    },
    close: store.close,
  };
}

type OnError = (error: unknown) => void;

function loggingOf({ logLevel, logTo, onError }: ServerOptions, mask: (text: string) => string) {
  const level = logLevel ?? (process.env.PUSHSPEC_LOG as LogLevel | undefined) ?? 'warn';
  const log = createLog({ level, mask, destination: logTo });
  const report = neverThrowing(onError ?? log.error, log.error);
  return {
    log,
    // The client disconnected while the server closed, so nothing waits for this request.
    onError(error: unknown) {
      if (!(error instanceof StoreError && error.code === 'STORE_CLOSED')) report(error);
    },
  };
}

/** Wraps the caller's `onError`, so that an error that it throws never reaches a request. */
function neverThrowing(onError: OnError, otherwise: OnError): OnError {
  return (error) => {
    try {
      onError(error);
    } catch (failure) {
      otherwise(failure);
    }
  };
}
