import { apiNames } from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { contractFacts } from './contract-facts.ts';

const facts = contractFacts();

it.each(apiNames)(
  'has a sample of %s that the server accepts with its own credentials at the current time',
  async (api) => {
    const server = await createServer();
    onTestFinished(() => server.close());
    const { url } = await server.listen({ port: 0 });
    const response = await fetch(`${url}/__admin/try`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api, json: facts[api].sample }),
    });
    expect((await response.json()).verdict).toMatchObject({ outcome: 'accepted', warnings: [] });
    expect(JSON.stringify(facts[api].sample)).not.toMatch(/"(timestamp|time|date)"/);
  },
);

it.each(apiNames)('lists each reason of %s once across both profiles', (api) => {
  const codes = facts[api].reasons.map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(5);
  expect(new Set(codes).size).toBe(codes.length);
});
