import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../document.ts';
import { serverTable } from './tables.ts';

it('lists the addresses by network and region, the first of each region, without those to be filled in', () => {
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
