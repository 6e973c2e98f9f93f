/** A network that takes everything and sends nothing: the way of the events is the real one up to there. */
import type { Fetch } from '@pushspec/client';
import { isObject, loadBundle, operationsOf, type Vendor, valueAt } from '@pushspec/contract';

/** Answers each request as the contract shows an acceptance. */
export function dryRunFetch(vendor: Vendor): Fetch {
  const document = loadBundle(vendor, 'documented');
  const pointer = operationsOf(document)[0]?.pointer ?? '';
  const content = valueAt(document, `${pointer}/responses/200/content`);
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  const example = isObject(media) && isObject(media.examples) ? Object.values(media.examples)[0] : undefined;
  const value = isObject(example) ? example.value : undefined;
  return async () => Response.json(value);
}
