/** Records work that takes real time even where the clock is virtual. */

/** The signatures in progress. Web Crypto computes them on threads of its own. */
export const signatures = new Set<Promise<unknown>>();

/** Returns the work. It is in the set while it is in progress, so that virtual time can wait for it. */
export function recorded<Result>(work: Promise<Result>, inProgress: Set<Promise<unknown>>): Promise<Result> {
  inProgress.add(work);
  const end = () => inProgress.delete(work);
  work.then(end, end);
  return work;
}
