import { languages, loadBundle, profiles, reasonTable, vendors } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { llmsFullPath, machineFiles } from './machine-files.ts';

const files = machineFiles();
const text = (path: string) => files.get(path) ?? '';

it('every link of llms.txt leads to a file that there is', () => {
  const links = [...text('llms.txt').matchAll(/\]\(\/([^)]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(vendors.length);
  expect(links.filter((path) => !files.has(path))).toEqual([]);
});

it.each(vendors)('the contract of %s stands at an address for each profile and language', (vendor) => {
  for (const profile of profiles)
    for (const language of languages)
      expect(JSON.parse(text(`bundles/${vendor}/${profile}.${language}.json`))).toEqual(
        loadBundle(vendor, profile, language),
      );
});

it.each(languages)(
  'the text in one file has every reason and every example of every vendor (%s)',
  (language) => {
    const full = text(llmsFullPath(language));
    const missing = vendors.flatMap((vendor) =>
      Object.keys(reasonTable(loadBundle(vendor, 'documented'))).filter(
        (code) => !full.includes(`\`${code}\``),
      ),
    );
    expect(missing).toEqual([]);
    for (const example of ['磁盘告警', 'cpu_load', 'dimension_tags']) expect(full).toContain(example);
  },
);

it.each(languages)(
  'the text in one file has one heading of the first level for each vendor (%s)',
  (language) => {
    const outsideOfCode = text(llmsFullPath(language)).replaceAll(/^```[\s\S]*?^```/gm, '');
    const titles = [...outsideOfCode.matchAll(/^# (.+)$/gm)].map(([, title]) => title);
    expect(titles).toEqual(vendors.map((vendor) => loadBundle(vendor, 'documented', language).info.title));
  },
);

it('a site of one vendor speaks of no other', () => {
  const some = machineFiles(['guance']);
  expect([...some.keys()].filter((path) => /blueking|cloudmonitor/.test(path))).toEqual([]);
  expect(some.get('llms.txt')).not.toContain('BlueKing custom');
});
