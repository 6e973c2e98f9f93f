/** A single mistake, and functions to create mistakes. */
import type { Base, Deviation } from './client.fixture.ts';

export interface Mutation {
  name: string;
  /** The expected cause. */
  code: string;
  deviation: (base: Base) => Deviation;
  /** Whether the mutation can be made in a request. */
  appliesTo?: (base: Base) => boolean;
}

export const simple = (
  code: string,
  name: string,
  deviation: Deviation,
  appliesTo?: Mutation['appliesTo'],
): Mutation => ({
  code,
  name,
  deviation: () => deviation,
  ...(appliesTo && { appliesTo }),
});

export const onlyV1 = ({ scheme }: Base) => scheme === 'rpc-v1';
export const onlyAcs3 = ({ scheme }: Base) => scheme === 'acs3';
export const onlyList = ({ action }: Base) => action === 'PutCustomEvent';

/** Restricts mutations to one scheme. */
export function restricted(isMeant: (base: Base) => boolean, mutations: readonly Mutation[]): Mutation[] {
  return mutations.map((mutation) => ({
    ...mutation,
    appliesTo: (base) => isMeant(base) && (mutation.appliesTo?.(base) ?? true),
  }));
}
