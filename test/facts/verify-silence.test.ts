import { createServer, type Socket } from 'node:net';
import { casesOf, httpTarget, loadContract } from '@pushspec/conformance';
import { developmentConfig } from '@pushspec/contract';
import { expect, it, onTestFinished } from 'vitest';
import { failures, fakeClock, serverOf, verified } from './verify.fixture.ts';

/** Long enough for a response on a busy machine. */
const SHORT_MS = 500;

const scenarios = (await casesOf([loadContract('guance', 'documented')])).slice(0, 40);

it('verify reports that a request got no response, and after how long', async () => {
  const url = await serverOf(() => {});
  const run = await verified({
    url,
    api: 'guance',
    scenarios: scenarios.slice(0, 1),
    timeoutMs: SHORT_MS,
  });
  expect(failures(run)).toEqual([
    `${scenarios[0]?.id}: request: expected a response, got no response within 0.5 s`,
  ]);
});

it('verify aborts a run after three requests without a response, names the case, and skips the rest for this cause', async () => {
  const url = await serverOf(() => {});
  const { summary } = await verified({ url, api: 'guance', scenarios, timeoutMs: SHORT_MS });
  const because = '3 requests in a row have no response: no response within 0.5 s';
  expect(summary.aborted).toEqual({ before: scenarios[3]?.id, because });
  expect(summary.failed).toBe(4);
  expect(summary.skipped).toBe(scenarios.length - 4);
  expect(summary.results.at(-1)?.because).toBe(`given up before ${scenarios[3]?.id}: ${because}`);
});

it('verify continues if a server leaves only some requests without a response', async () => {
  const isSilent = (target = '') => target.includes('secret_dev/');
  const url = await serverOf((request, response) => {
    if (!isSilent(request.url)) response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });
  const chosen = (await casesOf([loadContract('guance', 'documented')])).filter(({ id }) =>
    /unknown-path|guance\/tag-/.test(id),
  );
  const ordered = [...chosen].sort(
    (one, other) => Number(other.id.includes('unknown-path')) - Number(one.id.includes('unknown-path')),
  );
  const { summary } = await verified({ url, api: 'guance', scenarios: ordered, timeoutMs: SHORT_MS });
  expect(summary.aborted).toBeUndefined();
});

it('verify aborts a response that trickles endlessly', async () => {
  const url = await serverOf((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 10);
    response.on('close', () => clearInterval(timer));
  });
  const run = await verified({ url, api: 'guance', scenarios: scenarios.slice(0, 1), timeoutMs: 200 });
  expect(failures(run)).toEqual([
    `${scenarios[0]?.id}: request: expected a response, got no response within 0.2 s`,
  ]);
});

it('verify aborts a run that exceeds its time limit, and reports where', async () => {
  const clock = fakeClock();
  const url = await serverOf((_, response) => {
    void clock.sleep(1000);
    response.writeHead(404).end();
  });
  const { summary } = await verified({ url, api: 'guance', scenarios, clock, maxRunMs: 10_000 });
  expect(summary.aborted?.because).toBe('the run takes longer than 10 s');
  expect(summary.results.find(({ scenario }) => scenario.id === summary.aborted?.before)?.outcome).toBe(
    'failed',
  );
});

it('verify gives up on a requested admin API that never responds, and names its address', async () => {
  const url = await neverAnswering();
  const opening = httpTarget({ url, config: developmentConfig, profile: 'documented', timeoutMs: SHORT_MS });
  await expect(opening).rejects.toThrow(`no server responds at ${url}: no response within 0.5 s`);
});

it('a connection closed by the server is not a failure: the request uses another one', async () => {
  const url = await socketServer((socket) => {
    let requests = 0;
    socket.on('data', () => {
      requests++;
      if (requests > 1) socket.resetAndDestroy();
      else
        socket.write(
          'HTTP/1.1 404 Not LocatedRule\r\nContent-Length: 2\r\nContent-Type: text/html\r\n\r\nno',
        );
    });
  });
  const chosen = scenarios.filter(({ raw }) => raw?.headers === undefined).slice(0, 5);
  const run = await verified({ url, api: 'guance', scenarios: chosen });
  expect(failures(run).filter((line) => line.includes('request:'))).toEqual([]);
});

function neverAnswering(): Promise<string> {
  return socketServer(() => {});
}

async function socketServer(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
