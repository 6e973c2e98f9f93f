import { apiNames, languages, loadBundle, profiles, reasonTable } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { machineFiles } from './machine-files.ts';
import { llmsFullPath } from './machine-paths.ts';

const files = machineFiles();
const contentOf = (path: string) => files.get(path) ?? '';

it('every link of llms.txt leads to an existing file', () => {
  const links = [...contentOf('llms.txt').matchAll(/\]\(\/([^)]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(apiNames.length);
  expect(links.filter((path) => !files.has(path))).toEqual([]);
});

it.each(apiNames)('the contract of %s has a URL for each profile and language', (api) => {
  for (const profile of profiles)
    for (const language of languages)
      expect(JSON.parse(contentOf(`bundles/${api}/${profile}.${language}.json`))).toEqual(
        loadBundle(api, profile, language),
      );
});

it.each(languages)('llms-full.txt has every reason and example of every vendor (%s)', (language) => {
  const full = contentOf(llmsFullPath(language));
  const missing = apiNames.flatMap((api) =>
    Object.keys(reasonTable(loadBundle(api, 'documented'))).filter((code) => !full.includes(`\`${code}\``)),
  );
  expect(missing).toEqual([]);
  for (const example of ['磁盘告警', 'cpu_load', 'dimension_tags']) expect(full).toContain(example);
});

it.each(languages)('llms-full.txt has one top-level heading per vendor (%s)', (language) => {
  const prose = contentOf(llmsFullPath(language)).replaceAll(/^```[\s\S]*?^```/gm, '');
  const titles = [...prose.matchAll(/^# (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual(apiNames.map((api) => loadBundle(api, 'documented', language).info.title));
});

it('a site for one vendor mentions no other vendor', () => {
  const some = machineFiles(['guance']);
  expect([...some.keys()].filter((path) => /blueking|cloudmonitor/.test(path))).toEqual([]);
  expect(some.get('llms.txt')).not.toContain('BlueKing custom');
});
