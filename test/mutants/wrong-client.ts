/** The clients with something around them, or between them and the network, that does one thing wrong. */
import type { Fetch } from '@pushspec/client';
import type { CallOutcome, TypedCall } from '@pushspec/conformance';
import type { Vendor } from '@pushspec/contract';
import { type ClientFault, clientTarget } from '../conformance/client-target.ts';
import type { Mutant } from './mutant.ts';
import { trueContract } from './true-contract.ts';

export interface WrongClient extends ClientFault {
  readonly wrong: string;
  /** Codes of the cases that touch it. */
  readonly at: readonly string[];
}

/** Wrong clients of a vendor by name, as mutants. */
export function clientMutants(vendor: Vendor, clients: Readonly<Record<string, WrongClient>>): Mutant[] {
  const contract = trueContract(vendor, 'documented');
  return Object.entries(clients).map(([name, client]) => ({
    id: `${vendor} client: ${name}`,
    wrong: client.wrong,
    kind: 'wrong client',
    artefact: 'client',
    contract,
    create: () => clientTarget(client),
    touches: (scenarios) => scenarios.filter(({ reason }) => client.at.includes(reason)),
  }));
}

/** Alters what is sent, below the signature. */
export function sends(alter: (address: string, init: RequestInit) => [string, RequestInit]): ClientFault {
  return { fetch: (fetch) => (address, init) => fetch(...alter(address, init)) };
}

export function withHeader(name: string, alter: (value: string) => string | null): ClientFault {
  return sends((address, init) => {
    const headers = new Headers(init.headers);
    const value = alter(headers.get(name) ?? '');
    if (value === null) headers.delete(name);
    else headers.set(name, value);
    return [address, { ...init, headers }];
  });
}

export function withBody(alter: (text: string) => string): ClientFault {
  return sends((address, init) => {
    const text = alter(new TextDecoder().decode(init.body as Uint8Array));
    return [address, { ...init, body: new TextEncoder().encode(text) }];
  });
}

/** Alters what a program has handed over. */
export function hands(alter: (call: TypedCall['call']) => TypedCall['call']): ClientFault {
  return { call: (play) => (typed) => play({ ...typed, call: alter(typed.call) }) };
}

/** Alters what the program is told. */
export function tells(alter: (outcome: CallOutcome, typed: TypedCall) => CallOutcome): ClientFault {
  return { call: (play) => async (typed) => alter(await play(typed), typed) };
}

/** Reads the answer otherwise. */
export function reads(alter: (answer: Response) => Promise<Response>): ClientFault {
  return { fetch: (fetch) => async (address, init) => alter(await fetch(address, init)) };
}

/** Calls again what has failed, where the outcome is like that. */
export function repeats(when: (outcome: CallOutcome) => boolean): ClientFault {
  return {
    call: (play) => async (typed) => {
      const outcome = await play(typed);
      return when(outcome) ? play(typed) : outcome;
    },
  };
}

/** Sends each request twice. */
export const sendsTwice: ClientFault = {
  fetch:
    (fetch): Fetch =>
    async (address, init) => {
      await fetch(address, init);
      return fetch(address, init);
    },
};

export const succeeded: CallOutcome = { accepted: true, status: 200 };
