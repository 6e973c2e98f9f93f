/** Loads the mock if it is installed. It is a separate package because it depends on Prism, which is larger than everything else. */
import type { Mock } from '@pushspec/mock';
import { version } from './version.ts';

/** Resolves to the mock's package, or `undefined` if it is not installed. */
export async function mockPackage(): Promise<typeof import('@pushspec/mock') | undefined> {
  return isInstalled('@pushspec/mock') ? import('@pushspec/mock') : undefined;
}

/** Returns whether a package is installed. A package that is installed but does not load throws its own error later. */
export function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}

/** Creates the mock, or returns a message if this version of Node is too old for it. */
export function mockOrReason({ createMock }: typeof import('@pushspec/mock')): Mock | string {
  try {
    return createMock();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'TOO_OLD_NODE') throw error;
    return (error as Error).message;
  }
}

/** Returns installation advice for a package, for use inside a message. */
export function installAdvice(name: string): string {
  return `run \`npm install ${name}@${version}\` where pushspec is installed, or \`npx -p pushspec -p ${name} pushspec …\``;
}

export const mockAdvice = installAdvice('@pushspec/mock');
