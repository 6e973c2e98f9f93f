import { expect, it } from 'vitest';
import { pushspec } from './cli.fixture.ts';

it('prints the SQL that creates the tables in a schema', async () => {
  const { code, stdout } = await pushspec(['fleet', 'print-sql', '--schema', 'queues']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/CREATE TABLE (IF NOT EXISTS )?queues\.version/);
});

it('prints the SQL that grants privileges to the two roles', async () => {
  const { code, stdout } = await pushspec(['fleet', 'grants', '--producer', 'app', '--sender', 'courier']);
  expect(code).toBe(0);
  expect(stdout).toContain('GRANT INSERT ON pushspec.job, pushspec.job_common TO app;');
  expect(stdout).toContain('ON ALL TABLES IN SCHEMA pushspec TO courier;');
});

it.each([
  [['grants', '--producer', 'a; DROP ROLE b'], 2, '`producer` must be a name'],
  [['print-sql', '--schema', 'With Space'], 2, '`schema` must be a name'],
  [['migrate'], 2, 'name the database with `--postgres`'],
  [['migrate', '--postgres', 'postgres://h/d', '--account', 'a'], 2, '`--account` needs `--api`'],
  [['migrate', '--postgres', 'mysql://h/d'], 2, '`postgres` must begin with postgres://'],
  [['migrate', '--postgres', 'postgres://app:s3cret@127.0.0.1:9/d'], 3, '127.0.0.1:9/d is not available'],
] as const)('reports what is wrong with %j', async (args, exit, problem) => {
  const { code, stdout, stderr } = await pushspec(['fleet', ...args], { env: {} });
  expect(code).toBe(exit);
  expect(stdout).toBe('');
  expect(stderr).toContain(problem);
  expect(stderr).not.toContain('s3cret');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
