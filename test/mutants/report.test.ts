import { expect, it } from 'vitest';
import type { Fate } from './mutant.ts';
import { type Hunted, judge, reportText } from './report.ts';

const killed: Fate = { outcome: 'killed', by: 'guance/status-fatal', why: '', played: 1 };
const survived: Fate = { outcome: 'survived', played: 9 };

function hunted(id: string, fate: Fate): Hunted {
  return { id, wrong: 'It is wrong.', kind: 'wrong server', artifact: 'server', api: 'guance', fate };
}

it('reports the killed mutants as a share of those that can be killed', () => {
  const all = [hunted('a', killed), hunted('b', killed), hunted('c', killed), hunted('d', survived)];
  expect(judge(all, [])).toMatchObject({ killed: 3, percent: 75, unneeded: [] });
});

it('does not count a survivor that is listed as equivalent', () => {
  const equivalents = [{ mutants: 'd *', why: 'No request detects it.' }];
  const verdict = judge([hunted('a', killed), hunted('d 1', survived)], equivalents);
  expect(verdict).toMatchObject({ percent: 100, equivalent: 1, survivors: [], unneeded: [] });
});

it('names an entry that no survivor needs', () => {
  const entry = { mutants: 'a', why: 'No request detects it.' };
  expect(judge([hunted('a', killed)], [entry]).unneeded).toEqual([entry]);
});

it('counts a stillborn mutant neither as killed nor as a survivor', () => {
  const all = [hunted('a', killed), hunted('b', { outcome: 'stillborn', why: 'no example' })];
  expect(judge(all, [])).toMatchObject({ percent: 100, stillborn: 1 });
});

it('rejects a run that killed nothing', () => {
  expect(judge([], []).percent).toBe(0);
});

it('lists survivors with their errors', () => {
  const text = reportText([hunted('a', killed), hunted('d', survived)], []);
  expect(text).toContain('all: 50.0 % (1 killed, 1 survived, 0 equivalent, 0 stillborn)');
  expect(text).toContain('SURVIVOR d: It is wrong.');
});
