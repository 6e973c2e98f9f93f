import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import type { JsonObject } from '../document.ts';
import { contractDiff } from './bundle-changes.ts';
import { edited, list, set } from './edits.fixture.ts';

it('reports no change for identical contracts', async () => {
  const document = loadBundle('guance', 'receiver');
  expect(await contractDiff(document, structuredClone(document))).toEqual([]);
});

it('reports pointers and values before and after', async () => {
  const { old, revised } = edited('cloudmonitor', set('/components/schemas/CustomEvents', { maxItems: 50 }));
  expect(await contractDiff(old, revised)).toEqual([
    {
      grade: 'major',
      rule: 'request-tightened',
      from: '/components/schemas/CustomEvents/maxItems',
      to: '/components/schemas/CustomEvents/maxItems',
      old: 100,
      new: 50,
    },
  ]);
});

it('includes the changes that only Redocly detects', async () => {
  const { old, revised } = edited('guance', (at) => {
    (at('/servers') as unknown as JsonObject[]).shift();
    delete at('op/responses')['413'];
    Object.assign(at('op/responses'), { '429': { description: 'Too many.' } });
    Object.assign(at('/components/securitySchemes/dfApiKey'), { name: 'DF-KEY' });
  });
  const changes = await contractDiff(old, revised);
  expect(changes.map(({ grade, rule }) => `${grade} ${rule}`).sort()).toEqual([
    'major redocly:response-removed',
    'major redocly:security-scheme-changed',
    'major redocly:server-removed',
    'minor redocly:response-added',
  ]);
});

it('ignores changes whose grade Redocly reverses', async () => {
  const { old, revised } = edited(
    'guance',
    list('/components/schemas/UnreservedName/not/enum', (names) => names.pop()),
  );
  const changes = await contractDiff(old, revised);
  expect(changes.map(({ grade, rule }) => `${grade} ${rule}`)).toEqual(['minor request-loosened']);
});

it('lists the largest change first', async () => {
  const { old, revised } = edited('guance', (at) => {
    Object.assign(at('/info'), { summary: 'Push.' });
    Object.assign(at('op/x-max-depth'), { depth: 1000 });
    Object.assign(at('op/x-rate-limits/0'), { requests: 10 });
  });
  const grades = (await contractDiff(old, revised)).map(({ grade }) => grade);
  expect(grades).toEqual(['major', 'minor', 'patch']);
});
