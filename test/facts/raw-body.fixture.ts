/** Sends exact bodies with valid credentials to a server with a frozen clock. */

import { Agent, request as httpRequest } from 'node:http';
import { signedHeaders } from '@pushspec/client/cloudmonitor';
import { developmentConfig, loadBundle, type OpenApiDocument, type Profile } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { limits as cloudmonitor } from '@pushspec/contract/cloudmonitor';
import { limits as guance } from '@pushspec/contract/guance';
import { createServer, type PushServer, type ServerOptions, type Verdict } from '@pushspec/server';
import { onTestFinished } from 'vitest';
import type { JsonApi } from '../json-apis.ts';

export const NOW = Date.parse('2026-11-21T08:30:00.000Z');

const [metricId, eventId] = developmentConfig.blueking.dataIds;
const [monitor] = developmentConfig.guance.monitors;
const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0];

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly verdict: Verdict;
}

export interface BodyServer extends PushServer {
  readonly url: string;
  /** Sends a body. */
  send(api: JsonApi, body: string): Promise<unknown>;
  /** Sends a body and returns the response with the verdict about it. */
  post(api: JsonApi, body: string | Uint8Array, headers?: Readonly<Record<string, string>>): Promise<Reply>;
}

/** Starts a server that stops when the test ends. */
export async function bodyServer(options: ServerOptions = {}): Promise<BodyServer> {
  const config = { cloudmonitor: { rateLimits: 'off' as const } };
  const server = await createServer({ clock: () => NOW, config, ...options });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  return {
    ...server,
    url,
    send: (api, body) => send(url, api, Buffer.from(body)),
    async post(api, body, headers = {}) {
      const { status, text } = await send(url, api, Buffer.from(body), headers);
      const verdict = (await server.requests({ limit: 1 })).at(-1);
      if (!verdict) throw new Error('the server has recorded nothing');
      return { status, body: JSON.parse(text), verdict };
    },
  };
}

/** Returns a report to the development data ID of this kind. */
export function report(kind: 'metric' | 'event', ...data: readonly unknown[]): string {
  const id = kind === 'metric' ? metricId : eventId;
  return JSON.stringify({ data_id: id?.dataId, access_token: id?.accessToken, data });
}

/** Returns an edited copy of a bundle. */
export function edited(
  api: JsonApi,
  edit: (schemas: OpenApiDocument['components']['schemas']) => void,
  profile: Profile = 'documented',
): { documents: Partial<Record<JsonApi, OpenApiDocument>>; profile: Profile } {
  const document = structuredClone(loadBundle(api, profile));
  edit(document.components.schemas);
  return { documents: { [api]: document }, profile };
}

/** Reuses connections, because opening one takes longer than a request. */
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends exactly these bytes to a server or a mock. */
export function send(
  url: string,
  api: JsonApi,
  body: Buffer,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const { path, headers } = requestTo(api, body, more);
  return new Promise((resolve, reject) => {
    const request = httpRequest(url + path, { method: 'POST', headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

function requestTo(api: JsonApi, body: Buffer, more: Readonly<Record<string, string>>) {
  switch (api) {
    case 'blueking':
      return { path: blueking.pushCustomReport.path, headers: more };
    case 'guance': {
      const { path, mediaType } = guance.pushEvent;
      const { secret = '', subUri = '' } = monitor ?? {};
      const address = path.replace('{secret}', secret).replace('{subUri}', subUri);
      return { path: address, headers: { 'content-type': mediaType, ...more } };
    }
    case 'cloudmonitor': {
      if (!credentials) throw new Error('the development configuration has no key');
      const { path, method } = cloudmonitor.uploadCustomEvents;
      const { headers } = signedHeaders({
        ...{ method, url: path, body, credentials, headers: more, ip: '10.0.0.7' },
        now: () => NOW,
      });
      return { path, headers };
    }
  }
}
