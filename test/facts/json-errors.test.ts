import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createMock } from '@pushspec/mock';
import { run } from 'pushspec';
import { expect, it, onTestFinished } from 'vitest';
import { jsonApis } from '../json-apis.ts';
import { bodyServer, report, send } from './raw-body.fixture.ts';

/** Bodies that become invalid JSON at `^`, which is removed before sending. */
const FAULTS: readonly (readonly [name: string, marked: string])[] = [
  ['NaN', '{"a": ^NaN}'],
  ['Infinity', '[1, ^Infinity]'],
  ['negative Infinity', '[-^Infinity]'],
  ['a byte order mark', '^\ufeff{"a": 1}'],
  ['a literal of Python', '{"a": ^True}'],
  ['a literal that is misspelled at its end', '{"a": tru^3}'],
  ['a literal in capitals', '[nul^L]'],
  ['undefined', '[^undefined]'],
  ['a number without its whole part', '[^.5]'],
  ['a number without its fraction', '[1.^]'],
  ['a number with a plus sign', '[^+1]'],
  ['a number with a leading zero', '[0^1]'],
  ['a hexadecimal number', '[0^x1F]'],
  ['a number without its exponent', '[1e^]'],
  ['XML', '^<event><title>t</title></event>'],
  ['XML after whitespace', '\r\n ^<event/>'],
  ['a form', '^event=1&title=t'],
  ['a form that begins like a literal', 't^itle=disk&status=ok'],
  ['a multipart body', '-^-boundary\r\nContent-Disposition: form-data'],
  ['an unquoted text', '^hello'],
  ['single quotes', "{^'a': 1}"],
  ['a name without quotes', '{^a: 1}'],
  ['a comment', '{"a": 1, ^// b'],
  ['Chinese before the fault', '{"标题": "磁盘告警", "a": ^NaN}'],
  ['emoji before the fault', '{"🚀": "👩‍🚀", "a": ^NaN}'],
  ['a Chinese comma', '["a"^，"b"]'],
  ['curly quotes', '{^“a”: 1}'],
  ['a raw line break in a string', '["a^\nb"]'],
  ['a NUL in a string', '["^\u0000"]'],
  ['a NUL between values', '[^\u0000]'],
  ['no-break space between values', '[^\u00a01]'],
  ['an unknown escape', '["\\^x41"]'],
  ['an escape in single quotes', '["\\^\'"]'],
  ['a Unicode escape with a wrong digit', '["\\u12^g4"]'],
  ['a comma before the end of an array', '[1,^]'],
  ['a comma before the end of an object', '{"a":1,^}'],
  ['two commas', '[1,^,2]'],
  ['no comma', '[1 ^2]'],
  ['no colon', '{"a" ^1}'],
  ['a colon in an array', '["a"^:1]'],
  ['the wrong bracket', '[1^}'],
  ['a number as a name', '{^1: 2}'],
  ['garbage after the value', '{"a": 1} ^x'],
  ['a second value', '{}\n^{}'],
  ['a NUL after the value', '[1]^\u0000'],
  ['a closing bracket only', '^]'],
  ['whitespace only', ' \t\r\n^'],
  ['a cut string', '{"a": "b^'],
  ['a cut escape', '["\\^'],
  ['a cut Unicode escape', '["\\u00^'],
  ['a cut literal', '[tru^'],
  ['a cut number', '[-^'],
  ['a cut name', '{"a^'],
  ['a cut object', '{"a": 1^'],
  ['a cut array after its comma', '[1, ^'],
  ['a cut string of Chinese', '["告警^'],
];

const split = (marked: string) => {
  const before = marked.slice(0, marked.lastIndexOf('^'));
  return { body: before + marked.slice(before.length + 1), byte: Buffer.byteLength(before) };
};

const indexIn = (message: unknown) => Number(/index (\d+)/.exec(String(message))?.[1]);

it('names the byte of NaN in the third of 100 points', async () => {
  const server = await bodyServer();
  const points = Array.from({ length: 100 }, (_, index) => ({ metrics: { load: index }, target: 't' }));
  const body = report('metric', ...points).replace('"load":2}', '"load":NaN}');
  const { status, body: reply } = await server.post('blueking', body);
  expect(status).toBe(400);
  expect(indexIn(reply.message)).toBe(body.indexOf('NaN'));
});

it.each(jsonApis)('names the byte of the first fault in a request to %s', async (api) => {
  const server = await bodyServer();
  const got: Record<string, unknown> = {};
  for (const [name, marked] of FAULTS) {
    const { verdict } = await server.post(api, split(marked).body);
    got[name] = verdict.reasons.map(({ code, message }) => [code, indexIn(message)]);
  }
  const expected = FAULTS.map(([name, marked]) => [name, [['malformed-json', split(marked).byte]]]);
  expect(got).toEqual(Object.fromEntries(expected));
});

it.each(jsonApis)('reports the same byte in the response of %s', async (api) => {
  const server = await bodyServer();
  const { body, verdict } = await server.post(api, '{"标题": NaN}');
  expect(indexIn(body.message ?? body.msg)).toBe(11);
  expect(verdict.reasons[0]?.message).toBe(body.message ?? body.msg);
});

it.each(jsonApis)('reports an empty body to %s as `empty-body`', async (api) => {
  const server = await bodyServer();
  const { verdict } = await server.post(api, '', { 'content-type': 'application/json' });
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['empty-body']);
});

