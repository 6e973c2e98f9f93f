/** A target that accepts and refuses bodies by the schema of a contract only. */
import { developmentConfig } from '@pushspec/contract';
import { bodyValidators } from './contract/body-validator.ts';
import { bodyValue } from './contract/body-value.ts';
import { codesOf } from './contract/broken-rules.ts';
import { type Contract, responsesOf } from './contract/contract.ts';
import { reasonOf, statusOf } from './run/expectation.ts';
import { ACCEPTED } from './scenario/scenario.ts';
import type { Target } from './target/target.ts';

/** Creates the target. It knows no credentials, limits or clocks. */
export async function schemaTarget(contract: Contract): Promise<Target> {
  const [entry] = contract.operations.values();
  if (!entry) throw new Error('the contract has no operation');
  const [validator] = await bodyValidators(contract, entry);
  return {
    name: 'schema',
    profile: contract.profile,
    config: developmentConfig,
    hasFrozenClock: true,
    now: () => Date.UTC(2026, 10, 21),
    reset: async () => undefined,
    async send({ body = Buffer.alloc(0) }) {
      const value = bodyValue(contract, entry, { target: entry.path, body });
      const [code = ACCEPTED] = value === undefined ? [] : codesOf(validator?.validate(value).broken ?? []);
      const status = statusOf(contract, entry, code);
      const example = responsesOf(contract, entry)
        .find((response) => response.status === status)
        ?.examples.get(code);
      if (reasonOf(contract, code) && example === undefined) throw new Error(`no example shows ${code}`);
      const headers = { 'content-type': 'application/json' };
      return { status, headers, body: Buffer.from(JSON.stringify(example)) };
    },
  };
}

/** Returns a copy of the contract with one change. */
export function changed(contract: Contract, change: (schemas: Record<string, unknown>) => void): Contract {
  const document = structuredClone(contract.document);
  change(document.components.schemas as Record<string, unknown>);
  return { ...contract, document };
}
