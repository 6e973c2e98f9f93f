/** The command line as a function. */
export { EXIT, type ExitCode } from './failure.ts';
export { run } from './program.ts';
export type { Streams } from './streams.ts';
