/** Detects misspelled reason codes. */
import { apiNames, closestName, loadBundle, profiles, reasonTable } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

/** Maximum number of codes to suggest for a part of a code. */
const MAX_SUGGESTIONS = 5;

/** Throws for a code that is similar to a known one. Other unknown codes pass, because a server may have custom contracts. */
export function rejectMisspelledReason(reason: string | undefined): void {
  if (reason === undefined) return;
  const known = knownReasons();
  if (known.includes(reason)) return;
  const nearest = closestName(reason, known);
  if (nearest !== undefined) throw unknownReason(reason, [nearest]);
}

/** Adds a suggestion to a server's error about a code, if one of the words of known codes begins with it. */
export function withSuggestedReasons(error: unknown, reason: string | undefined): unknown {
  const isAboutInput = error instanceof CommandFailure && error.exitCode === EXIT.usage;
  if (!isAboutInput || !reason || !error.message.includes(`\`${reason}\``)) return error;
  const similar = knownReasons().filter((code) => `-${code}`.includes(`-${reason.toLowerCase()}`));
  return similar.length === 0 ? error : unknownReason(reason, similar.slice(0, MAX_SUGGESTIONS));
}

function knownReasons(): string[] {
  const contracts = apiNames.flatMap((api) => profiles.map((profile) => loadBundle(api, profile)));
  return [...new Set(contracts.flatMap((contract) => Object.keys(reasonTable(contract))))];
}

function unknownReason(reason: string, similar: readonly string[]): CommandFailure {
  const names = similar.join(', ').replace(/, ([^,]*)$/, ' or $1');
  return new CommandFailure(EXIT.usage, `unknown \`--reason\` ${reason}; did you mean ${names}?`);
}
