/** Creates mutants with one contract change each, applied to the server or the mock only. */
import { affectedCases, type Contract, type Scenario } from '@pushspec/conformance';
import {
  type ApiName,
  isObject,
  type Json,
  type OperationEntry,
  type Profile,
  valueAt,
} from '@pushspec/contract';
import { mockTarget } from '../../conformance/mock-target.ts';
import { serverTarget } from '../../conformance/server-target.ts';
import { suiteOf } from '../hunt.ts';
import type { Mutant } from '../mutant.ts';
import { trueContract } from '../true-contract.ts';
import { isEquivalentChange } from './equivalent-change.ts';
import type { Mutation, MutationKind } from './mutation.ts';
import { operationMutations } from './operation-mutations.ts';
import { reasonMutations, responseMutations } from './reason-mutations.ts';
import { schemaMutations } from './schema-mutations.ts';

/** Returns all mutations of a contract, in document order. */
export function mutationsOf(contract: Contract): Mutation[] {
  const { document, operations } = contract;
  const all = [...operations.values()].flatMap((entry) => [
    ...requestSchemas(contract, entry).flatMap((name) =>
      schemaMutations(contract, `/components/schemas/${name}`, document.components.schemas[name]),
    ),
    ...operationMutations(contract, entry),
    ...reasonMutations(contract, entry),
    ...responseMutations(contract, entry),
  ]);
  // Operations share schemas, responses and security schemes.
  const distinct = new Map(all.map((mutation) => [`${mutation.pointer} ${mutation.what}`, mutation]));
  return [...distinct.values()].filter((mutation) => !isEquivalentChange(contract, mutation));
}

/** Returns the schemas that apply to requests. Servers do not validate their own responses. */
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

/** Returns server mutants for a profile. For `receiver`, only those where it differs from `documented`. */
export function serverContractMutants(api: ApiName, profile: Profile): Mutant[] {
  const contract = trueContract(api, profile);
  const all = mutationsOf(contract);
  const own = all.filter(
    (mutation) => !isOverwritten(contract, mutation) && (profile !== 'receiver' || isOwn(contract, mutation)),
  );
  return own.map((mutation) => ({
    ...mutantOf(contract, mutation, 'server'),
    create: () => serverTarget(profile, { documents: { [api]: changed(contract, mutation) } }),
    ...(mutation.pointer.includes('/x-rate-limits/') && {
      sequences: (name: string) => name.includes('lasts as long as its window'),
    }),
  }));
}

/** Kinds of mutations that the mock can show. It has no rate limits, clock or credentials. */
const MOCK_KINDS: readonly MutationKind[] = [
  'constraint removed',
  'constraint loosened',
  'constraint tightened',
  'constraint changed',
  'response changed',
];

export function mockContractMutants(api: ApiName): Mutant[] {
  const contract = trueContract(api, 'documented');
  return mutationsOf(contract)
    .filter(({ kind, pointer }) => MOCK_KINDS.includes(kind) && !pointer.includes('/x-'))
    .map((mutation) => ({
      ...mutantOf(contract, mutation, 'mock'),
      create: () => mockTarget({ [api]: changed(contract, mutation) }),
    }));
}

/** Returns whether the mutation has no effect, because the server uses the reason's message in every refusal. */
function isOverwritten(contract: Contract, { kind, pointer }: Mutation): boolean {
  const [entry] = contract.operations.values();
  const member = String(entry?.operation['x-message-member']);
  return (
    kind === 'response changed' &&
    pointer.endsWith(`/value/${member}`) &&
    !pointer.includes('/examples/accepted/')
  );
}

function isOwn({ api }: Contract, { pointer }: Mutation): boolean {
  const { document } = trueContract(api, 'documented');
  const there = JSON.stringify(valueAt(document, pointer));
  return there !== JSON.stringify(valueAt(trueContract(api, 'receiver').document, pointer));
}

function changed({ document }: Contract, mutation: Mutation) {
  const copy = structuredClone(document);
  mutation.apply(copy);
  return copy;
}

function mutantOf(contract: Contract, { pointer, what, kind, codes }: Mutation, artifact: 'server' | 'mock') {
  const { api, profile } = contract;
  return {
    id: `${api} ${artifact} (${profile}): ${pointer} ${what}`,
    wrong: `It works by a contract in which ${pointer} ${what}.`,
    kind,
    artifact,
    contract,
    touches: async (scenarios: readonly Scenario[]) => {
      const touching = await affectedCaseFinder(contract);
      const near = touching([pointer, ...codes.map((code) => `/x-reasons/${code}`)]);
      const accepted = codes.includes('accepted')
        ? scenarios.filter(({ reason }) => reason === 'accepted').slice(0, 8)
        : [];
      return [...new Set([...near, ...accepted])];
    },
  } as const;
}

const affectedCaseFinders = new Map<Contract['document'], ReturnType<typeof affectedCases>>();

async function affectedCaseFinder(contract: Contract) {
  const known =
    affectedCaseFinders.get(contract.document) ?? affectedCases({ contract, cases: await suiteOf(contract) });
  affectedCaseFinders.set(contract.document, known);
  return known;
}
