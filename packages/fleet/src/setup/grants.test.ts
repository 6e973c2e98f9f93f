import { expect, it } from 'vitest';
import { grantsSql, tablesSql } from './index.ts';

it('lets a producer insert jobs but not read them', () => {
  const [producer = ''] = grantsSql({ producer: 'app', sender: 'courier' }).split('-- Sends');
  expect(producer).toContain('GRANT INSERT ON pushspec.job, pushspec.job_common TO app;');
  expect(producer.match(/SELECT ON .* TO app/g)).toEqual([
    'SELECT ON pushspec.version, pushspec.queue TO app',
  ]);
});

it.each(['app"; DROP ROLE x; --', 'App', '', 'a'.repeat(64)])('refuses the role %j', (producer) => {
  expect(() => grantsSql({ producer })).toThrow('`producer` must be a name');
});

it('prints the SQL of the tables of a schema', () => {
  expect(tablesSql('queues')).toMatch(/CREATE TABLE (IF NOT EXISTS )?queues\.version/);
});
