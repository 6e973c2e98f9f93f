import { apiNames, loadBundle, reasonTable } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { tableLabels } from '../tables/table-labels.ts';
import { siteLabels } from './site-labels.ts';
import { assumed, troubleshooting } from './troubleshooting.ts';

it.each(apiNames)('lists every reason of %s once, under the symptom that a sender sees', (api) => {
  const document = loadBundle(api, 'documented');
  const markdown = troubleshooting(document, siteLabels.en, tableLabels.en);
  const codes = [...markdown.matchAll(/\]\(reasons\/#([a-z0-9-]+)\)/g)].map(([, code]) => code);
  expect(codes.sort()).toEqual(Object.keys(document['x-reasons']).sort());
  for (const [code, { status, message }] of Object.entries(reasonTable(document))) {
    if (status === undefined) continue;
    const start = markdown.indexOf(`### HTTP ${status}\n`);
    const rows = markdown.slice(start, markdown.indexOf('\n### ', start + 1)).split('\n');
    const row = rows.find((line) => line.includes(`#${code})`)) ?? '';
    expect(row.replaceAll('\\|', '|')).toContain(message.replace(/\s*\n\s*/g, ' '));
  }
});

it('states how many reasons are assumed', () => {
  const document = loadBundle('guance', 'documented');
  const reasons = Object.values(reasonTable(document));
  const count = reasons.filter(({ provenance }) => provenance === 'assumed').length;
  expect(assumed(document, siteLabels.en, tableLabels.en)).toContain(`${count} of ${reasons.length} reasons`);
});
