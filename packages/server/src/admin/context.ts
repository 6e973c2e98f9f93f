/** The context that the routes of the admin API share. */
import type { Profile } from '@pushspec/contract';
import type { Clock } from '../clock.ts';
import type { Fault, Faults } from '../faults.ts';
import type { ApiOf } from '../http/api-of.ts';
import type { Masking } from '../mask.ts';
import type { Sleep } from '../pipeline/deliver.ts';
import type { Realm } from '../realm.ts';
import type { Sandbox } from '../sandboxes/sandbox.ts';
import type { Sandboxes } from '../sandboxes/sandboxes.ts';
import type { Services } from '../services.ts';
import type { RecordEvents } from '../store/record-events.ts';
import type { ShownVerdicts } from '../store/shown-verdicts.ts';
import type { Store, StoredRecord } from '../store/store.ts';

/** The parts of a server that the routes use. */
export interface AdminContext {
  store: Store;
  recordEvents: RecordEvents;
  /** Verdicts of records, masked. */
  verdicts: ShownVerdicts;
  masking: Masking;
  services: Services;
  clock: Clock;
  faults: Faults;
  /** Throws if the value is not a fault, or if the API's contract does not have its reason. */
  checkFault: (fault: Fault) => void;
  /** Throws like `checkFault`. */
  addFault: (fault: Fault) => void;
  configure: Services['configure'];
  reset: () => Promise<void>;
  /** Returns the realm that handled a record. */
  realmOf: (record: StoredRecord) => Realm;
  /** The records of all realms: a request sent from here may belong to another realm. */
  allRecords: Pick<Store, 'get'>;
  sandboxes: Sandboxes;
  sleep: Sleep;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  /** The server's own address. */
  ownUrl: () => string;
  /** Address of the mock, or `undefined` if there is none. */
  mockUrl: () => string | undefined;
  apiOf: ApiOf;
  profile: Profile;
  version: string;
  /** Whether the server serves the pages that findings link to. */
  hasSite: boolean;
  onError: (error: unknown) => void;
}

/** Returns the context for routes with `?sandbox=<id>`, which see and change only that sandbox. */
export function contextIn(context: AdminContext, { realm, recordEvents, closing }: Sandbox): AdminContext {
  const { store, services, clock, faults, addFault, configure, reset } = realm;
  return {
    ...context,
    ...{ store, services, clock, faults, addFault, configure, reset, recordEvents, closing },
  };
}

/** HTTP statuses of the admin API. */
export const HTTP = {
  created: 201,
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  badGateway: 502,
  unavailable: 503,
} as const;

/** An error that the admin API turns into a response with this status and message. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
