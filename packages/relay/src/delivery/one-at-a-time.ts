/** Runs asynchronous tasks one after the other, in the order of the calls. */
export function oneAtATime(): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let previous: Promise<unknown> = Promise.resolve();
  return (task) => {
    const current = previous.then(task);
    previous = current.catch(() => undefined);
    return current;
  };
}