it.each(jsonApis)('names the first byte that is not UTF-8 in a request to %s', async (api) => {
  const server = await bodyServer();
  const bodies: readonly (readonly [Buffer, number])[] = [
    [Buffer.from('{"a":"\xff"}', 'latin1'), 6],
    [Buffer.concat([Buffer.from('["告警\ufffd'), Buffer.from([0xe5, 0x91, 0x22, 0x5d])]), 11],
    [Buffer.concat([Buffer.from('["🚀'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"]')]), 6],
    [Buffer.from([0x5b, 0x22, 0xc0, 0xaf, 0x22, 0x5d]), 2],
    [Buffer.from('\ufeff{}', 'utf16le'), 0],
    [Buffer.from('["\u544a'.slice(0, 3)).subarray(0, 4), 2],
  ];
  for (const [body, byte] of bodies) {
    const { verdict } = await server.post(api, body);
    expect(verdict.reasons[0]).toMatchObject({ code: 'invalid-utf8' });
    expect(verdict.reasons[0]?.message).toMatch(new RegExp(`byte ${byte}$`));
  }
});

it('skips raw control characters in the profile that accepts them', async () => {
  const server = await bodyServer({ profile: 'receiver' });
  const accepted = await server.post(
    'blueking',
    report('event', { a: 1 }).replace('{"a":1}', '{"a\t":"\n\u0001"}'),
  );
  expect(accepted.verdict.reasons[0]?.code).not.toBe('malformed-json');
  const cases = ['["\t\n", ^NaN]', '["a\\^\n"]', '[^\u0001]', '["a\n^'];
  for (const marked of cases) {
    const { body, byte } = split(marked);
    expect(indexIn((await server.post('blueking', body)).body.message)).toBe(byte);
  }
});

it('accepts a lone surrogate as an escape, as JSON does', async () => {
  const server = await bodyServer();
  const { verdict } = await server.post('guance', '{"event":{"status":"ok","title":"\\ud800"}}');
  expect(verdict.outcome).toBe('accepted');
});

it('reports a syntax error before later nesting that is too deep', async () => {
  const server = await bodyServer();
  const deep = '['.repeat(20_000);
  const { verdict } = await server.post('guance', `[NaN, ${deep}`);
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['malformed-json']);
  const { verdict: other } = await server.post('guance', `[${deep} NaN`);
  expect(other.reasons.map(({ code }) => code)).toEqual(['too-deep']);
});

it.each(jsonApis)('names the byte in the response of the mock of %s', async (api) => {
  const mock = createMock();
  onTestFinished(() => mock.close());
  const { url } = await mock.listen({ port: 0 });
  for (const [, marked] of FAULTS) {
    const { body, byte } = split(marked);
    const { text } = await send(url, api, Buffer.from(body));
    expect(indexIn(text), body).toBe(byte);
  }
});

/** Returns the output of a command that reads these bytes from standard input. */
async function complaintOf(args: readonly string[], stdin: string | Buffer): Promise<string> {
  let written = '';
  const sink = { write: (text: string) => (written += text) };
  await run(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout: sink, stderr: sink });
  return written;
}

const SEND = ['send', 'guance', '--url', 'http://127.0.0.1:9'];

it('names line, column and byte of a document that is not JSON', async () => {
  const text = '{\n  "title": "磁盘🚀", "check_value": NaN\n}';
  const byte = Buffer.byteLength(text.slice(0, text.indexOf('NaN')));
  expect(await complaintOf(SEND, text)).toContain(`(at line 2 column 34, byte ${byte})`);
  expect(await complaintOf(SEND, `\ufeff${text}`)).toContain(`(at line 2 column 34, byte ${byte + 3})`);
  expect(await complaintOf(SEND, '{"title": ')).toContain('(at its end)');
});

it('names the byte of a document that is not UTF-8', async () => {
  expect(await complaintOf(SEND, Buffer.from('{"title":"caf\xe9"}', 'latin1'))).toContain(
    'not UTF-8 (at byte 13)',
  );
});

it('names column and byte of a line that is not JSON', async () => {
  const stderr = await complaintOf(
    [...SEND, '--ndjson', '--dry-run', '--json'],
    '{"status":"ok"}\n{"标题":True}\n',
  );
  expect(stderr).toContain('column 7, byte 10');
});

it('names the location where a configuration is not valid JSON', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-facts-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config.json');
  for (const [text, place] of [
    ["{'guance': {}}", 'line 1 column 2, byte 1'],
    ['\ufeff{"guance": .5}', 'line 1 column 12, byte 14'],
    ['{"guance": {\n"部署": .5}}', 'line 2 column 7, byte 23'],
  ] as const) {
    writeFileSync(file, text);
    expect(await complaintOf(['serve', '--config', file], '')).toContain(`(at ${place})`);
  }
});

it('shows a duplicate name with a raw control character if the profile accepts those', async () => {
  const server = await bodyServer({ profile: 'receiver' });
  const point = '{"metrics":{"m":1},"target":"t","dimension":{"a":"1"},"x\ty":1,"x\ty":2}';
  const { verdict } = await server.post('blueking', report('metric', {}).replace('{}', point));
  expect(verdict.warnings).toContainEqual(
    expect.objectContaining({ code: 'duplicate-member', pointer: '/data/0/x\ty' }),
  );
});

it('names the byte in a body of the admin API', async () => {
  const server = await bodyServer();
  const response = await fetch(`${server.url}/__admin/clock`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"说明": "告警", "freeze": NaN}',
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: 'the body is not JSON at byte 31: invalid char' });
});

it('reads a duplicate token with a raw control character if the profile accepts those', async () => {
  const server = await bodyServer({ profile: 'receiver' });
  const body = report('metric', {}).replace('"access_token":', '"access_token":"a\tb","Access_Token":');
  const { verdict } = await server.post('blueking', body);
  expect(verdict.reasons.map(({ code }) => code)).toEqual(['metrics-missing']);
});
