/** How a command ends that cannot open its store. */
import type { StoreError } from '@pushspec/server';
import { CommandFailure, EXIT } from './failure.ts';

interface StoreChoice {
  store: string;
  /** The port that names the store when the user does not. */
  port: number;
  isDefault: boolean;
}

/** Returns the failure of the command for an error of a store, and any other error as it is. */
export function storeFailure(error: unknown, { store, port, isDefault }: StoreChoice): unknown {
  const { name, code, message } = error as StoreError;
  if (name !== 'StoreError') return error;
  const text =
    code === 'STORE_IN_USE' && isDefault
      ? `another server for port ${port} is running, as ${store} is open: choose another port with --port, or name a file with --store`
      : `${message} with --store`;
  return new CommandFailure(EXIT.usage, text, { cause: error });
}
