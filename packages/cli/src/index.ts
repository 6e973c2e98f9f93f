/**
 * Runs `pushspec` command lines in this process.
 *
 * @example
 * ```js
 * import { run } from 'pushspec';
 *
 * const streams = { stdout: process.stdout, stderr: process.stderr, stdin: process.stdin };
 * process.exitCode = await run(['verify', '--list', '--api', 'guance', '--reason', 'event-missing'], streams);
 * ```
 */
export { EXIT, type ExitCode } from './failure.ts';
export { run } from './program.ts';
export type { Streams } from './streams.ts';
