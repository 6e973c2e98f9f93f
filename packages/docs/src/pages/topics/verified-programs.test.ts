/** Checks the tables of the page "Verified with". */
import { languages } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { verifiedLabels } from './verified-labels.ts';
import { readVerified, verifiedPrograms, verifiedRefusals } from './verified-programs.ts';

const results = Object.values(readVerified());

it.each(languages)('has labels in %s for all values and refusals in the results', (language) => {
  const { values, refusals } = verifiedLabels[language];
  const kinds = results.flatMap(({ sent, cannotSend }) => [...Object.keys(sent), ...cannotSend]);
  expect(kinds.filter((kind) => !(kind in values))).toEqual([]);
  const refused = results.flatMap((result) => Object.keys(result.refused));
  expect(refused.filter((kind) => !(kind in refusals))).toEqual([]);
});

it.each(languages)('has a row for each program in %s', (language) => {
  const [programs, refusals] = [verifiedPrograms(language), verifiedRefusals(language)];
  for (const { title, version } of results) {
    expect(programs).toContain(`| ${title[language]}<br>${version} (`);
    expect(refusals).toContain(title[language]);
  }
});

it('states versions and days', () => {
  expect(results.length).toBeGreaterThan(8);
  for (const { version, date } of results) {
    expect(version).toMatch(/^v?\d+(\.\d+)+$/);
    expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
});
