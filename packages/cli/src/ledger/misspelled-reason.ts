/** Detects misspelled reason codes. */
import { apiNames, closestName, loadBundle, profiles, reasonTable } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

/** Throws for a code that is similar to a known one. Other unknown codes pass, because a server may have custom contracts. */
export function rejectMisspelledReason(reason: string | undefined): void {
  if (reason === undefined) return;
  const contracts = apiNames.flatMap((api) => profiles.map((profile) => loadBundle(api, profile)));
  const known = new Set(contracts.flatMap((contract) => Object.keys(reasonTable(contract))));
  if (known.has(reason)) return;
  const nearest = closestName(reason, [...known]);
  if (nearest !== undefined)
    throw new CommandFailure(EXIT.usage, `unknown \`--reason\` ${reason}; did you mean ${nearest}?`);
}
