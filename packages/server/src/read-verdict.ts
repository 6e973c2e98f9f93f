/** Reads a kept record: what became of the items is told from the request itself. */
import type { Json } from '@pushspec/contract';
import { itemVerdicts } from './interpretation.ts';
import type { StoredRecord } from './store/store.ts';
import type { VendorService } from './vendor-app.ts';
import type { Verdict } from './verdict.ts';

/** The whole verdict of a record. */
export function readVerdict({ contract, steps }: VendorService, { verdict, request }: StoredRecord): Verdict {
  const { facts, ...rest } = verdict;
  const context = { receivedAt: Date.parse(verdict.receivedAt), facts };
  const parsed = verdict.operation === null ? undefined : parse(request.body);
  const body = parsed === undefined ? undefined : (steps.decoded?.(parsed) ?? parsed);
  return {
    ...rest,
    items: itemVerdicts(contract, { body, verdict }, (item) => steps.transformed(item, context)),
  };
}

function parse(bytes: Uint8Array): Json | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}
