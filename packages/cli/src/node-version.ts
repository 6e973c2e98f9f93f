/** Whether a Node is new enough for the command line. An old Node loads this file: no import that it has not got. */
import { engines } from './version.ts';

/** What to tell whoever runs an older Node than `engines` names, in one line; undefined for all others. */
export function tooOldNode({ version, program }: { version: string; program: string }): string | undefined {
  const needed = engines.node.replace('>=', '');
  if (version.localeCompare(needed, 'en', { numeric: true }) >= 0) return undefined;
  return `this is Node ${version} (${program}), and pushspec needs ${needed} or newer: install that from https://nodejs.org, or put the one that you have first in PATH`;
}
