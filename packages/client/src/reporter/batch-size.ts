/** Limits the size of requests: less after a refusal of a large one, and gradually more after successes. */
import type { BatchBounds } from './queue.ts';

export interface BatchSize {
  /** A request of this size was too large. */
  refused(unit: keyof BatchBounds, size: number): void;
  /** A request of this size was accepted. */
  accepted(sent: BatchBounds): void;
}

/** @param bounds The maximum size of a request, which is changed in place. */
export function createBatchSize(bounds: { -readonly [Unit in keyof BatchBounds]: number }): BatchSize {
  const units = { maxItems: createBound(bounds.maxItems), maxBytes: createBound(bounds.maxBytes) };
  const update = () => {
    bounds.maxItems = units.maxItems.current();
    bounds.maxBytes = units.maxBytes.current();
  };
  return {
    refused(unit, size) {
      units[unit].halve(size);
      update();
    },
    accepted({ maxItems, maxBytes }) {
      units.maxItems.grow(maxItems);
      units.maxBytes.grow(maxBytes);
      update();
    },
  };
}

/** A bound grows by the refused size divided by this. */
const STEPS = 10;
/** If growing leads to another refusal, the limit is permanent. The next attempt then needs this many times more successes. */
const PATIENCE = 8;
const MAX_PATIENCE = 512;

function createBound(max: number) {
  let current = max;
  /** The size that was refused first. When the bound reaches it, all sizes are allowed again. */
  let goal = max;
  let hasGrown = false;
  let patience = 1;
  let successes = 0;
  return {
    current: () => current,
    halve(size: number) {
      // Larger requests may have been sent before the bound was lowered, so their refusals add nothing.
      if (hasGrown && size <= current) patience = Math.min(patience * PATIENCE, MAX_PATIENCE);
      if (current === max) goal = Math.min(size, max);
      hasGrown = false;
      successes = 0;
      current = Math.min(current, Math.ceil(size / 2));
    },
    grow(size: number) {
      if (current === max) {
        if (size >= goal) patience = 1;
        return;
      }
      // A request that is much smaller than the bound proves nothing.
      if (size < current / 2 || ++successes < patience) return;
      successes = 0;
      hasGrown = true;
      current += Math.ceil(goal / STEPS);
      if (current >= goal) current = max;
    },
  };
}
