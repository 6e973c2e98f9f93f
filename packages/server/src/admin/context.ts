/** What the routes of the admin API work on. */
import type { Profile, Vendor } from '@pushspec/contract';
import type { Request, Response } from 'express';
import type { Clock } from '../clock.ts';
import type { Fault, Faults } from '../faults.ts';
import type { Masking } from '../mask.ts';
import type { Sleep } from '../pipeline/deliver.ts';
import type { Services } from '../services.ts';
import type { News } from '../store/news.ts';
import type { Store } from '../store/store.ts';
import type { ShownVerdicts } from '../store/summary.ts';

export interface AdminContext {
  store: Store;
  news: News;
  /** Verdicts of records, masked. */
  verdicts: ShownVerdicts;
  masking: Masking;
  services: Services;
  clock: Clock;
  faults: Faults;
  /** Throws for what is not a fault, and for a reason that the vendor's contract does not have. */
  checkFault: (fault: Fault) => void;
  /** Throws like `checkFault`. */
  addFault: (fault: Fault) => void;
  configure: Services['configure'];
  reset: () => Promise<void>;
  sleep: Sleep;
  /** Aborted when the server closes. */
  closing: AbortSignal;
  /** The server's own address. */
  ownUrl: () => string;
  /** Address of the mock, where there is one. */
  mockUrl: () => string | undefined;
  vendorOf: (target: string) => Vendor | undefined;
  profile: Profile;
  version: string;
  onError: (error: unknown) => void;
}

export const HTTP = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  badGateway: 502,
  unavailable: 503,
} as const;

/** An error that the admin API answers with this status and message. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** A route that answers with JSON; what it throws becomes the answer. */
export type Route = (request: Request, response: Response) => unknown;
