/** What a vendor's part is made from, and how it is made. */
import type { StepContext } from '../steps/step.ts';
import type { Store } from '../store/store.ts';
import type { VendorService } from '../vendor-app.ts';

export interface VendorContext extends StepContext {
  /** Bytes of a body that are held in memory where the contract knows no limit. */
  safetyBytes: number;
  /** What was kept before; a part reads from it what it has to know after a restart. */
  store: Pick<Store, 'list'>;
}

export type CreateVendor = (context: VendorContext) => Promise<VendorService>;
