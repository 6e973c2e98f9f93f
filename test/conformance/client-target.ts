/** The clients as a target: they play typed calls against the reference server and say how they ended. */
import { isPushError } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { type CloudMonitorCredentials, createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import type { CallOutcome, Target, TypedCall } from '@pushspec/conformance';
import { type ServerTarget, serverTarget } from './server-target.ts';

/** Sends a call and says with which status it was accepted; throws what the client throws. */
type Play = (typed: TypedCall, baseUrl: string, now: () => number) => Promise<{ status: number }>;

// The scenarios hold what no type lets pass: that is what they are for.
const PLAYS: Readonly<Record<string, Play>> = {
  blueking({ call, credential }, baseUrl) {
    const { dataId, accessToken, kind } = credential as {
      dataId: number;
      accessToken: string;
      kind: 'metric';
    };
    return createBluekingClient({ dataId, accessToken, kind, baseUrl }).send(call.data as never);
  },
  cloudmonitor({ call, credential }, baseUrl, now) {
    const credentials = credential as unknown as CloudMonitorCredentials;
    return createCloudMonitorClient({ credentials, baseUrl, now }).send(call.events as never);
  },
  guance({ call, credential }, baseUrl) {
    const { secret, subUri, apiKey } = credential as {
      secret: string;
      subUri: string;
      apiKey: string | undefined;
    };
    const client = createGuanceClient({ secret, subUri, apiKey, baseUrl });
    return client.send(call.event as never, { extraData: call.extraData as never });
  },
};

export interface ClientTarget extends Target {
  close(): Promise<void>;
}

export async function clientTarget(): Promise<ClientTarget> {
  const server = await serverTarget('documented');
  return {
    name: 'client',
    profile: server.profile,
    holdsClock: server.holdsClock,
    get config() {
      return server.config;
    },
    now: server.now,
    call: (typed) => outcomeOf(typed, server),
    reset: server.reset,
    setClock: server.setClock,
    fail: server.fail,
    configure: server.configure,
    close: server.close,
  };
}

async function outcomeOf(typed: TypedCall, server: ServerTarget): Promise<CallOutcome> {
  const play = PLAYS[typed.vendor];
  if (!play) throw new Error(`no client is known for ${typed.vendor}`);
  try {
    const { status } = await play(typed, server.url, server.now);
    return { accepted: true, status };
  } catch (error) {
    if (!isPushError(error)) throw error;
    return { accepted: false, reason: error.reason, status: error.status };
  }
}
