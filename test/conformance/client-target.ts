/** The clients as a target: they play typed calls against the reference server and say how they ended. */
import { type Fetch, isPushError } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { type CloudMonitorCredentials, createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import type { CallOutcome, Target, TypedCall, WireRequest } from '@pushspec/conformance';
import { serverTarget } from './server-target.ts';

interface Surroundings {
  readonly baseUrl: string;
  readonly now: () => number;
  readonly fetch: Fetch;
}

/** Sends a call and says with which status it was accepted; throws what the client throws. */
type Play = (typed: TypedCall, surroundings: Surroundings) => Promise<{ status: number }>;

// The scenarios hold what no type lets pass: that is what they are for.
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

export interface ClientTarget extends Target {
  close(): Promise<void>;
}

/** What is wrong with a client, for those that are to be found out. */
export interface ClientFault {
  readonly now?: (now: () => number) => () => number;
  /** Put around `fetch`, below the signature. */
  readonly fetch?: (fetch: Fetch) => Fetch;
  /** Put around a whole call. */
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
    holdsClock: server.holdsClock,
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

/** Notes what is sent before it leaves. */
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
  const play = PLAYS[typed.vendor];
  if (!play) throw new Error(`no client is known for ${typed.vendor}`);
  try {
    const { status } = await play(typed, surroundings);
    return { accepted: true, status };
  } catch (error) {
    if (!isPushError(error)) throw error;
    const { reason, status, message, stack } = error;
    const shown = `${message}\n${stack}\n${JSON.stringify(error)}`;
    return { accepted: false, reason, status, shown };
  }
}
