import { stripTypeScriptTypes } from 'node:module';
import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { serverSource } from './server-source.ts';
import { serverTable } from './tables.ts';

it('lists the first server of each network and region, without servers that have variables', () => {
  const servers = [
    { url: 'https://a', 'x-region': 'A', 'x-network': 'public' },
    { url: 'http://a', 'x-region': 'A', 'x-network': 'vpc' },
    { url: 'http://a2', 'x-region': 'A', 'x-network': 'vpc' },
    { url: 'https://b', 'x-region': 'B' },
    { url: 'https://{host}', 'x-region': 'Private', variables: { host: { default: 'h' } } },
    { url: 'http://127.0.0.1' },
  ];
  expect(serverTable({ servers } as unknown as OpenApiDocument)).toEqual({
    public: { A: 'https://a', B: 'https://b' },
    vpc: { A: 'http://a' },
  });
});

it.each<[string, Record<string, Record<string, string>>]>([
  ['no servers', {}],
  [
    'URLs without a pattern',
    { public: { 'Site 1': 'https://a', 'Site 2': 'https://b', 'Site 3': 'https://a' } },
  ],
  [
    'patterns, in the order of the contract',
    {
      public: { a: 'https://x-a.com', b: 'https://x-b.com', c: 'https://x-c.com' },
      vpc: {
        ...{
          d: 'http://d.cn',
          'a-b': 'http://v-a-b.org',
          c: 'http://v-c.org',
          a: 'http://v-a.org',
          e: 'http://v-e.org',
        },
        ...{ f: 'http://v-f.com', g: 'https://g/g', h: 'https://h/h', i: 'https://i/i' },
      },
    },
  ],
])('writes a source that has the same table: %s', async (_what, table) => {
  const source = stripTypeScriptTypes(serverSource(table));
  const { servers } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
  expect(JSON.stringify(servers)).toBe(JSON.stringify(table));
});

it('writes a region of a long pattern once', () => {
  const regions = Object.fromEntries(
    ['cn-1', 'cn-2', 'cn-3', 'cn-4'].map((name) => [name, `https://metrics-${name}.com`]),
  );
  const source = serverSource({ public: regions });
  expect(source.match(/cn-3/g)).toHaveLength(1);
  expect(source.match(/https:/g)).toHaveLength(1);
});
