/** `send` recognizes input that is not JSON, and says what to do. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { limits } from '@pushspec/contract/cloudmonitor';
import { expect, it } from 'vitest';
import { file, folder, runCommand as pushspec } from './cli.fixture.ts';
import { linesOf, service } from './send.fixture.ts';

const EVENT = '{"name":"n1","content":"c"}';
const send = async (name: string, content: string | Buffer, ...options: string[]) => {
  const { server, url } = await service();
  const path = file(name, content);
  const result = await pushspec(['send', 'cloudmonitor', '--url', url, '--file', path, ...options]);
  return { ...result, path, requests: await server.requests() };
};

const CSV = 'it looks like CSV; convert each row to a JSON object, one per line or in an array';

it.each([
  ['events.csv', 'name,content\nn1,c\n', CSV],
  ['events.csv', '\ufeff"name";"content"\r\n"n1";"c"\r\n', CSV],
  ['events.tsv', 'name\tcontent\nn1\tc\n', CSV],
  ['events.yaml', 'name: n1\ncontent: c\n', 'write each event as a JSON object, one per line or in an array'],
  ['events.json', '{"name":}', 'fix it there, or use `--ndjson` for one event per line'],
])('says what to do about %s: %j', async (name, content, hint) => {
  const { code, stderr, path, requests } = await send(name, content);
  expect({ code, requests }).toEqual({ code: 2, requests: [] });
  expect(stderr).toMatch(/^pushspec: [^\n]*\n$/);
  expect(stderr).toContain(`${path} is not JSON (at line 1 column `);
  expect(stderr).toContain(hint);
});

it.each([[[]], [['--ndjson']]])('recognizes compressed input, with %j', async (options) => {
  const { code, stderr, path, requests } = await send('events.gz', gzipSync(EVENT), ...options);
  expect({ code, stderr, requests }).toEqual({
    code: 2,
    stderr: `pushspec: ${path} is compressed with gzip: decompress it first, such as with \`gunzip -c FILE | pushspec send … --file -\`\n`,
    requests: [],
  });
});

const utf16 = (text: string) => Buffer.from(text, 'utf16le');

it.each([
  ['events.ndjson', utf16(`${EVENT}\r\n${EVENT}\r\n`)],
  ['events.ndjson', utf16(`\ufeff${EVENT}\n`)],
  ['events.json', utf16(EVENT)],
  ['events.json', utf16(`\ufeff${EVENT}`).swap16()],
])('recognizes UTF-16 in %s: %#', async (name, content) => {
  const { code, stderr, path, requests } = await send(name, content);
  expect({ code, stderr, requests }).toEqual({
    ...{ code: 2, stderr: `pushspec: ${path} is UTF-16: save it as UTF-8\n`, requests: [] },
  });
});

it.each([['events.json'], ['events.ndjson']])(
  'says that one event in %s is too large by itself',
  async (name) => {
    const large = JSON.stringify({ name: 'n1', content: 'c'.repeat(limits.uploadCustomEvents.maxBodyBytes) });
    const { code, stderr, requests } = await send(name, large);
    expect({ code, requests }).toEqual({ code: 2, requests: [] });
    expect(stderr).toContain('body-too-large');
    expect(stderr).toContain('This one item is too large by itself. Shorten its strings.');
    expect(stderr).not.toContain('Split');
  },
);

it('keeps the bytes of a line that is not UTF-8 in the file of rejected events', async () => {
  const line = Buffer.concat([
    Buffer.from('{"name":"'),
    Buffer.from([0xff, 0xe9]),
    Buffer.from('","content":"c"}'),
  ]);
  const rejected = join(folder(), 'rejected.ndjson');
  const content = Buffer.concat([Buffer.from(`${EVENT}\n`), line]);
  const { code, stderr } = await send('events.ndjson', content, '--rejected', rejected);
  expect(code).toBe(2);
  expect(stderr).toContain('1 of 2 events was not delivered: fix the rejected events');
  const [entry, ...others] = linesOf(rejected);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ line: 2, reason: 'not-utf8', base64: line.toString('base64') });
  expect(entry).not.toHaveProperty('text');
});
