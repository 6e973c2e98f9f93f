/** Manages the selected row and the keys j, k, Enter, Esc and /. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../admin/types.ts';
import { readRoute } from '../navigation/route.ts';

export interface CursorOptions {
  list: readonly Verdict[];
  /** ID of the open request. The cursor is on it. */
  opened: string | undefined;
  open: (id: string, options?: { replace?: boolean }) => void;
  close: () => void;
}

/** The cursor, and functions to move it. */
export interface Cursor {
  /** ID of the row that keys act on. */
  cursor: string | undefined;
  /** Moves by this many rows; -1 is the row above. */
  moveBy(step: number): void;
  moveTo(index: number): void;
}

/** Returns the cursor, and handles keys while the list is shown. */
export function useCursor(options: CursorOptions): Cursor {
  const latest = useRef(options);
  latest.current = options;
  const { opened } = options;
  // Keys may arrive faster than the page renders, so their handlers read refs instead of rendered values.
  const at = useRef<string | undefined>(undefined);
  if (opened !== undefined) at.current = opened;
  const [, render] = useState(0);
  const moveTo = (index: number) => {
    const { list, open } = latest.current;
    const verdict = list[Math.max(0, Math.min(index, list.length - 1))];
    if (!verdict) return;
    at.current = verdict.id;
    // Moving through open requests adds no history entries.
    if (readRoute(location).id !== undefined) open(verdict.id, { replace: true });
    else render((count) => count + 1);
  };
  const moveBy = (step: number) =>
    moveTo(latest.current.list.findIndex(({ id }) => id === at.current) + step);
  const openCursor = () => {
    if (at.current !== undefined && readRoute(location).id === undefined) latest.current.open(at.current);
  };
  useEffect(() => {
    const actions: Record<string, () => void> = {
      j: () => moveBy(1),
      k: () => moveBy(-1),
      Enter: openCursor,
      Escape: () => latest.current.close(),
      '/': () => document.querySelector<HTMLInputElement>('input[name=text]')?.focus(),
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actions[event.key];
      if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
      const element = event.target as HTMLElement;
      if (element.closest('input, select, textarea')) {
        // The first Esc leaves the field, the next one closes the request.
        if (event.key === 'Escape') element.blur();
        return;
      }
      if (event.key === 'Enter' && element.closest('a, button, summary')) return;
      // Otherwise the slash would be typed into the field.
      if (event.key === '/') event.preventDefault();
      action();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return { cursor: opened ?? at.current, moveBy, moveTo };
}
