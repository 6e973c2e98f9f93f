/** A network that takes everything and sends nothing: the way of the events is the real one up to there. */
import type { Fetch } from '@pushspec/client';
import { acceptanceOf, isObject, loadBundle, operationsOf, type Vendor, valueAt } from '@pushspec/contract';

/** Answers each request as the contract shows an acceptance. */
export function dryRunFetch(vendor: Vendor): Fetch {
  const document = loadBundle(vendor, 'documented');
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error(`the contract of ${vendor} has no operation`);
  const { status } = acceptanceOf(document, entry.operation);
  const content = valueAt(document, `${entry.pointer}/responses/${status}/content`);
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  const value = valueAt(media, '/examples/accepted/value');
  return async () => Response.json(value, { status });
}
