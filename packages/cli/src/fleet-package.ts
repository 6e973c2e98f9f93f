/** Loads `@pushspec/fleet` if it and pg-boss are installed. It is separate because only some users have PostgreSQL. */
import { CommandFailure, EXIT } from './failure.ts';
import { isInstalled } from './mock-package.ts';
import { version } from './version.ts';

/** Resolves to the part of the fleet that prepares databases. @throws CommandFailure that says how to install it */
export async function fleetSetup(): Promise<typeof import('@pushspec/fleet/setup')> {
  if (!isInstalled('@pushspec/fleet/setup')) throw notInstalled();
  try {
    return await import('@pushspec/fleet/setup');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw notInstalled();
  }
}

const notInstalled = () =>
  new CommandFailure(
    EXIT.usage,
    `the fleet is not installed: run \`npm install @pushspec/fleet@${version} pg-boss@12.38\` where pushspec is installed`,
  );
