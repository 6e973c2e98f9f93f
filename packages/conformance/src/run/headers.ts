/** Header lists that are laid over each other. */
import { MissingValue } from '../scenario/placeholders.ts';

/** Name to value; null takes a header of a lower layer away. */
export type HeaderLayer = Readonly<Record<string, string | null>>;

/** All layers in one: of equal names, in whatever letter case, the last one counts. */
export function overlaid(...layers: readonly HeaderLayer[]): HeaderLayer {
  const kept = new Map<string, readonly [string, string | null]>();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer)) kept.set(name.toLowerCase(), [name, value]);
  }
  return Object.fromEntries(kept.values());
}

/** A credential as the value of a header: HTTP takes away the spaces at its ends. */
export function headerText(credential: string): string {
  if (/^[\t ]|[\t ]$/.test(credential))
    throw new MissingValue(
      'the configuration has a credential with spaces at its ends, which no HTTP header can carry',
    );
  return credential;
}

/** What is sent of a layer. */
export function settled(layer: HeaderLayer): Record<string, string> {
  return Object.fromEntries(Object.entries(layer).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
}
