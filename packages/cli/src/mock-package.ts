/** The mock brings Prism, which is larger than all the rest: it is a package of its own, and loaded where it is installed. */
import { version } from './version.ts';

/** The mock's package, or undefined where it is not installed. */
export async function mockPackage(): Promise<typeof import('@pushspec/mock') | undefined> {
  return isInstalled('@pushspec/mock') ? import('@pushspec/mock') : undefined;
}

/** Whether a package can be found from here. One that is found and does not load is not our case: its own error says more. */
export function isInstalled(name: string): boolean {
  try {
    return import.meta.resolve(name) !== '';
  } catch {
    return false;
  }
}

/** What to do about it, in the middle of a line. */
export const mockAdvice =
  `\`npm install @pushspec/mock@${version}\` where pushspec is installed, ` +
  'or `npx -p pushspec -p @pushspec/mock pushspec …`';
