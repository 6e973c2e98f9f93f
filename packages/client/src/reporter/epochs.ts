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
  /** Events under way by epoch, the oldest epoch first; none is zero. */
  const underWay = new Map<number, number>();
  const waiting: { readonly epoch: number; readonly resolve: () => void }[] = [];
  let current = 0;
  const isOver = (epoch: number) => {
    const [oldest] = underWay.keys();
    return oldest === undefined || oldest > epoch;
  };
  return {
    get current() {
      return current;
    },
    begin() {
      underWay.set(current, (underWay.get(current) ?? 0) + 1);
      return current;
    },
    end(epoch) {
      const left = (underWay.get(epoch) ?? 0) - 1;
      if (left > 0) {
        underWay.set(epoch, left);
        return;
      }
      underWay.delete(epoch);
      while (waiting[0] && isOver(waiting[0].epoch)) waiting.shift()?.resolve();
    },
    turn() {
      const epoch = current++;
      if (isOver(epoch)) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ epoch, resolve }));
    },
  };
}
