/** Opens, finds, expires and closes the sandboxes of a server. */
import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ApiName, type Config, ConfigError, freshConfig } from '@pushspec/contract';
import { LONGEST_TIMER_MS } from '@pushspec/contract/closing';
import type { Masking } from '../mask.ts';
import type { Exchange } from '../pipeline/exchange.ts';
import { createRealm, type Realm, type RealmOptions } from '../realm.ts';
import type { RecordEvents } from '../store/record-events.ts';
import { scopedEvents, scopedStore } from '../store/scoped.ts';
import type { ShownVerdicts } from '../store/shown-verdicts.ts';
import type { CredentialIndex } from './credential-index.ts';
import { checkedSandboxOptions, SANDBOX_HEADER, type Sandbox, type SandboxOptions } from './sandbox.ts';

/** Maximum number of open sandboxes. Each needs about 70 KB, and masking searches for the secrets of all of them. */
const MAX_OPEN = 200;

const ID_BYTES = 6;

/** Minimum delay of the timer, so that a clock that does not run, as in a test, does not keep it busy. */
const MIN_WAIT_MS = 1000;

/** Thrown if too many sandboxes are open. The message says what to do. */
export class TooManySandboxesError extends Error {
  override readonly name = 'TooManySandboxesError';

  constructor() {
    super(`${MAX_OPEN} sandboxes are already open: delete one, or set a shorter \`ttlSeconds\` for new ones`);
  }
}

/** The sandboxes of a server. */
export interface Sandboxes {
  readonly most: number;
  /** Whether no sandbox is open. Requests then need not be inspected. */
  isEmpty(): boolean;
  /** Opens a sandbox. Rejects with a {@link TooManySandboxesError}, or with a TypeError for invalid options. */
  open(options?: SandboxOptions): Promise<Sandbox>;
  /** Returns a sandbox, or `undefined` if it is closed, has expired or never existed. */
  get(id: string): Sandbox | undefined;
  /** Returns the open sandboxes, oldest first. */
  list(): Sandbox[];
  /** Removes a sandbox with its records. Resolves to `false` if it is not open. */
  close(id: string): Promise<boolean>;
  /** Returns the realm of a request's sandbox, or `undefined` if it belongs to none. */
  realmOf(api: ApiName, exchange: Exchange): Realm | undefined;
  /** Stops the timer. */
  stop(): void;
}

export interface SandboxesOptions {
  /** The realm of requests outside of sandboxes. */
  main: Realm;
  /** Options that all realms share. The store contains the records of all realms. */
  shared: Omit<RealmOptions, 'id' | 'config' | 'check' | 'onConfigured'>;
  config: Config;
  index: CredentialIndex;
  recordEvents: RecordEvents;
  masking: Masking;
  verdicts: Pick<ShownVerdicts, 'clear'>;
  closing: AbortSignal;
}

interface Open {
  sandbox: Sandbox;
  expiresMs: number;
  end: AbortController;
}

/** Creates the sandboxes of a server. */
export function createSandboxes(options: SandboxesOptions): Sandboxes {
  const { main, shared, index, recordEvents, masking, verdicts, closing } = options;
  const { source, store, onError } = shared;
  const all = new Map<string, Open>();
  let opening = 0;
  let timer: NodeJS.Timeout | undefined;

  const close = async (id: string): Promise<boolean> => {
    const entry = all.get(id);
    if (!entry) return false;
    all.delete(id);
    index.remove(id);
    entry.end.abort();
    schedule();
    // The store closes with the server. It removes these records when it is opened again.
    if (closing.aborted) return true;
    // Pending records are committed in one turn, and their events fire in the next.
    await nextTurn();
    await nextTurn();
    await store.reset(id);
    verdicts.clear();
    masking.remove(id);
    return true;
  };
  /** Returns a sandbox, or removes it if it has expired. */
  const live = (id: string): Sandbox | undefined => {
    const entry = all.get(id);
    if (!entry || entry.expiresMs > source()) return entry?.sandbox;
    close(id).catch(onError);
    return undefined;
  };
  const sweep = () => {
    for (const id of [...all.keys()]) live(id);
  };
  /** Schedules one timer for the next sandbox that expires. It does not keep the process alive. */
  const schedule = () => {
    clearTimeout(timer);
    if (all.size === 0 || closing.aborted) return;
    const first = Math.min(...[...all.values()].map(({ expiresMs }) => expiresMs));
    const waitMs = Math.min(Math.max(first - source(), MIN_WAIT_MS), LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      sweep();
      schedule();
    }, waitMs).unref();
  };
  const reserve = (id: string): Config => {
    for (;;) {
      const config = freshConfig(options.config);
      try {
        index.claim(id, config);
        return config;
      } catch (error) {
        // The range of data ids is small enough for collisions.
        if (!(error instanceof ConfigError)) throw error;
      }
    }
  };
  const realmFor = async (id: string, config: Config, isClosed: () => boolean): Promise<Realm> => {
    opening++;
    try {
      return await createRealm({
        ...{ ...shared, id, config, store: scopedStore(store, id, isClosed) },
        check: (changed) => index.claim(id, changed),
        onConfigured(configs) {
          // A change that ends after the sandbox is closed must not restore its credentials.
          if (isClosed()) return;
          index.set(id, configs);
          masking.add(configs[1], id);
          verdicts.clear();
        },
      });
    } catch (error) {
      index.remove(id);
      throw error;
    } finally {
      opening--;
    }
  };
  return {
    most: MAX_OPEN,
    isEmpty: () => all.size === 0,
    async open(given = {}) {
      const { name, ttlSeconds } = checkedSandboxOptions(given);
      sweep();
      if (all.size + opening >= MAX_OPEN) throw new TooManySandboxesError();
      const id = randomBytes(ID_BYTES).toString('hex');
      const config = reserve(id);
      const end = new AbortController();
      const realm = await realmFor(id, config, () => end.signal.aborted);
      masking.add(config, id);
      const createdMs = source();
      const expiresMs = createdMs + ttlSeconds * 1000;
      const facts = {
        ...{ id, ...(name !== undefined && { name }) },
        createdAt: new Date(createdMs).toISOString(),
        expiresAt: new Date(expiresMs).toISOString(),
      };
      const signal = AbortSignal.any([closing, end.signal]);
      const sandbox = { facts, config, realm, recordEvents: scopedEvents(recordEvents, id), closing: signal };
      all.set(id, { sandbox, expiresMs, end });
      schedule();
      return sandbox;
    },
    get: live,
    list() {
      sweep();
      return [...all.values()].map(({ sandbox }) => sandbox);
    },
    close,
    realmOf(api, exchange) {
      const owner = index.ownerOf(api, main.services.service(api).identifiersIn(exchange));
      // Without a sandbox's credentials the header decides.
      const id = owner || exchange.headers[SANDBOX_HEADER];
      return id ? live(id)?.realm : undefined;
    },
    stop: () => clearTimeout(timer),
  };
}
