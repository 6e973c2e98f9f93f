/**
 * Runs one part of the chaos runs in its own process: `part.ts spool|fleet OPTIONS`. Sends its result to the process
 * that forked it.
 */
import { type PartName, type PartOptions, parts } from './rounds.ts';

const [name = '', options = ''] = process.argv.slice(2);
// PostgreSQL stops when this process exits.
const end = () => process.exit(1);
process.once('disconnect', end).once('SIGTERM', end);
process.send?.(await parts[name as PartName](JSON.parse(options) as PartOptions));
process.off('disconnect', end);
process.disconnect?.();
