/**
 * Checks that Node.js is new enough for a package.
 *
 * @example
 * ```js
 * import { tooOldNode } from '@pushspec/contract/node-version';
 *
 * const requirement = { name: 'my-package', engines: { node: '>=24.18.0' } };
 * console.log(tooOldNode(requirement, { version: '22.16.0', program: '/usr/bin/node' }));
 * ```
 * ```text
 * this is Node 22.16.0 (/usr/bin/node), and my-package needs 24.18.0 or newer: install that from https://nodejs.org, or put the one that you have first in PATH
 * ```
 */

// Old versions must be able to load this file, so it has no imports.

/** The part of a `package.json` that names the required Node.js version. */
export interface NodeRequirement {
  name: string;
  engines: { node: string };
}

/** Thrown on a Node.js version that is older than a package requires. */
export class TooOldNodeError extends Error {
  override readonly name = 'TooOldNodeError';
  readonly code = 'TOO_OLD_NODE';
}

/** Returns a message if Node.js is older than `engines` requires, or `undefined`. */
export function tooOldNode(
  { name, engines }: NodeRequirement,
  { version, program } = { version: process.versions.node, program: process.execPath },
): string | undefined {
  const needed = engines.node.replace('>=', '');
  if (version.localeCompare(needed, 'en', { numeric: true }) >= 0) return undefined;
  return `this is Node ${version} (${program}), and ${name} needs ${needed} or newer: install that from https://nodejs.org, or put the one that you have first in PATH`;
}

/** Throws {@link TooOldNodeError} if Node.js is older than `engines` requires. */
export function requireNode(requirement: NodeRequirement): void {
  const message = tooOldNode(requirement);
  if (message !== undefined) throw new TooOldNodeError(message);
}
