/** Reference servers behind a gateway with one injected error. */
import type { Contract, Verdict, WireRequest, WireResponse } from '@pushspec/conformance';
import type { ApiName, Config, JsonObject, OpenApiDocument, Profile } from '@pushspec/contract';
import { serverTarget } from '../conformance/server-target.ts';
import { exampleResponse } from './example-responses.ts';
import type { Mutant, MutantTarget } from './mutant.ts';
import { trueContract } from './true-contract.ts';

/** Context for altering a response. */
export interface ResponseContext {
  readonly contract: Contract;
  readonly request: WireRequest;
  /** The reference server's verdict. */
  readonly verdict: Verdict | undefined;
  /** Sends a request to the reference server again. */
  again(request: WireRequest): Promise<WireResponse>;
}

export interface Wrongness {
  /** Alters the operation in the server's contract. */
  readonly operation?: (operation: JsonObject) => void;
  readonly document?: (document: OpenApiDocument) => void;
  readonly config?: (config: Config) => Config;
  readonly request?: (request: WireRequest) => WireRequest;
  readonly answer?: (answer: WireResponse, context: ResponseContext) => WireResponse | Promise<WireResponse>;
  readonly verdict?: (verdict: Verdict) => Verdict;
}

export interface WrongServer extends Wrongness {
  readonly wrong: string;
  /** Reason codes of the cases that touch it. */
  readonly at: readonly string[];
  /** @default 'documented' */
  readonly profile?: Profile;
  /** Names of sequences that touch it. */
  readonly sequences?: (name: string) => boolean;
}

/** Returns the wrong servers of a vendor as mutants. */
export function serverMutants(api: ApiName, servers: Readonly<Record<string, WrongServer>>): Mutant[] {
  return Object.entries(servers).map(([name, server]) => {
    const contract = trueContract(api, server.profile ?? 'documented');
    return {
      id: `${api} server: ${name}`,
      wrong: server.wrong,
      kind: 'wrong server',
      artifact: 'server',
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

/** Creates the reference server without an error. No case may fail against it. */
export function rightServer(contract: Contract): Promise<MutantTarget> {
  return wrongServer(contract, {});
}

async function wrongServer(contract: Contract, wrongness: Wrongness): Promise<MutantTarget> {
  const { api, profile } = contract;
  const { config, answer: altered, request: before, verdict: seen } = wrongness;
  const document = alteredDocument(contract, wrongness);
  const server = await serverTarget(profile, {
    ...(document && { documents: { [api]: document } }),
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
      // The verdict is still the reference server's, so the error must show on the wire.
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

/** Accepts matching requests that should be refused for this reason. */
export function accepts(
  code: string,
  when: (request: WireRequest, verdict: Verdict) => boolean = () => true,
): Wrongness {
  return {
    answer: (answer, { contract, request, verdict }) =>
      verdict?.outcome === 'rejected' && verdict.reasons[0]?.code === code && when(request, verdict)
        ? exampleResponse(contract, 'accepted')
        : answer,
  };
}

/** Refuses matching requests for this reason. */
export function refuses(code: string, when: (request: WireRequest) => boolean): Wrongness {
  return {
    answer: (answer, { contract, request, verdict }) =>
      verdict?.outcome === 'rejected' || !when(request) ? answer : exampleResponse(contract, code),
  };
}

/** Rewrites each JSON response. */
export function rewrites(rewrite: (envelope: JsonObject, answer: WireResponse) => JsonObject): Wrongness {
  return {
    answer: (answer) => {
      if (answer.body.length === 0 || !answer.body.toString().startsWith('{')) return answer;
      const envelope = JSON.parse(answer.body.toString()) as JsonObject;
      return { ...answer, body: Buffer.from(JSON.stringify(rewrite(envelope, answer))) };
    },
  };
}

/** Replaces the status of matching responses. */
export function restates(from: (status: number) => boolean, to: number): Wrongness {
  return { answer: (answer) => (from(answer.status) ? { ...answer, status: to } : answer) };
}

export const without = (name: string) => rewrites(({ [name]: _, ...others }) => others);

export const asHtml: Wrongness = {
  answer: (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } }),
};

export const withoutBody: Wrongness = { answer: (answer) => ({ ...answer, body: Buffer.alloc(0) }) };

/** Parses the body as JSON, or returns `undefined`. */
export function jsonOf({ body }: WireRequest): unknown {
  try {
    return JSON.parse(body?.toString() ?? '');
  } catch {
    return undefined;
  }
}
