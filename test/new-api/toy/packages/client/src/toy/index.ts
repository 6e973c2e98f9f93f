/** The client of the toy: a batch of events, and a report as parameters. */
import { acceptances, type components, limits, type paths } from '@pushspec/contract/toy';
import { type Evaluation, isAccepted, isObject, listOf, type PushResult } from '../contract.ts';
import type { FilledPaths } from '../openapi.ts';
import { type ClientOptions, checkedBaseUrl } from '../options.ts';
import { createSender } from '../sender.ts';
import type { Sign } from '../transport.ts';
import type { wireReasons } from './reasons.ts';

export type ToyEvent = components['schemas']['ToyEvent'];
export type ToyReport = components['schemas']['ToyReport'];
type Accepted = components['schemas']['Accepted'];
type Reason = keyof typeof wireReasons;

export interface ToyOptions extends ClientOptions {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly baseUrl: string;
}

export interface ToyClient {
  readonly api: 'toy';
  /** Sends one event or a batch. */
  send(events: ToyEvent | readonly ToyEvent[]): Promise<PushResult<'toy', Accepted>>;
  /** Reports one toy. */
  report(report: ToyReport): Promise<PushResult<'toy', Accepted>>;
}

const operation = <Id extends keyof typeof limits>(id: Id) =>
  ({
    api: 'toy',
    limits: limits[id],
    reasons: async () => (await import('./reasons.ts')).wireReasons,
    evaluate(status: number, body: unknown): Evaluation<Accepted, Reason> {
      if (!isObject(body)) return undefined;
      if (status === acceptances[id].status && isAccepted(acceptances[id], body))
        return { accepted: body as Accepted };
      return { refused: { status, message: String(body.message), errorCode: String(body.code) } };
    },
  }) as const;

/** Creates a client for one access key. */
export function createToyClient(options: ToyOptions): ToyClient {
  const shared = {
    ...options,
    baseUrl: checkedBaseUrl(options.baseUrl),
    secrets: [options.accessKeySecret],
    sign: signing(options),
  };
  const events = createSender<'toy', Accepted, Reason, FilledPaths<paths, { events: ToyEvent[] }>>(
    operation('pushToys'),
    shared,
  );
  const reports = createSender(operation('reportToy'), shared);
  return {
    api: 'toy',
    send: (some) => {
      const list = listOf(some);
      return events.send({ items: list.length }, (api, call) =>
        api.POST(limits.pushToys.path, { body: { events: list }, ...call }),
      );
    },
    report: (report) => {
      const form = new URLSearchParams({ Action: 'ReportToy', ...report }).toString();
      return reports.post({ bytes: new TextEncoder().encode(form), items: 1 });
    },
  };
}

function signing({ accessKeyId, accessKeySecret }: ToyOptions): Sign {
  return async ({ url, method, headers, body }) => {
    const { pathname, search } = new URL(url);
    const nonce = globalThis.crypto.randomUUID();
    const signed = `${method}\n${pathname}${search}\n${nonce}\n${new TextDecoder().decode(body)}`;
    const signature = await hmac(accessKeySecret, signed);
    return { ...headers, 'x-toy-key': accessKeyId, 'x-toy-nonce': nonce, 'x-toy-signature': signature };
  };
}

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await globalThis.crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, [
    'sign',
  ]);
  const digest = await globalThis.crypto.subtle.sign('HMAC', key, bytes.encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
