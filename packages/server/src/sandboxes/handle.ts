/** The handle of a sandbox for tests in the same process. */
import type { Config } from '@pushspec/contract';
import type { Runtime } from '../runtime.ts';
import type { PushServer } from '../server-options.ts';
import { type ReceivedVerdict, withRequest } from '../store/received.ts';
import { requestLister } from '../store/request-lister.ts';
import type { Filter, StoredRecord } from '../store/store.ts';
import { waitForVerdict } from '../store/wait-for.ts';
import type { Sandbox, SandboxFacts } from './sandbox.ts';

/** The methods that a sandbox shares with its server. In a sandbox they are limited to its own requests. */
type SharedMethods = Pick<PushServer, 'waitFor' | 'reset' | 'fail' | 'clock' | 'configure'>;

/**
 * New credentials, and control over the requests that contain them. Other requests to the server are not affected.
 * All methods but `close()` fail once the sandbox is closed or has expired. `configure()` also rejects credentials that
 * are in use outside of the sandbox.
 */
export interface ServerSandbox extends SandboxFacts, SharedMethods {
  /** The sandbox's credentials, with the settings that the server started with. */
  readonly config: Config;
  /** Returns verdicts on requests of this sandbox, oldest first. */
  requests(filter?: Omit<Filter, 'sandbox'>): Promise<ReceivedVerdict[]>;
  /** Removes the sandbox with its records. */
  close(): Promise<void>;
}

/** Creates the handle of a sandbox. */
export function createSandboxHandle(runtime: Runtime, sandbox: Sandbox): ServerSandbox {
  const { facts, config, realm, recordEvents, closing } = sandbox;
  const { id } = facts;
  const { verdicts, sleep, sandboxes } = runtime;
  const open = () => {
    if (sandboxes.get(id) === sandbox) return realm;
    throw new Error(`the sandbox ${id} is closed or has expired: create another one with server.sandbox()`);
  };
  const received = (record: StoredRecord) => withRequest(runtime, record, verdicts.whole(record));
  const past = requestLister({ store: realm.store, verdicts, received });
  return {
    ...facts,
    config,
    clock: realm.clock,
    requests: async (filter) => {
      open();
      return past(filter);
    },
    async waitFor(predicate, waiting) {
      open();
      const context = { recordEvents, received, past, sleep, closing, owner: 'the sandbox or its server' };
      return waitForVerdict(context, predicate, waiting);
    },
    reset: async () => open().reset(),
    fail: (fault) => open().addFault(fault),
    configure: async (api, settings) => open().configure(api, settings),
    close: async () => void (await sandboxes.close(id)),
  };
}
