import { expect, it } from 'vitest';
import type { Fate } from './mutant.ts';
import { type Hunted, judge, reportText } from './report.ts';

const killed: Fate = { outcome: 'killed', by: 'guance/status-fatal', why: '', played: 1 };
const survived: Fate = { outcome: 'survived', played: 9 };

function hunted(id: string, fate: Fate): Hunted {
  return { id, wrong: 'It is wrong.', kind: 'wrong server', artefact: 'server', vendor: 'guance', fate };
}

it('takes the killed as a part of those that can be killed', () => {
  const all = [hunted('a', killed), hunted('b', killed), hunted('c', killed), hunted('d', survived)];
  expect(judge(all, [])).toMatchObject({ killed: 3, percent: 75, unneeded: [] });
});

it('counts a survivor that is written down as equivalent for nothing', () => {
  const equivalents = [{ mutants: 'd *', why: 'Nobody can tell.' }];
  const verdict = judge([hunted('a', killed), hunted('d 1', survived)], equivalents);
  expect(verdict).toMatchObject({ percent: 100, equivalent: 1, survivors: [], unneeded: [] });
});

it('names an entry that no survivor needs', () => {
  const entry = { mutants: 'a', why: 'Nobody can tell.' };
  expect(judge([hunted('a', killed)], [entry]).unneeded).toEqual([entry]);
});

it('counts one that never came to life neither as killed nor as a survivor', () => {
  const all = [hunted('a', killed), hunted('b', { outcome: 'stillborn', why: 'no example' })];
  expect(judge(all, [])).toMatchObject({ percent: 100, stillborn: 1 });
});

it('takes a run that has killed nothing for none', () => {
  expect(judge([], []).percent).toBe(0);
});

it('lists survivors with what is wrong with them', () => {
  const text = reportText([hunted('a', killed), hunted('d', survived)], []);
  expect(text).toContain('all: 50.0 % (1 killed, 1 survived, 0 equivalent, 0 stillborn)');
  expect(text).toContain('SURVIVOR d: It is wrong.');
});
