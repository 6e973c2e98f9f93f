import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import type { Result, Summary } from '../run/run.ts';
import { parseScenario } from '../scenario/load.ts';
import { htmlReport } from './html.ts';
import { resultLine, summaryLine } from './json-lines.ts';
import { junitReport } from './junit.ts';
import { textReport } from './text.ts';

async function result(name: string, properties: Partial<Result>): Promise<Result> {
  const text = 'summary: One behavior.\noperation: pushEvent\nnote: 1\nraw: {}\n';
  const scenario = await parseScenario(text, { api: 'guance', name });
  const profile = 'documented';
  return {
    scenario,
    target: 'http',
    profile,
    outcome: 'passed',
    problems: [],
    verdictChecked: true,
    shows: [],
    ...properties,
  };
}

async function summary(): Promise<Summary> {
  const problems = [{ what: 'status', expected: '403', got: '401' }];
  const results = [
    await result('a', { verdictChecked: false }),
    await result('b', { outcome: 'skipped', because: 'its clock cannot be set' }),
    await result('c', { outcome: 'failed', problems }),
    await result('d', { outcome: 'skipped', because: 'its clock cannot be set' }),
  ];
  return { results, passed: 1, failed: 1, skipped: 2, verdictsUnchecked: 1 };
}

it('prints a line for each cause of skips, the failures in groups, and the counts last', async () => {
  expect(textReport(await summary(), { notes: ['a note'] }).split('\n')).toEqual([
    'SKIP 2: its clock cannot be set. To run them, use an endpoint with the admin API of the reference server',
    'a note',
    'FAIL 1: status: expected 403, got 401',
    '  - spec/guance/scenarios/c.yaml',
    'http (documented): 1 passed, 1 failed, 2 skipped; 1 passed without a verdict to check',
  ]);
});

it('groups failures that differ only in ids and numbers', async () => {
  const got = (id: string) => [{ what: 'status', expected: '200 (accepted)', got: `400 "request ${id}"` }];
  const results = [
    await result('a', { outcome: 'failed', problems: got('4f1b20c9') }),
    await result('b', { outcome: 'failed', problems: got('77e0') }),
  ];
  const text = textReport({ results, passed: 0, failed: 2, skipped: 0, verdictsUnchecked: 0 });
  expect(text.split('\n')[0]).toBe('FAIL 2: status: expected 200 (accepted), got 400 "request 4f1b20c9"');
});

it('prints one JSON document for each scenario, and one with the counts', async () => {
  const { results, ...counts } = await summary();
  expect(JSON.parse(resultLine(results[2] as Result))).toEqual({
    scenario: 'guance/c',
    file: 'spec/guance/scenarios/c.yaml',
    api: 'guance',
    profile: 'documented',
    target: 'http',
    operation: 'pushEvent',
    reason: 'accepted',
    summary: 'One behavior.',
    outcome: 'failed',
    problems: [{ what: 'status', expected: '403', got: '401' }],
    verdictChecked: true,
  });
  expect(JSON.parse(summaryLine({ results, ...counts }))).toEqual({ summary: counts });
});

it('writes a test case for each scenario, with its differences or the reason it was skipped', async () => {
  const xml = junitReport(await summary());
  expect(xml).toContain('<testsuites name="pushspec verify" tests="4" failures="1" errors="0" skipped="2">');
  expect(xml).toContain('<failure message="status: expected 403, got 401">');
  expect(xml.match(/<skipped message="its clock cannot be set"\/>/g)).toHaveLength(2);
});

it('writes notes as the output of the first suite', async () => {
  const xml = junitReport(await summary(), [], ['guance date-stale: confirmed', 'seen <b>']);
  expect(xml.match(/<system-out>/g)).toHaveLength(1);
  expect(xml).toContain(
    '<system-out>guance date-stale: confirmed\nseen &#60;b&#62;</system-out>\n  </testsuite>',
  );
});

it('writes a page with expanded failures first, and the file of each scenario', async () => {
  const contracts = [loadContract('guance', 'documented')];
  const page = htmlReport({ summary: await summary(), contracts, address: 'http://127.0.0.1:4010' });
  expect(page.indexOf('1 failed</h2>')).toBeLessThan(page.indexOf('1 passed</h2>'));
  expect(page).toContain('<details class="failed" open>');
  expect(page).toContain('spec/guance/scenarios/c.yaml');
});
