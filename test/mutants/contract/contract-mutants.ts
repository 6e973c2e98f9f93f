/** Contracts with one change each, given to the server or the mock alone. */
import { type Contract, casesTouching, type Scenario } from '@pushspec/conformance';
import {
  isObject,
  type Json,
  type OperationEntry,
  type Profile,
  type Vendor,
  valueAt,
} from '@pushspec/contract';
import { mockTarget } from '../../conformance/mock-target.ts';
import { serverTarget } from '../../conformance/server-target.ts';
import { suiteOf } from '../hunt.ts';
import type { Mutant } from '../mutant.ts';
import { trueContract } from '../true-contract.ts';
import type { Mutation, MutationKind } from './mutation.ts';
import { operationMutations } from './operation-mutations.ts';
import { answerMutations, reasonMutations } from './reason-mutations.ts';
import { schemaMutations } from './schema-mutations.ts';
import { isUntellable } from './untellable.ts';

/** All mutations of a contract, in the order of the document's parts. */
export function mutationsOf(contract: Contract): Mutation[] {
  const { document, operations } = contract;
  const all = [...operations.values()].flatMap((entry) => [
    ...requestSchemas(contract, entry).flatMap((name) =>
      schemaMutations(contract, `/components/schemas/${name}`, document.components.schemas[name]),
    ),
    ...operationMutations(contract, entry),
    ...reasonMutations(contract, entry),
    ...answerMutations(entry),
  ]);
  return all.filter((mutation) => !isUntellable(contract, mutation));
}

/** The schemas that a request can meet: those of answers are not looked at by whoever answers. */
function requestSchemas({ document }: Contract, { operation }: OperationEntry): string[] {
  const found = new Set<string>();
  const follow = (node: Json | undefined): void => {
    if (Array.isArray(node)) node.forEach(follow);
    if (!isObject(node)) return;
    if (typeof node.$ref === 'string') visit(node.$ref.split('/').at(-1) ?? '');
    Object.values(node).forEach(follow);
  };
  const visit = (name: string): void => {
    if (found.has(name) || document.components.schemas[name] === undefined) return;
    found.add(name);
    follow(document.components.schemas[name]);
  };
  const body = operation.requestBody as { content: Record<string, { schema: Json }> };
  for (const { schema } of Object.values(body.content)) follow(schema);
  follow(operation.parameters);
  if (typeof operation['x-decode-schema'] === 'string') visit(operation['x-decode-schema']);
  return [...found];
}

/** Mutants of the server by the contract of a profile; of `receiver` only where it differs from `documented`. */
export function serverContractMutants(vendor: Vendor, profile: Profile): Mutant[] {
  const contract = trueContract(vendor, profile);
  const all = mutationsOf(contract);
  const own = all.filter(
    (mutation) => !isOverwritten(contract, mutation) && (profile !== 'receiver' || isOwn(contract, mutation)),
  );
  return own.map((mutation) => ({
    ...mutantOf(contract, mutation, 'server'),
    create: () => serverTarget(profile, { documents: { [vendor]: changed(contract, mutation) } }),
    ...(mutation.pointer.includes('/x-rate-limits/') && {
      sequences: (name: string) => name.includes('lasts as long as its window'),
    }),
  }));
}

/** What the mock can show at all: it has no limits of rate, no clock and no credentials. */
const OF_THE_MOCK: readonly MutationKind[] = [
  'constraint removed',
  'constraint loosened',
  'constraint tightened',
  'constraint changed',
  'answer changed',
];

export function mockContractMutants(vendor: Vendor): Mutant[] {
  const contract = trueContract(vendor, 'documented');
  return mutationsOf(contract)
    .filter(({ kind, pointer }) => OF_THE_MOCK.includes(kind) && !pointer.includes('/x-'))
    .map((mutation) => ({
      ...mutantOf(contract, mutation, 'mock'),
      create: () => mockTarget({ [vendor]: changed(contract, mutation) }),
    }));
}

/** The server puts the message of the reason into every refusal, whatever the example says. */
function isOverwritten(contract: Contract, { kind, pointer }: Mutation): boolean {
  const [entry] = contract.operations.values();
  const member = String(entry?.operation['x-message-member']);
  return (
    kind === 'answer changed' &&
    pointer.endsWith(`/value/${member}`) &&
    !pointer.includes('/examples/accepted/')
  );
}

function isOwn({ vendor }: Contract, { pointer }: Mutation): boolean {
  const { document } = trueContract(vendor, 'documented');
  const there = JSON.stringify(valueAt(document, pointer));
  return there !== JSON.stringify(valueAt(trueContract(vendor, 'receiver').document, pointer));
}

function changed({ document }: Contract, mutation: Mutation) {
  const copy = structuredClone(document);
  mutation.apply(copy);
  return copy;
}

function mutantOf(contract: Contract, { pointer, what, kind, codes }: Mutation, artefact: 'server' | 'mock') {
  const { vendor, profile } = contract;
  return {
    id: `${vendor} ${artefact} (${profile}): ${pointer} ${what}`,
    wrong: `It works by a contract in which ${pointer} ${what}.`,
    kind,
    artefact,
    contract,
    touches: async (scenarios: readonly Scenario[]) => {
      const touching = await touchingOf(contract);
      const near = touching([pointer, ...codes.map((code) => `/x-reasons/${code}`)]);
      const accepted = codes.includes('accepted')
        ? scenarios.filter(({ reason }) => reason === 'accepted').slice(0, 8)
        : [];
      return [...new Set([...near, ...accepted])];
    },
  } as const;
}

const touchings = new Map<Contract['document'], ReturnType<typeof casesTouching>>();

async function touchingOf(contract: Contract) {
  const known =
    touchings.get(contract.document) ?? casesTouching({ contract, cases: await suiteOf(contract) });
  touchings.set(contract.document, known);
  return known;
}
