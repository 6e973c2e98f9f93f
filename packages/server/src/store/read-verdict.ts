/** Reads the verdict of a record. Details are computed here, from the request, so that senders do not wait for them. */
import { pointerSegments, repeatedProperties } from '@pushspec/contract';
import { type ApiModule, moduleOf } from '../apis/api.ts';
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import { type ItemLimits, itemVerdicts } from '../pipeline/interpretation.ts';
import type { Finding, Verdict } from '../pipeline/verdict.ts';
import { recordedBody, recordedSummary } from './request-summary.ts';
import type { ShownVerdicts } from './shown-verdicts.ts';
import { DEFAULT_LIMIT, type Filter, type Store, type StoredRecord } from './store.ts';

/** Code of a warning that all contracts have. It is computed on reading, so it is not in the store's index. */
const DUPLICATE = 'duplicate-member';

/** Returns the verdict of a record, with as many items as the limits allow. */
export function readVerdict(api: ApiModule, { verdict, request }: StoredRecord, limits: ItemLimits): Verdict {
  const module = moduleOf(api, verdict.operation);
  const { contract } = module;
  const { facts, bodyBytes, summary, ...recorded } = verdict;
  const size = bodyBytes ?? request.body.byteLength;
  const { method, target } = request;
  const rest = {
    ...recorded,
    summary: { ...(summary ?? recordedSummary(module, { request, size })), method, target },
  };
  const context = { receivedAt: Date.parse(verdict.receivedAt), facts };
  const body = verdict.operation === null ? undefined : recordedBody(module, request);
  if (body === undefined) return { ...rest, items: [] };
  const { items, count } = itemVerdicts(contract, {
    body,
    verdict,
    limits,
    resultOf: (item) => module.resultOf(item, context),
    isDropped: (item) => module.isDropped?.(item, context) ?? false,
  });
  return {
    ...rest,
    warnings: [...rest.warnings, ...duplicateWarnings(contract, request.body)],
    items,
    ...(items.length < count && { itemCount: count }),
  };
}

/** Returns the records that match a filter, newest first, even if it names a warning that is computed on reading. */
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

const PAGE = 200;

/** Warnings reported per body. */
const REPORTED = 5;

function duplicateWarnings(contract: Contract, bytes: Uint8Array): Finding[] {
  if (!(DUPLICATE in contract.reasons)) return [];
  return repeatedProperties(bytes, { ...contract.operation.leniency, most: REPORTED }).map((pointer) => {
    const field = pointerSegments(pointer).at(-1);
    return finding(contract, DUPLICATE, { pointer, parameters: { field } });
  });
}
