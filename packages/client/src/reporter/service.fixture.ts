/** Clients whose requests go to a function, and reporters on them in a time that is made. */
import { createBluekingClient } from '../blueking/index.ts';
import { createCloudMonitorClient } from '../cloudmonitor/index.ts';
// What is loaded lazily is loaded by then: a test of times must not wait for a file.
import '../blueking/reasons.ts';
import '../cloudmonitor/reasons.ts';
import '../failures/index.ts';
import { createGuanceClient } from '../guance/index.ts';
import '../guance/reasons.ts';
import type { Fetch } from '../options.ts';
import type { Outcome } from './outcome.ts';
import { virtualTime } from './virtual-time.fixture.ts';

export interface Request {
  /** The body as it was sent. */
  readonly text: string;
  readonly bytes: number;
  readonly items: readonly unknown[];
  /** When it was sent. */
  readonly at: number;
}

type Answer = Response | Error;

/** A service that answers the n-th request with the n-th answer, and further ones with the last. */
export function service(...answers: ((request: Request) => Answer | Promise<Answer>)[]) {
  const time = virtualTime();
  const requests: Request[] = [];
  const fetch: Fetch = async (_url, init) => {
    const bytes = init.body as Uint8Array;
    const text = new TextDecoder().decode(bytes);
    const request = { text, bytes: bytes.byteLength, items: itemsOf(JSON.parse(text)), at: time.now() };
    requests.push(request);
    const answer = await answers[Math.min(requests.length, answers.length) - 1]?.(request);
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('the test has no answer');
  };
  // Half of a wait is left to chance: none here.
  const timing = { now: time.now, sleep: time.sleep, random: () => 1 };
  const ends: Outcome[] = [];
  const onOutcome = (outcome: Outcome) => void ends.push(outcome);
  const baseUrl = 'http://127.0.0.1:1';
  const shared = { fetch, baseUrl, timeoutMs: 0 };
  return {
    time,
    timing: { ...timing, onOutcome },
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

export const accepted = {
  blueking: () => Response.json({ code: '200', result: 'true', message: '' }),
  cloudmonitor: () => Response.json({ code: '200', msg: '' }),
  guance: () =>
    Response.json({
      code: 200,
      content: { ok: true },
      errorCode: '',
      message: '',
      success: true,
      traceId: '1',
    }),
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
