/** Whether a reason code that somebody asks for is a misspelled one. */
import { closestName, loadBundle, profiles, reasonTable, vendors } from '@pushspec/contract';
import { CommandFailure, EXIT } from '../failure.ts';

/** Fails for a code that is nearly one of the contracts': no request would ever have it. A server may have contracts of its own. */
export function refuseMisspelledReason(reason: string | undefined): void {
  if (reason === undefined) return;
  const contracts = vendors.flatMap((vendor) => profiles.map((profile) => loadBundle(vendor, profile)));
  const known = new Set(contracts.flatMap((contract) => Object.keys(reasonTable(contract))));
  if (known.has(reason)) return;
  const nearest = closestName(reason, [...known]);
  if (nearest !== undefined)
    throw new CommandFailure(EXIT.usage, `--reason: there is no ${reason}: did you mean \`${nearest}\`?`);
}
