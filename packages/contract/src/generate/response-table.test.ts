import { expect, it } from 'vitest';
import { apiNames, loadBundle } from '../bundle.ts';
import { readOperations } from '../model/read-contract.ts';
import { responseTable, wireReasonTable } from './tables.ts';

it.each(apiNames)('the response table of %s has a success, and each refusal with its status', (api) => {
  const document = loadBundle(api, 'documented');
  const statuses = Object.entries(wireReasonTable(document)).map(([code, { status }]) => [code, status]);
  expect(statuses).not.toEqual([]);
  for (const { id, accepted } of readOperations(document)) {
    const responses = Object.entries(responseTable(document)[id] ?? {}) as [string, { status: number }][];
    const successes = responses.filter(([, { status }]) => status === accepted.status);
    expect(successes.map(([name]) => name)).toContain('accepted');
    const refusals = responses.filter(([, { status }]) => status !== accepted.status);
    expect(refusals.map(([name, { status }]) => [name, status])).toEqual(
      statuses.filter(([code, status]) => status !== undefined && refusals.some(([name]) => name === code)),
    );
  }
});

it.each(apiNames)('an operation of %s can show every reason with a status', (api) => {
  const document = loadBundle(api, 'documented');
  const shown = Object.values(responseTable(document)).flatMap((responses) => Object.keys(responses));
  const codes = Object.entries(wireReasonTable(document)).filter(([, { status }]) => status !== undefined);
  expect(codes.filter(([code]) => !shown.includes(code))).toEqual([]);
});
