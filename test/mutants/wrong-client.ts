/** Clients with one injected error, around the call or around `fetch`. */
import type { Fetch } from '@pushspec/client';
import type { CallOutcome, TypedCall } from '@pushspec/conformance';
import type { ApiName } from '@pushspec/contract';
import { type ClientFault, clientTarget } from '../conformance/client-target.ts';
import type { Mutant } from './mutant.ts';
import { trueContract } from './true-contract.ts';

export interface WrongClient extends ClientFault {
  readonly wrong: string;
  /** Reason codes of the cases that touch it. */
  readonly at: readonly string[];
}

/** Returns the wrong clients of a vendor as mutants. */
export function clientMutants(api: ApiName, clients: Readonly<Record<string, WrongClient>>): Mutant[] {
  const contract = trueContract(api, 'documented');
  return Object.entries(clients).map(([name, client]) => ({
    id: `${api} client: ${name}`,
    wrong: client.wrong,
    kind: 'wrong client',
    artifact: 'client',
    contract,
    create: () => clientTarget(client),
    touches: (scenarios) => scenarios.filter(({ reason }) => client.at.includes(reason)),
  }));
}

/** Alters the request after signing. */
export function sends(alter: (address: string, init: RequestInit) => [string, RequestInit]): ClientFault {
  return {
    fetch: (fetch) => (address, init) => fetch(...(alter(address, init) as Parameters<typeof fetch>)),
  };
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

/** Alters the call that a program passes. */
export function hands(alter: (call: TypedCall['call']) => TypedCall['call']): ClientFault {
  return { call: (play) => (typed) => play({ ...typed, call: alter(typed.call) }) };
}

/** Alters the outcome that the program receives. */
export function reports(alter: (outcome: CallOutcome, typed: TypedCall) => CallOutcome): ClientFault {
  return { call: (play) => async (typed) => alter(await play(typed), typed) };
}

/** Alters the response before the client reads it. */
export function reads(alter: (response: Response) => Promise<Response>): ClientFault {
  return { fetch: (fetch) => async (address, init) => alter((await fetch(address, init)) as Response) };
}

/** Repeats the call for a matching outcome. */
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
