/** How strictly and how patiently `verify` runs. */
import type { Strictness } from '@pushspec/conformance';
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface SettingsFlags {
  relaxMessages?: true;
  exact?: true;
  exhaustLimits?: true;
  requestTimeout?: number;
  runTimeout?: number;
}

/** Options of a run, in the names of `@pushspec/conformance`. */
export interface RunSettings {
  readonly strictness?: Strictness;
  readonly exhausts?: boolean;
  readonly timeoutMs?: number;
  readonly giveUpAfterMs?: number;
}

/** Adds the options to the command. */
export function addSettings(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--relax-messages',
        'compare no message at all (those that the contract marks as free-form are never compared)',
      ).conflicts('exact'),
    )
    .option(
      '--exact',
      'compare with the reference server: its wording, the order of its properties, what only NOTES.md says',
    )
    .option(
      '--exhaust-limits',
      'use up rate limits with windows of a minute, too, which takes several minutes',
    )
    .option('--request-timeout <seconds>', 'give up a request after this time (default: 10)', seconds)
    .option('--run-timeout <seconds>', 'give up the run after this time (default: 1800)', seconds);
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= 86_400) return value;
  throw new InvalidArgumentError('give a number of seconds above 0 and at most 86400, such as 30');
}

export function settingsOf(flags: SettingsFlags): RunSettings {
  const { relaxMessages, exact, exhaustLimits, requestTimeout, runTimeout } = flags;
  return {
    ...(relaxMessages && { strictness: 'relaxed' }),
    ...(exact && { strictness: 'exact' }),
    ...(exhaustLimits && { exhausts: true }),
    ...(requestTimeout !== undefined && { timeoutMs: requestTimeout * 1000 }),
    ...(runTimeout !== undefined && { giveUpAfterMs: runTimeout * 1000 }),
  };
}
