/** The view of the inspector that sends edited examples. */
import { useState } from 'preact/hooks';
import { type Vendor, vendors } from '../admin/types.ts';
import { useFacts } from '../contracts.ts';
import { TryForm } from './try-form.tsx';

export function Try() {
  const facts = useFacts();
  const [vendor, setVendor] = useState<Vendor>(firstVendor);
  return facts ? <TryForm key={vendor} facts={facts} vendor={vendor} onVendor={setVendor} /> : null;
}

/** A link may name the vendor. */
function firstVendor(): Vendor {
  const asked = new URLSearchParams(location.search).get('vendor');
  return vendors.find((vendor) => vendor === asked) ?? 'blueking';
}
