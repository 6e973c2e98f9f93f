/** Tells a flush when all that was pushed before it has come to its end, whatever is pushed meanwhile. */

export interface Epochs {
  /** Counts the flushes so far. */
  readonly current: number;
  /** An event begins; gives its epoch. */
  begin(): number;
  end(epoch: number): void;
  /** Resolves when no event of this and earlier epochs is under way; begins a new one. */
  turn(): Promise<void>;
}

export function createEpochs(): Epochs {
  let current = 0;
  let ofCurrent = 0;
  /** Events under way of the epochs before it, the oldest epoch first; none is zero. */
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
