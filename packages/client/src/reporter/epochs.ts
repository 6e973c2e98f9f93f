/** Tracks when all events that were pushed before a flush have ended. */

export interface Epochs {
  /** Number of flushes so far. */
  readonly current: number;
  /** Counts a pushed event. Returns its epoch. */
  begin(): number;
  end(epoch: number): void;
  /** Begins a new epoch. Resolves when no event of an earlier epoch is pending. */
  turn(): Promise<void>;
}

export function createEpochs(): Epochs {
  let current = 0;
  let ofCurrent = 0;
  /** Pending events of earlier epochs, the oldest first. Epochs without events are removed. */
  const ofEarlier = new Map<number, number>();
  const waiting: { readonly epoch: number; readonly resolve: () => void }[] = [];
  const isOver = (epoch: number) => {
    const [oldest] = ofEarlier.keys();
    return oldest === undefined || oldest > epoch;
  };
  return {
    get current() {
      return current;
    },
    begin() {
      ofCurrent++;
      return current;
    },
    end(epoch) {
      if (epoch === current) {
        ofCurrent--;
        return;
      }
      const left = (ofEarlier.get(epoch) ?? 0) - 1;
      if (left > 0) {
        ofEarlier.set(epoch, left);
        return;
      }
      ofEarlier.delete(epoch);
      while (waiting[0] && isOver(waiting[0].epoch)) waiting.shift()?.resolve();
    },
    turn() {
      const epoch = current++;
      if (ofCurrent > 0) ofEarlier.set(epoch, ofCurrent);
      ofCurrent = 0;
      if (isOver(epoch)) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ epoch, resolve }));
    },
  };
}
