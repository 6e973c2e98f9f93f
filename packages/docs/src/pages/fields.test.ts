import { apiNames, type Language, loadBundle, operationsOf } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { tableLabels } from '../tables/table-labels.ts';
import { fieldsPage } from './fields.ts';
import { requestTree } from './request-tree.ts';
import { nameOf, requiredFields } from './required-fields.ts';
import { siteLabels } from './site-labels.ts';

const page = (api: (typeof apiNames)[number], language: Language = 'en') =>
  fieldsPage({
    api,
    document: loadBundle(api, 'documented', language),
    labels: siteLabels[language],
    tableLabels: tableLabels[language],
  });

/** Returns the row of a field of the BlueKing body. */
const rowOf = (name: string, language: Language = 'en') =>
  page('blueking', language)
    .split('\n')
    .find((line) => line.includes(`${name}</code>`)) ?? '';

const firstEntry = (api: (typeof apiNames)[number]) => {
  const document = loadBundle(api, 'documented');
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error('no operation');
  return { document, entry };
};

it.each(apiNames)(
  'lists the request fields of %s first in one table per operation, then responses, then other schemas',
  (api) => {
    const headings = [...page(api).matchAll(/^(##) (.*)$/gm)].map(([, , title]) => title);
    const order = ['Responses', 'Other schemas'].filter((title) => headings.includes(title));
    expect(headings).toEqual([
      ...operationsOf(loadBundle(api, 'documented')).map(({ method, path }) => `\`${method} ${path}\``),
      ...order,
    ]);
    expect(
      page(api)
        .split('\n')
        .filter((line) => line.startsWith('### ') && line.endsWith('Body')),
    ).toHaveLength(operationsOf(loadBundle(api, 'documented')).length);
  },
);

it('merges the BlueKing report kinds and lists each field once', () => {
  const { document, entry } = firstEntry('blueking');
  const names = requestTree(document, entry).map(({ path }) => nameOf(path));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      'data_id',
      'data[].metrics',
      'data[].metrics.*',
      'data[].event.content',
      'data[].target',
    ]),
  );
  expect(rowOf('metrics')).toContain(
    '<span class="required">required</span> <span class="status">metric</span>',
  );
});

it('marks each description that applies to one kind of request', () => {
  expect(rowOf('data_id')).toContain(
    '<strong>Metrics: </strong>Data id registered for metrics.<br><strong>Events: </strong>Data id registered for events.',
  );
  expect(rowOf('timestamp')).toMatch(
    /<strong>Metrics: <\/strong>The time of the measurement.*<br><strong>Events: <\/strong>The time of the event.* in seconds /,
  );
  expect(rowOf('data_id', 'zh')).toContain(
    '<strong>指标：</strong>注册类型为指标的数据 ID。<br><strong>事件：</strong>注册类型为事件的数据 ID。',
  );
});

it('shows a description once if it applies to all kinds of requests or to the only one', () => {
  for (const name of ['access_token', 'metrics', 'content']) expect(rowOf(name)).not.toContain('<strong>');
  expect(rowOf('access_token').split('Token of this data id.')).toHaveLength(2);
});

it('marks the fields that a request like the first example needs', () => {
  const needed = Object.fromEntries(
    apiNames.map((api) => {
      const { document, entry } = firstEntry(api);
      return [api, requiredFields(document, entry)];
    }),
  );
  expect(needed).toEqual({
    blueking: ['data_id', 'access_token', 'data[].metrics', 'data[].target'],
    cloudmonitor: ['name', 'content'],
    'cloudmonitor-rpc': ['EventInfo[].EventName', 'EventInfo[].Content'],
    guance: ['event.status'],
  });
});

it('has example values, and variables instead of credentials', () => {
  const markdown = page('blueking');
  expect(markdown).toContain('`"0:192.168.0.1"`');
  expect(markdown).toContain('`$PUSHSPEC_BLUEKING_ACCESS_TOKEN`');
});
