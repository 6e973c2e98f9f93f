/** Clients that send requests to a function, and virtual time for their reporters. */
import { responses as blueking } from '@pushspec/contract/blueking/responses';
import { responses as cloudmonitor } from '@pushspec/contract/cloudmonitor/responses';
import { responses as guance } from '@pushspec/contract/guance/responses';
import { createBluekingClient } from '../blueking/index.ts';
import { createCloudMonitorClient } from '../cloudmonitor/index.ts';
import { createGuanceClient } from '../guance/index.ts';
import type { Fetch } from '../options.ts';
import { recorded, type SentRequest } from '../testing/in-memory-service.ts';
// Loads the refusals of all APIs: a test with virtual time must not wait for a file.
import { virtualTime } from '../testing/index.ts';
import type { Outcome } from './outcome.ts';

/** A service that sends the n-th response for the n-th request, and the last one for later requests. */
export function service(
  ...responses: ((request: SentRequest) => Response | Error | Promise<Response | Error>)[]
) {
  const time = virtualTime();
  const requests: SentRequest[] = [];
  const fetch: Fetch = async (url, init) => {
    const request = recorded(url, init, (text) => itemsOf(JSON.parse(text)), time.now);
    requests.push(request);
    const response = await responses[Math.min(requests.length, responses.length) - 1]?.(request);
    if (response instanceof Response) return response;
    throw response ?? new Error('the test has no response');
  };
  const { now, sleep, random } = time;
  const ends: Outcome[] = [];
  const onOutcome = (outcome: Outcome) => void ends.push(outcome);
  const baseUrl = 'http://127.0.0.1:1';
  const shared = { fetch, baseUrl, timeoutMs: 0 };
  return {
    fetch,
    time,
    timing: { now, sleep, random, onOutcome },
    requests,
    ends,
    cloudmonitor: createCloudMonitorClient({
      ...shared,
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
    }),
    blueking: createBluekingClient({ ...shared, dataId: 1500101, accessToken: 'token', kind: 'metric' }),
    guance: createGuanceClient({ ...shared, secret: 'secret', subUri: 'datakit/push' }),
  };
}

function itemsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const { data } = body as { data?: unknown };
  return Array.isArray(data) ? data : [body];
}

const success =
  ({ status, body }: { readonly status: number; readonly body: object }) =>
  () =>
    Response.json(body, { status });

export const accepted = {
  blueking: success(blueking.pushCustomReport.accepted),
  cloudmonitor: success(cloudmonitor.uploadCustomEvents.accepted),
  guance: success(guance.pushEvent.accepted),
};

export const refused = {
  blueking: (status: number, message: string) => () =>
    Response.json({ code: String(status), result: 'false', message }, { status }),
  cloudmonitor: (status: number, msg: string) => () =>
    Response.json({ code: String(status), msg }, { status }),
  guance: (status: number, errorCode: string, message: string) => () =>
    Response.json(
      { code: status, content: {}, errorCode, message, success: false, traceId: '1' },
      { status },
    ),
};
