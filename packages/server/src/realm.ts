/** A realm: the configuration, limits, faults, clock and records of one sandbox, or of requests outside of sandboxes. */
import type { ApiName, Config } from '@pushspec/contract';
import { checkFault } from './checked-fault.ts';
import { type Clock, createClock } from './clock.ts';
import { createFaults, type Fault, type Faults } from './faults.ts';
import { createServices, type Services, type ServicesOptions, type Settings } from './services.ts';
import type { Store } from './store/store.ts';

/** The state of one sandbox, or of requests outside of sandboxes. */
export interface Realm {
  /** Id of the sandbox, or an empty string outside of sandboxes. */
  readonly id: string;
  /** The store, limited to the records of this realm. */
  readonly store: Store;
  readonly services: Services;
  readonly clock: Clock;
  readonly faults: Faults;
  /** Adds a fault. Throws if it is not valid, or if the API's contract does not have its reason. */
  addFault(fault: Fault): void;
  /** Changes settings of an API. Rejects with a ConfigError and leaves everything unchanged. */
  configure(api: ApiName, settings: Settings): Promise<void>;
  /** Restores the initial state. */
  reset(): Promise<void>;
}

export interface RealmOptions extends Omit<ServicesOptions, 'clock' | 'faults' | 'check' | 'sandbox'> {
  id: string;
  /** Source of the clock, in milliseconds since 1970. */
  source: () => number;
  /** Called before a changed configuration is used. Throws a ConfigError to reject it. */
  check: (config: Config) => void;
  /** Called after each attempt to change the configuration, with the initial and the current one. */
  onConfigured: (configs: readonly [start: Config, current: Config]) => void;
}

/** Creates a realm. */
export async function createRealm(options: RealmOptions): Promise<Realm> {
  const { id, store, source, config: start, contracts, onConfigured } = options;
  const clock = createClock(source);
  const faults = createFaults();
  const services = await createServices({ ...options, sandbox: id, faults, clock: clock.now });
  return {
    ...{ id, store, services, clock, faults },
    addFault(fault) {
      checkFault(contracts, fault);
      faults.add(fault);
    },
    async configure(api, settings) {
      try {
        await services.configure(api, settings);
      } finally {
        onConfigured([start, services.config()]);
      }
    },
    async reset() {
      await store.reset(id);
      await services.reset();
      onConfigured([start, start]);
      faults.clear();
      clock.resume();
    },
  };
}
