/** Merges layers of headers. */
import { MissingValueError } from '../scenario/placeholders.ts';

/** Values by name. `null` removes a header of a lower layer. */
export type HeaderLayer = Readonly<Record<string, string | null>>;

/** Merges layers. Names are case-insensitive, and the last one wins. */
export function mergedHeaders(...layers: readonly HeaderLayer[]): HeaderLayer {
  const kept = new Map<string, readonly [string, string | null]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) kept.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(kept.values());
}

/** Returns a credential as a header value. Throws if it starts or ends with whitespace, which HTTP strips. */
export function headerValue(credential: string): string {
  if (/^[\t ]|[\t ]$/.test(credential))
    throw new MissingValueError(
      'the configuration has a credential that starts or ends with whitespace, which an HTTP header cannot carry',
    );
  return credential;
}

/** Returns the headers of a layer without the removed ones. */
export function presentHeaders(layer: HeaderLayer): Record<string, string> {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
}
