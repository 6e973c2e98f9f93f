/** Defines the options for strictness and timeouts of `verify`. */
import type { Strictness } from '@pushspec/conformance';
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface SettingsFlags {
  relaxMessages?: true;
  exact?: true;
  exhaustLimits?: true;
  requestTimeout?: number;
  runTimeout?: number;
}

/** Options of a run, as `@pushspec/conformance` names them. */
export interface RunSettings {
  readonly strictness?: Strictness;
  readonly exhaustsLimits?: boolean;
  readonly timeoutMs?: number;
  readonly maxRunMs?: number;
}

/** Adds the options to the command. */
export function addSettings(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--relax-messages',
        'do not compare messages (free-form messages are never compared)',
      ).conflicts('exact'),
    )
    .option(
      '--exact',
      'require exactly what the reference server does: wording, order of properties, and rules from NOTES.md',
    )
    .option(
      '--exhaust-limits',
      'also use up rate limits with windows of a minute, which takes several minutes',
    )
    .option('--request-timeout <seconds>', 'timeout of a request (default: 10)', seconds)
    .option('--run-timeout <seconds>', 'timeout of the run (default: 1800)', seconds);
}

function seconds(argument: string): number {
  const value = Number(argument);
  if (argument.trim() !== '' && value > 0 && value <= 86_400) return value;
  throw new InvalidArgumentError('Use a number of seconds above 0 and at most 86400, such as 30.');
}

export function settingsOf(flags: SettingsFlags): RunSettings {
  const { relaxMessages, exact, exhaustLimits, requestTimeout, runTimeout } = flags;
  return {
    ...(relaxMessages && { strictness: 'relaxed' }),
    ...(exact && { strictness: 'exact' }),
    ...(exhaustLimits && { exhaustsLimits: true }),
    ...(requestTimeout !== undefined && { timeoutMs: requestTimeout * 1000 }),
    ...(runTimeout !== undefined && { maxRunMs: runTimeout * 1000 }),
  };
}
