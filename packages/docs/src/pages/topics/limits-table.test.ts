import { expect, it } from 'vitest';
import { tableLabels } from '../../tables/table-labels.ts';
import { limitsTable } from './limits-table.ts';

it('shows the value, reason and provenance of each limit side by side', () => {
  const [head, , ...rows] = limitsTable('documented', 'en').split('\n');
  expect(head).toContain('| Alibaba Cloud CloudMonitor custom events |');
  expect(rows.join('\n')).toContain('1 to 100 · `too-many-events`, documented');
  expect(rows.join('\n')).toContain(`${tableLabels.en.skew('900')} · \`date-skewed\`, assumed`);
});

it('states that a body has no limit, and leaves a cell empty if an API has no such limit', () => {
  const rows = limitsTable('receiver', 'en').split('\n');
  expect(rows.find((row) => row.startsWith('| Request body'))).toMatch(/^\| Request body \| none \|/);
  expect(rows.find((row) => row.startsWith('| Time of an item'))).toMatch(/ahead[^|]*(\| {2})+\|$/);
});

it('fails for an unknown profile', () => {
  expect(() => limitsTable('documentd', 'en')).toThrow('unknown profile documentd');
});
