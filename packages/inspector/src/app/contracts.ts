/** The facts of the contracts that the page needs, loaded when a view asks for them. */
import { useEffect, useState } from 'preact/hooks';
import type { VendorFacts } from '../contract-facts.ts';
import type { Vendor } from './admin/types.ts';

export type Facts = Record<Vendor, VendorFacts>;

let asked: Promise<Facts> | undefined;

/** Undefined until they are there. */
export function useFacts(): Facts | undefined {
  const [facts, setFacts] = useState<Facts>();
  useEffect(() => {
    asked ??= fetch(new URL('contracts.json', import.meta.url)).then((response) => response.json());
    asked.then(setFacts).catch(() => {
      // The next view asks anew.
      asked = undefined;
    });
  }, []);
  return facts;
}
