/** Reads a kept record: what nobody has to wait for is told from the request itself. */
import { pointerSegments, readJson, repeatedProperties } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import { type ItemLimits, itemVerdicts } from '../pipeline/interpretation.ts';
import type { Finding, Verdict } from '../pipeline/verdict.ts';
import type { ApiModule } from '../vendors/vendor.ts';
import type { Filter, Store, StoredRecord } from './store.ts';
import type { ShownVerdicts } from './summary.ts';

/** The code of a warning that all contracts have, and that is told on reading: no record is found by it alone. */
const DUPLICATE = 'duplicate-member';

/** The verdict of a record, with as many items as the limits allow. */
export function readVerdict(api: ApiModule, { verdict, request }: StoredRecord, limits: ItemLimits): Verdict {
  const { contract } = api;
  const { facts, bodyBytes: _, ...rest } = verdict;
  const context = { receivedAt: Date.parse(verdict.receivedAt), facts };
  const parsed =
    verdict.operation === null ? undefined : readJson(request.body, contract.operation.leniency).value;
  if (parsed === undefined) return { ...rest, items: [] };
  const { items, count } = itemVerdicts(contract, {
    body: api.decoded?.(parsed) ?? parsed,
    verdict,
    limits,
    became: (item) => api.became(item, context),
    drops: (item) => api.drops?.(item, context) ?? false,
  });
  return {
    ...rest,
    warnings: [...rest.warnings, ...duplicateWarnings(contract, request.body)],
    items,
    ...(items.length < count && { itemCount: count }),
  };
}

/** The records that a filter lets through, also where it names a warning that is told on reading. Newest first. */
export async function listRecords(
  store: Store,
  filter: Filter,
  rows: ShownVerdicts['rows'],
): Promise<StoredRecord[]> {
  if (filter.reason !== DUPLICATE) return store.list(filter);
  const { reason: _, limit = DEFAULT_LIMIT, ...others } = filter;
  const found: StoredRecord[] = [];
  let page = await store.list({ ...others, limit: PAGE });
  while (page.length > 0 && found.length < limit) {
    const verdicts = await rows(page);
    found.push(
      ...page.filter((_, index) => verdicts[index]?.warnings.some(({ code }) => code === DUPLICATE)),
    );
    page = await store.list({ ...others, limit: PAGE, before: page.at(-1)?.verdict.id ?? '' });
  }
  return found.slice(0, limit);
}

const DEFAULT_LIMIT = 50;
const PAGE = 200;

/** Reported for one body. */
const REPORTED = 5;

function duplicateWarnings(contract: Contract, bytes: Uint8Array): Finding[] {
  if (!(DUPLICATE in contract.reasons)) return [];
  return repeatedProperties(bytes, { ...contract.operation.leniency, most: REPORTED }).map((pointer) => {
    const field = pointerSegments(pointer).at(-1);
    return finding(contract, DUPLICATE, { pointer, parameters: { field } });
  });
}
