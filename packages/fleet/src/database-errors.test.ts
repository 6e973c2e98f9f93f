import { expect, it } from 'vitest';
import { targetOf } from './connection.ts';
import { databaseError, mayHaveCommitted } from './database-errors.ts';

const context = { address: '127.0.0.1:5432/db', schema: 'queues' };
const coded = (code: string, message = 'm') => Object.assign(new Error(message), { code });

it.each([
  [coded('ECONNREFUSED'), 'database-unavailable', '`postgres`'],
  [new AggregateError([coded('ECONNREFUSED')]), 'database-unavailable', '127.0.0.1:5432/db'],
  [new Error('Connection terminated unexpectedly'), 'database-unavailable', 'Check that it is running'],
  [coded('57P03', 'the database system is starting up'), 'database-unavailable', 'starting up'],
  [coded('53300', 'too many clients'), 'database-unavailable', 'too many clients'],
  [coded('40P01', 'deadlock detected'), 'database-unavailable', 'deadlock detected. Try again'],
  [coded('53100', 'could not extend file'), 'database-full', 'Free up space'],
  [coded('28P01', 'password authentication failed'), 'login-refused', 'user, password and database'],
  [coded('3D000', 'database "x" does not exist'), 'login-refused', '"x"'],
  [
    new Error('pg-boss is not installed'),
    'schema-missing',
    'pushspec fleet migrate --postgres URL --schema queues',
  ],
  [coded('42501', 'permission denied for table job'), 'permission-denied', 'table job'],
  [
    coded('42501', 'permission denied for table job'),
    'permission-denied',
    'pushspec fleet grants --schema queues',
  ],
  [
    coded('PGBOSS_QUEUE_NOT_FOUND', 'Queue events/a does not exist'),
    'queue-missing',
    'events/a does not exist',
  ],
  [coded('22001', 'value too long'), 'database-error', 'value too long'],
])('explains %s', (error, code, part) => {
  const explained = databaseError(error, context);
  expect(explained.code).toBe(code);
  expect(explained.message).toContain(part);
  expect(explained.cause).toBe(error);
});

it.each([
  ['database-unavailable', 'ECONNRESET', true],
  ['database-full', '53100', true],
  ['permission-denied', '42501', false],
])('reports whether %s is retryable', (_, code, retryable) => {
  expect(databaseError(coded(code), context).retryable).toBe(retryable);
});

it.each([
  [coded('ECONNREFUSED'), false],
  [new Error('timeout exceeded when trying to connect'), false],
  [coded('57P03', 'the database system is starting up'), false],
  [coded('53100', 'No space left on device'), false],
  [coded('40P01', 'deadlock detected'), false],
  [coded('ECONNRESET'), true],
  [coded('57P01', 'terminating connection due to administrator command'), true],
  [new Error('Connection terminated unexpectedly'), true],
  [new Error('Query read timeout'), true],
])('reports whether a statement may have been committed after %s', (error, isPossible) => {
  expect(mayHaveCommitted(error)).toBe(isPossible);
});

it('leaves credentials out of the address', () => {
  const { address } = targetOf({ postgres: 'postgres://app:s3cret@db.example:6432/events?sslmode=require' });
  expect(address).toBe('db.example:6432/events');
});

it.each([
  [{ postgres: '' }, '`postgres` must be a connection string'],
  [{ postgres: 'db.example/events' }, 'must begin with postgres://'],
  [{ postgres: 'postgres://h/d', schema: 'Queues; DROP' }, '`schema` must be a name of at most 50'],
])('refuses the options %j', (options, problem) => {
  expect(() => targetOf(options)).toThrow(problem);
});
