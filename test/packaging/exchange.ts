/** The arguments and results of `consumer/exchange.mjs`. */
import { createServer } from 'node:net';
import { developmentConfig } from '@pushspec/contract';
import { ownNode, serve } from './installed.ts';

/** Starts a server, and resolves to the argument of `exchange()` with the credentials. */
export async function exchangeInput() {
  return {
    dataId: developmentConfig.blueking.dataIds[0],
    key: developmentConfig.cloudmonitor.accounts[0]?.keys[0],
    monitor: developmentConfig.guance.monitors[0],
    baseUrl: await serve(ownNode),
    closedUrl: await closedUrl(),
  };
}

/** Resolves to an address without a listener. */
async function closedUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Reason of the refusal of each API's bad event. */
const refusals = {
  blueking: 'metrics-empty',
  cloudmonitor: 'name-type',
  'cloudmonitor-rpc': 'name-blank',
  guance: 'status-invalid',
};

/** The results of an exchange. `mayHaveArrived` is from a request to an address without a listener. */
export function expectedResults(
  apis: readonly (keyof typeof refusals)[] = ['blueking', 'cloudmonitor', 'cloudmonitor-rpc', 'guance'],
  { mayHaveArrived = false } = {},
) {
  return Object.fromEntries(
    apis.map((api) => [
      api,
      {
        isValid: [true, false],
        status: 200,
        reported: ['delivered', 'delivered', 'delivered'],
        refused: { name: 'PushError', reason: refusals[api] },
        unconnected: { name: 'TransportError', kind: 'network', mayHaveArrived },
      },
    ]),
  );
}
