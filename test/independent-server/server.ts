/** Serves all services at one address. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bluekingService } from './blueking.ts';
import { cloudmonitorService } from './cloudmonitor.ts';
import { cloudmonitorRpcService } from './cloudmonitor-rpc.ts';
import { guanceService } from './guance.ts';
import { rateCounts } from './rate-limit.ts';
import { type Outgoing, responseTo, type Service, type Setting } from './service.ts';

export interface Services {
  blueking: Service;
  cloudmonitor: Service;
  'cloudmonitor-rpc': Service;
  guance: Service;
}

export interface IndependentOptions extends Setting {
  /** Returns the time in milliseconds since the epoch. */
  readonly now: () => number;
  /** Adds deliberate mistakes. */
  readonly alter?: ((services: Services) => void) | undefined;
}

export interface Independent {
  readonly url: string;
  close(): Promise<void>;
}

/** Programs that call the RPC gateway put all events into the URL. */
const MAX_HEAD_BYTES = 2 * 1024 * 1024;

export async function independentServer({
  now,
  alter,
  ...setting
}: IndependentOptions): Promise<Independent> {
  // Both ways to report to CloudMonitor share the limit of the account.
  const counts = rateCounts();
  const services = {
    blueking: bluekingService(setting),
    cloudmonitor: cloudmonitorService(setting, counts),
    'cloudmonitor-rpc': cloudmonitorRpcService(setting, counts),
    guance: guanceService(setting),
  };
  alter?.(services);
  const server = createServer({ maxHeaderSize: MAX_HEAD_BYTES }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => send(response, responseOrFault(services, request, Buffer.concat(chunks), now())));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Responds with 500 if a service throws, so that no sender waits for a response. */
function responseOrFault(...parameters: Parameters<typeof respond>): Outgoing {
  try {
    return respond(...parameters);
  } catch (error) {
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: `internal error: ${error}` };
  }
}

function respond(services: Services, request: IncomingMessage, body: Buffer, nowMs: number): Outgoing {
  const { method = '', url: target = '', headers } = request;
  const service = Object.values(services).find(({ owns }) => owns(target)) as Service | undefined;
  if (!service) return { status: 404, headers: {}, body: 'not found' };
  const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return responseTo(service, {
    ...{ method, target, headers: flat, body, nowMs },
    ip: request.socket.remoteAddress ?? '',
  });
}

function send(response: ServerResponse, { status, headers, body }: Outgoing): void {
  response.writeHead(status, headers);
  response.end(body);
}
