import { expect, it } from 'vitest';
import { loadBundle } from '../bundle.ts';
import { limitsTable, withBlock } from './readme-limits.ts';

const block = { name: 'limits', content: '| new |' };

it('replaces what stands between the comments and nothing else', () => {
  const text = 'before\n<!-- limits: start -->\n\n| old |\n\n<!-- limits: end -->\nafter\n';
  const renewed = withBlock('README.md', text, block);
  expect(renewed).toBe('before\n<!-- limits: start -->\n\n| new |\n\n<!-- limits: end -->\nafter\n');
  expect(withBlock('README.md', renewed, block)).toBe(renewed);
});

it('fails where a comment is missing, as the table would go stale unseen', () => {
  expect(() => withBlock('a/README.md', '<!-- limits: start -->\n', block)).toThrow(
    'a/README.md needs the lines <!-- limits: start --> and <!-- limits: end -->',
  );
});

it('has the number, the reason and the provenance of each limit', () => {
  const [head, , ...rows] = limitsTable([loadBundle('cloudmonitor', 'documented')]).split('\n');
  expect(head).toBe('|  | Alibaba Cloud CloudMonitor custom events |');
  expect(rows).toContain(
    '| items per request | 1 at least (`no-events`, documented); 100 at most (`too-many-events`, documented) |',
  );
  expect(rows).toContain('| clock of the sender | 900 s off (`date-skewed`, assumed) |');
});

it('says so where a body has no limit', () => {
  expect(limitsTable([loadBundle('blueking', 'receiver')])).toContain('| body | no limit |');
});

it('leaves a cell empty where a vendor has no such limit', () => {
  const documents = [loadBundle('blueking', 'documented'), loadBundle('guance', 'documented')];
  expect(limitsTable(documents)).toMatch(/^\| time of an item \| [^|]+ahead[^|]+ \| {2}\|$/m);
});
