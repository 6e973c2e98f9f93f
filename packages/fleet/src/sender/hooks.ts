/** Calls the hooks of a sender. An error in a hook is printed once and has no other effect. */
import type { ReporterEvent } from '@pushspec/client/reporter';
import type { FleetOutcome, Leadership, SenderOptions } from './options.ts';

export interface Hooks {
  outcome(outcome: FleetOutcome): void;
  leadership(leadership: Leadership): void;
  event(event: ReporterEvent): void;
  error(error: Error): void;
}

export function hooksOf(options: SenderOptions): Hooks {
  const printed = new Set<string>();
  const printOnce = (message: string) => {
    if (printed.has(message)) return;
    printed.add(message);
    console.error(message);
  };
  const call = async <Value>(name: string, hook: ((value: Value) => unknown) | undefined, value: Value) => {
    try {
      await hook?.(value);
    } catch (error) {
      printOnce(`pushspec: the hook \`${name}\` of the sender failed: ${error}`);
    }
  };
  const onError = options.onError ?? ((error: Error) => printOnce(`pushspec: ${error.message}`));
  return {
    outcome: (outcome) => void call('onOutcome', options.onOutcome, outcome),
    leadership: (leadership) => void call('onLeadership', options.onLeadership, leadership),
    event: (event) => void call('onEvent', options.onEvent, event),
    error: (error) => void call('onError', onError, error),
  };
}
