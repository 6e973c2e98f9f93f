/** Names a value that JSON cannot write and that is sent as null. */
import { valueAt } from '@pushspec/contract/precompiled';

/** Returns the message parameters that say so; empty if the value at this place is null itself. Never throws. */
export function becameNull(body: unknown, pointer: string): { got?: string; value?: string } {
  try {
    const value: unknown = valueAt(body, pointer);
    if (value === null) return {};
    const isShown = typeof value === 'number' || value instanceof Date;
    const text = `${isShown ? String(value) : typeof value}, which JSON writes as null`;
    return { got: text, value: text };
  } catch {
    return {};
  }
}
