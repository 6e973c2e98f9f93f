/** The command that goes on where a run has ended. */
import type { Command } from 'commander';
import type { Position } from '../input/lines.ts';

/** The same options as they were given, from the position on. No option holds a secret, but those of bkmonitorbeat, which are not repeated. */
export function continueCommand(command: Command, position: Position): string {
  const given = command.options.filter(
    (option) =>
      command.getOptionValueSource(option.attributeName()) === 'cli' &&
      /^--(?!report)/.test(option.long ?? ''),
  );
  const hasCheckpoint = given.some(({ long }) => long === '--checkpoint');
  const words = given
    .filter(({ long }) => long !== '--skip')
    .flatMap((option) => {
      const value: unknown = command.getOptionValue(option.attributeName());
      return value === true
        ? [option.long ?? '']
        : [option.long ?? '', quoted(typeof value === 'object' ? JSON.stringify(value) : String(value))];
    });
  // Also where it is 0, as it says that an earlier run goes on.
  const skip = hasCheckpoint ? [] : ['--skip', String(position.records)];
  return ['pushspec', 'send', command.name(), ...words, ...skip].join(' ');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
