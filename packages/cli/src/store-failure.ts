/** Converts the error of a store that cannot be opened. */
import type { StoreError } from '@pushspec/server';
import { CommandFailure, EXIT } from './failure.ts';
import { typedOption } from './typed-as.ts';

interface StoreChoice {
  store: string;
  /** The port, which names the default store. */
  port: number;
  isDefault: boolean;
}

/** Returns a `CommandFailure` for a `StoreError`, and any other error unchanged. */
export function storeFailure(error: unknown, { store, port, isDefault }: StoreChoice): unknown {
  const { name, code, message: storeMessage } = error as StoreError;
  if (name !== 'StoreError') return error;
  const message =
    code === 'STORE_IN_USE' && isDefault
      ? `another server already uses port ${port} and its store ${store}: choose another port with ${typedOption('--port')}, or name a file with ${typedOption('--store')}`
      : `${storeMessage} with ${typedOption('--store')}`;
  return new CommandFailure(EXIT.usage, message, { cause: error });
}
