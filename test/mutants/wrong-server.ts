/** The reference server with something between it and its callers that does one thing wrong. */
import type { Contract, Verdict, WireAnswer, WireRequest } from '@pushspec/conformance';
import type { Config, JsonObject, OpenApiDocument, Profile, Vendor } from '@pushspec/contract';
import { serverTarget } from '../conformance/server-target.ts';
import { exampleAnswer } from './example-answers.ts';
import type { Mutant, MutantTarget } from './mutant.ts';
import { trueContract } from './true-contract.ts';

/** What is known of a request when its answer is altered. */
export interface Told {
  readonly contract: Contract;
  readonly request: WireRequest;
  /** What the reference server has made of it. */
  readonly verdict: Verdict | undefined;
  /** Asks the reference server once more. */
  again(request: WireRequest): Promise<WireAnswer>;
}

export interface Wrongness {
  /** Alters the operation of the contract by which it works. */
  readonly operation?: (operation: JsonObject) => void;
  readonly document?: (document: OpenApiDocument) => void;
  readonly config?: (config: Config) => Config;
  readonly request?: (request: WireRequest) => WireRequest;
  readonly answer?: (answer: WireAnswer, told: Told) => WireAnswer | Promise<WireAnswer>;
  readonly verdict?: (verdict: Verdict) => Verdict;
}

export interface WrongServer extends Wrongness {
  readonly wrong: string;
  /** Codes of the cases that touch it. */
  readonly at: readonly string[];
  /** @default 'documented' */
  readonly profile?: Profile;
  /** Sequences that touch it. */
  readonly sequences?: (name: string) => boolean;
}

/** Wrong servers of a vendor by name, as mutants. */
export function serverMutants(vendor: Vendor, servers: Readonly<Record<string, WrongServer>>): Mutant[] {
  return Object.entries(servers).map(([name, server]) => {
    const contract = trueContract(vendor, server.profile ?? 'documented');
    return {
      id: `${vendor} server: ${name}`,
      wrong: server.wrong,
      kind: 'wrong server',
      artefact: 'server',
      contract,
      create: () => wrongServer(contract, server),
      touches: (scenarios) => scenarios.filter(({ reason }) => server.at.includes(reason)),
      ...(server.sequences && { sequences: server.sequences }),
    };
  });
}

/** Alters each rate limit of an operation. */
export function limits(alter: (limit: JsonObject) => JsonObject): Wrongness {
  return {
    operation: (operation) => {
      const all = operation['x-rate-limits'] as JsonObject[];
      operation['x-rate-limits'] = all.map((limit) => ({ ...limit, ...alter(limit) }));
    },
  };
}

/** Alters the number of a limit of an operation. */
export function bound(name: string, member: string, alter: (value: number) => number): Wrongness {
  return {
    operation: (operation) => {
      const limit = operation[name] as JsonObject;
      limit[member] = alter(Number(limit[member]));
    },
  };
}

/** The reference server without anything wrong: nothing may fail against it. */
export function rightServer(contract: Contract): Promise<MutantTarget> {
  return wrongServer(contract, {});
}

async function wrongServer(contract: Contract, wrongness: Wrongness): Promise<MutantTarget> {
  const { vendor, profile } = contract;
  const { config, answer: altered, request: before, verdict: seen } = wrongness;
  const document = alteredDocument(contract, wrongness);
  const server = await serverTarget(profile, {
    ...(document && { documents: { [vendor]: document } }),
    ...(config && { config }),
  });
  return {
    ...server,
    get config() {
      return server.config;
    },
    async send(sent) {
      const request = before?.(sent) ?? sent;
      const answer = await server.send(request);
      if (!altered) return answer;
      const verdict = (await server.verdictOf(answer)) as Verdict | undefined;
      const wrong = await altered(answer, { contract, request, verdict, again: server.send });
      // Its record stays what the reference server has written: the wire has to give it away.
      const id = answer.headers['x-pushspec-request-id'];
      return id === undefined
        ? wrong
        : { ...wrong, headers: { ...wrong.headers, 'x-pushspec-request-id': id } };
    },
    async verdictOf(answer) {
      const verdict = await server.verdictOf(answer);
      return verdict && seen ? seen(verdict) : verdict;
    },
  };
}

function alteredDocument(
  { document }: Contract,
  { document: alter, operation }: Wrongness,
): OpenApiDocument | undefined {
  if (!alter && !operation) return undefined;
  const copy = structuredClone(document);
  alter?.(copy);
  const [item] = Object.values(copy.paths as Record<string, Record<string, JsonObject>>);
  const [node] = Object.values(item ?? {});
  if (node) operation?.(node);
  return copy;
}

/** Takes what is to be refused for this reason, where the request is like that. */
export function accepts(
  code: string,
  when: (request: WireRequest, verdict: Verdict) => boolean = () => true,
): Wrongness {
  return {
    answer: (answer, { contract, request, verdict }) =>
      verdict?.outcome === 'rejected' && verdict.reasons[0]?.code === code && when(request, verdict)
        ? exampleAnswer(contract, 'accepted')
        : answer,
  };
}

/** Refuses requests that are like that, for this reason. */
export function refuses(code: string, when: (request: WireRequest) => boolean): Wrongness {
  return {
    answer: (answer, { contract, request, verdict }) =>
      verdict?.outcome === 'rejected' || !when(request) ? answer : exampleAnswer(contract, code),
  };
}

/** Does something else to the members of each JSON answer. */
export function rewrites(rewrite: (envelope: JsonObject, answer: WireAnswer) => JsonObject): Wrongness {
  return {
    answer: (answer) => {
      if (answer.body.length === 0 || !answer.body.toString().startsWith('{')) return answer;
      const envelope = JSON.parse(answer.body.toString()) as JsonObject;
      return { ...answer, body: Buffer.from(JSON.stringify(rewrite(envelope, answer))) };
    },
  };
}

/** Sends each answer of one status with another. */
export function restates(from: (status: number) => boolean, to: number): Wrongness {
  return { answer: (answer) => (from(answer.status) ? { ...answer, status: to } : answer) };
}

export const without = (name: string) => rewrites(({ [name]: _, ...others }) => others);

export const asHtml: Wrongness = {
  answer: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }),
};

export const withoutBody: Wrongness = { answer: (answer) => ({ ...answer, body: Buffer.alloc(0) }) };

/** The body as JSON; undefined where it is none. */
export function jsonOf({ body }: WireRequest): unknown {
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch {
    return undefined;
  }
}
