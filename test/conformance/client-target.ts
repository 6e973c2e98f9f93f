/** Makes the clients a conformance target, which runs typed calls against the reference server and reports their outcome. */
import { type Fetch, isPushError } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { type CloudMonitorCredentials, createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createCloudMonitorRpcClient, createOpenApiClient } from '@pushspec/client/cloudmonitor-rpc';
import { createGuanceClient } from '@pushspec/client/guance';
import {
  type CallOutcome,
  loadContract,
  type Target,
  type TypedCall,
  type WireRequest,
} from '@pushspec/conformance';
import { serverTarget } from './server-target.ts';

interface Surroundings {
  readonly baseUrl: string;
  readonly now: () => number;
  readonly fetch: Fetch;
}

/** Sends a call and resolves to its status. Rejects with the client's error. */
type Play = (typed: TypedCall, surroundings: Surroundings) => Promise<{ status: number }>;

// Scenarios contain values that the types forbid, on purpose.
const PLAYS: Readonly<Record<string, Play>> = {
  blueking({ call, credential }, { baseUrl, fetch }) {
    const { dataId, accessToken, kind } = credential as {
      dataId: number;
      accessToken: string;
      kind: 'metric';
    };
    return createBluekingClient({ dataId, accessToken, kind, baseUrl, fetch }).send(call.data as never);
  },
  cloudmonitor({ call, credential }, { baseUrl, now, fetch }) {
    const credentials = credential as unknown as CloudMonitorCredentials;
    return createCloudMonitorClient({ credentials, baseUrl, now, fetch }).send(call.events as never);
  },
  'cloudmonitor-rpc'({ call, credential }, { baseUrl, now, fetch }) {
    const credentials = credential as unknown as CloudMonitorCredentials;
    if (call.events === undefined) return putEvent(call.event, { credentials, baseUrl, now, fetch });
    return createCloudMonitorRpcClient({ credentials, baseUrl, now, fetch }).send(call.events as never);
  },
  guance({ call, credential }, { baseUrl, fetch }) {
    const { secret, subUri, apiKey } = credential as {
      secret: string;
      subUri: string;
      apiKey: string | undefined;
    };
    const client = createGuanceClient({ secret, subUri, apiKey, baseUrl, fetch });
    return client.send(call.event as never, { extraData: call.extraData as never });
  },
};

const rpcContract = loadContract('cloudmonitor-rpc', 'documented');

/** Sends PutEvent with the client of openapi-fetch, the only one that does. Its callers judge the response. */
async function putEvent(
  body: unknown,
  options: Surroundings & { credentials: CloudMonitorCredentials },
): Promise<{ status: number }> {
  const client = createOpenApiClient({ ...options, pace: false });
  const { data, error, response } = await client.POST('/#Action=PutEvent', { body: body as never });
  const { status } = response;
  const answer = (data ?? error) as { Code?: string; Message?: string };
  if (status === 200 && answer.Code === '200') return { status };
  throw new RefusedCall(reasonOf(status, answer), status, JSON.stringify(answer));
}

/** A refusal that a call returned as data. */
class RefusedCall extends Error {
  readonly reason: string;
  readonly status: number;

  constructor(reason: string, status: number, shown: string) {
    super(shown);
    this.reason = reason;
    this.status = status;
  }
}

/** Returns the reason of the contract with the status, the code and the message of a response. */
function reasonOf(status: number, { Code = '', Message = '' }: { Code?: string; Message?: string }): string {
  // A failure inside a success has a reason without a status.
  if (status === 200) return 'masked-failure';
  const [code] =
    Object.entries(rpcContract.reasons).find(
      ([, reason]) =>
        reason.status === status && reason.errorCode === Code && isRendering(reason.message, Message),
    ) ?? [];
  return code ?? `${status} ${Code} ${Message}`;
}

function isRendering(template: string, text: string): boolean {
  const literals = template.split(/\{\w+\}/).map((literal) => literal.replace(/[\\^$.+?()[\]{}|*]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's').test(text);
}

export interface ClientTarget extends Target {
  close(): Promise<void>;
}

/** A fault to inject into a client, for mutation tests. */
export interface ClientFault {
  readonly now?: (now: () => number) => () => number;
  /** Wraps `fetch`, after signing. */
  readonly fetch?: (fetch: Fetch) => Fetch;
  /** Wraps a whole call. */
  readonly call?: (play: (typed: TypedCall) => Promise<CallOutcome>) => typeof play;
}

export async function clientTarget(fault: ClientFault = {}): Promise<ClientTarget> {
  const server = await serverTarget('documented');
  const call = async (typed: TypedCall): Promise<CallOutcome> => {
    const sent: WireRequest[] = [];
    const recorded = recordingFetch(sent);
    const surroundings = {
      baseUrl: server.url,
      now: fault.now?.(server.now) ?? server.now,
      fetch: fault.fetch?.(recorded) ?? recorded,
    };
    const play = (one: TypedCall) => outcomeOf(one, surroundings);
    return { ...(await (fault.call?.(play) ?? play)(typed)), sent };
  };
  return {
    name: 'client',
    profile: server.profile,
    hasFrozenClock: server.hasFrozenClock,
    get config() {
      return server.config;
    },
    now: server.now,
    call,
    reset: server.reset,
    setClock: server.setClock,
    fail: server.fail,
    configure: server.configure,
    close: server.close,
  };
}

/** Records each request before it is sent. */
function recordingFetch(sent: WireRequest[]): Fetch {
  return (address, init) => {
    const { pathname, search } = new URL(address);
    const headers = Object.fromEntries(new Headers(init.headers));
    const body = init.body instanceof Uint8Array ? Buffer.from(init.body) : undefined;
    sent.push({ method: init.method ?? 'GET', target: `${pathname}${search}`, headers, body });
    return fetch(address, init);
  };
}

async function outcomeOf(typed: TypedCall, surroundings: Surroundings): Promise<CallOutcome> {
  const play = PLAYS[typed.api];
  if (!play) throw new Error(`no client is known for ${typed.api}`);
  try {
    const { status } = await play(typed, surroundings);
    return { accepted: true, status };
  } catch (error) {
    if (!isPushError(error) && !(error instanceof RefusedCall)) throw error;
    const { reason, status, message, stack } = error;
    const shown = `${message}\n${stack}\n${JSON.stringify(error)}`;
    return { accepted: false, reason, status, shown };
  }
}
