import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { acceptedRequest, bluekingReport, send, startServer } from '../server.fixture.ts';

interface Reader {
  /** The text from the beginning, once it holds as many verdicts. */
  verdicts(count: number): Promise<{ id: string; vendor: string }[]>;
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
  // Once this line is there, the reader hears of everything.
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

it('tells of verdicts as they are recorded', async () => {
  const { url } = await startServer();
  await send(url, acceptedRequest('cloudmonitor'));
  const reader = await read(url);
  await send(url, acceptedRequest('guance'));
  const answer = await send(url, acceptedRequest('blueking'));
  const verdicts = await reader.verdicts(2);
  expect(verdicts.map(({ vendor }) => vendor)).toEqual(['guance', 'blueking']);
  const id = answer.headers['x-pushspec-request-id'];
  expect(await reader.text(`id: ${id}\nevent: verdict\n`)).toContain('data: {');
});

it('tells a reader that comes back what it has missed', async () => {
  const { url } = await startServer();
  const first = await send(url, acceptedRequest('guance'));
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('cloudmonitor'));
  const reader = await read(url, { 'last-event-id': String(first.headers['x-pushspec-request-id']) });
  expect((await reader.verdicts(2)).map(({ vendor }) => vendor)).toEqual(['blueking', 'cloudmonitor']);
  await send(url, acceptedRequest('guance'));
  expect((await reader.verdicts(3)).map(({ vendor }) => vendor).at(-1)).toBe('guance');
});

it('tells of one vendor only where it is asked to', async () => {
  const { url } = await startServer();
  const reader = await read(url, {}, '?vendor=guance');
  await send(url, acceptedRequest('blueking'));
  await send(url, acceptedRequest('guance'));
  expect((await reader.verdicts(1)).map(({ vendor }) => vendor)).toEqual(['guance']);
});

it('shows with a comment that the connection still holds', async () => {
  let beats = 0;
  const { url } = await startServer({
    sleep: (ms) => (beats++ < 2 ? Promise.resolve(expect(ms).toBe(15_000)) : new Promise(() => undefined)),
  });
  const reader = await read(url);
  expect(await reader.text(': still here\n\n: still here\n\n')).not.toContain('data:');
});

it('cuts a reader that does not read', async () => {
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

it('refuses an event stream to another site', async () => {
  const { url } = await startServer();
  const answer = await send(url, {
    method: 'GET',
    path: '/__admin/events',
    headers: { origin: 'http://evil.example' },
  });
  expect(answer.status).toBe(403);
});
