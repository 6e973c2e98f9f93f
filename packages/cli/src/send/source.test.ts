import { expect, it } from 'vitest';
import { detectFormat, isNdjsonName } from './source.ts';

async function* chunksOf(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield Buffer.from(text.slice(at, at + size));
}

it.each([
  ['json', '{"a": 1}'],
  ['json', '{"a": 1}\n\n  \n'],
  ['json', '[{"a": 1},\n{"a": 2}]'],
  ['json', '{\n  "a": 1\n}\n'],
  ['json', '\ufeff[1]'],
  ['json', ''],
  ['json', '{"a": \n{"a": 2}\n'],
  ['ndjson', '{"a": 1}\n{"a": 2}\n'],
  ['ndjson', '\ufeff\r\n\r\n{"a": 1}\r\n\r\n{"a": 2}'],
  ['ndjson', '{"a": 1}\nnot json\n'],
  ['ndjson', '[{"a": 1}]\n[{"a": 2}]\n'],
])('detects %s: %j', async (format, text) => {
  for (const size of [1, 5, 1000]) {
    const detected = await detectFormat(chunksOf(text, size), 100);
    expect(detected.format).toBe(format);
    const all: Buffer[] = [];
    for await (const chunk of detected.chunks) all.push(chunk);
    expect(Buffer.concat(all).toString()).toBe(text);
  }
});

it('does not wait for the end of a line that is too long', async () => {
  const endless = (async function* () {
    for (;;) yield Buffer.from('[1,');
  })();
  expect((await detectFormat(endless, 50)).format).toBe('json');
});

it('detects NDJSON by the file name', () => {
  expect(['a.ndjson', 'A.JSONL', 'a.json', 'ndjson'].map(isNdjsonName)).toEqual([true, true, false, false]);
});
