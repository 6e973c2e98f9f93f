import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';

interface Reader {
  /** Resolves to the first verdicts once this many have arrived. */
  verdicts(count: number): Promise<{ id: string; api: string }[]>;
  /** Resolves to the whole stream so far once it contains this part. */
  text(part: string): Promise<string>;
}

async function read(url: string, headers: Record<string, string> = {}, query = ''): Promise<Reader> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const response = await fetch(`${url}/__admin/events${query}`, { headers, signal: abort.signal });
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  const chunks = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const until = async (isEnough: () => boolean) => {
    while (!isEnough()) {
      const { value, done } = await chunks.read();
      if (done) throw new Error('the stream has ended');
      text += Buffer.from(value).toString('utf8');
    }
  };
  const events = () => [...text.matchAll(/^data: (.*)\n\n/gm)].map(([, data]) => JSON.parse(String(data)));
  // Once this line has arrived, the reader receives every verdict.
  await until(() => text.includes('retry: '));
  return {
    async verdicts(count) {
      await until(() => events().length >= count);
      return events();
    },
    async text(part) {
      await until(() => text.includes(part));
      return text;
    },
  };
}

it('streams verdicts as they are recorded', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('cloudmonitor'));
  const reader = await read(url);
  await send(url, acceptedRequest('guance'));
  const response = await send(url, acceptedRequest('blueking'));
  const verdicts = await reader.verdicts(2);
  expect(verdicts.map(({ api }) => api)).toEqual(['guance', 'blueking']);
  const id = response.headers['x-pushspec-request-id'];
  expect(await reader.text(`id: ${id}\nevent: verdict\n`)).toContain('data: {');
});

it('sends missed verdicts to a reader that reconnects', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('guance'));
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('cloudmonitor'));
  const reader = await read(url, { 'last-event-id': String(first.headers['x-pushspec-request-id']) });
  expect((await reader.verdicts(2)).map(({ api }) => api)).toEqual(['blueking', 'cloudmonitor']);
  await send(url, acceptedRequest('guance'));
  expect((await reader.verdicts(3)).map(({ api }) => api).at(-1)).toBe('guance');
});

it('streams the verdicts of one API on request', async () => {
  const { url } = await startServer();
  const reader = await read(url, {}, '?api=guance');
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('guance'));
  expect((await reader.verdicts(1)).map(({ api }) => api)).toEqual(['guance']);
});

it('sends comments to keep the connection alive', async () => {
  let beats = 0;
  const { url } = await startServer({
    sleep: (ms) => (beats++ < 2 ? Promise.resolve(expect(ms).toBe(15_000)) : new Promise(() => undefined)),
  });
  const reader = await read(url);
  expect(await reader.text(': still here\n\n: still here\n\n')).not.toContain('data:');
});

it('disconnects a reader that does not read', async () => {
  const { url } = await startServer();
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => {
    socket.once('data', () => {
      socket.pause();
      resolve();
    });
    socket.write(`GET /__admin/events HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  });
  // Each verdict shows the point that it is about.
  const report = bluekingReport('metric', { metrics: { load: 1 }, target: 't'.repeat(60_000) });
  for (let sent = 0; sent < 200; sent++) await send(url, acceptedRequest('blueking', report));
  socket.resume();
  await closed;
  expect((await send(url, acceptedRequest('guance'))).status).toBe(200);
});

it('rejects an event stream for another site', async () => {
  const { url } = await startServer();
  const response = await send(url, {
    method: 'GET',
    path: '/__admin/events',
    headers: { origin: 'http://evil.example' },
  });
  expect(response.status).toBe(403);
});
