/** Calls the hooks of users. A failing hook must not lose events or end the process. */

export interface Hooks {
  /** Calls a hook. Reports its errors once for each name. */
  call<Argument>(name: string, hook: ((argument: Argument) => unknown) | undefined, argument: Argument): void;
}

export function createHooks(): Hooks {
  const reported = new Set<string>();
  const report = (name: string, error: unknown) => {
    if (reported.has(name)) return;
    reported.add(name);
    globalThis.console?.warn(
      `@pushspec/client: the hook \`${name}\` failed with ${oneLine(error)}. Fix the hook. Its later failures are not reported.`,
    );
  };
  return {
    call(name, hook, argument) {
      try {
        const result = hook?.(argument);
        if (isThenable(result)) result.then(undefined, (error) => report(name, error));
      } catch (error) {
        report(name, error);
      }
    },
  };
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function oneLine(error: unknown): string {
  try {
    return String(error).replace(/\s+/g, ' ');
  } catch {
    return 'an error that cannot be shown';
  }
}
