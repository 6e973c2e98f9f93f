/** Answers that fail on request, so that a test can see how a sender takes them. */
import type { Vendor } from '@pushspec/contract';

export interface Fault {
  vendor: Vendor;
  /** Reason code of the contract that the answer shows. */
  reason: string;
  /** Requests that get it. @default 1 */
  times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The reason with which the next request of the vendor fails, if it is to fail. */
  take(vendor: Vendor): string | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let faults: Required<Fault>[] = [];
  return {
    add: (fault) => faults.push({ times: 1, ...fault }),
    take(vendor) {
      const fault = faults.find((candidate) => candidate.vendor === vendor);
      if (!fault) return undefined;
      fault.times--;
      faults = faults.filter(({ times }) => times > 0);
      return fault.reason;
    },
    clear: () => {
      faults = [];
    },
  };
}
