/** Writes events as JSON and validates them, so that an invalid event is refused early and without the others. */
import type { Validity } from '@pushspec/client/reporter';
import type { RefusedEvent } from './errors.ts';

export interface Serialized {
  readonly texts: readonly string[];
  readonly refused: readonly RefusedEvent[];
}

/** Serializes events in order. Never throws. */
export function serialize(
  events: readonly unknown[],
  validate: ((event: unknown) => Validity) | undefined,
): Serialized {
  const texts: string[] = [];
  const refused: RefusedEvent[] = [];
  for (const [index, event] of events.entries()) {
    const result = serializeOne(event, validate);
    if (typeof result === 'string') texts.push(result);
    else refused.push({ index, ...result });
  }
  return { texts, refused };
}

function serializeOne(
  event: unknown,
  validate: ((event: unknown) => Validity) | undefined,
): string | Omit<RefusedEvent, 'index'> {
  let text: string | undefined;
  try {
    text = JSON.stringify(event);
  } catch (error) {
    return notJson((error as Error).message);
  }
  if (text === undefined || !text.startsWith('{')) return notJson('it is not an object');
  const [reason] = validate?.(JSON.parse(text)).reasons ?? [];
  if (!reason) return text;
  const { code, pointer, message, fix } = reason;
  return { reason: code, pointer, message, fix };
}

const notJson = (problem: string) => ({
  reason: 'not-json',
  pointer: '',
  message: `it cannot be written as JSON: ${problem}`,
  fix: 'Push an object without BigInts and circular references.',
});
