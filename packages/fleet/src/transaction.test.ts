import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { transactionDb } from './transaction.ts';

it('refuses a pool, which would commit each statement separately', () => {
  const pool = new pg.Pool();
  onTestFinished(() => pool.end());
  expect(() => transactionDb(pool)).toThrow('not a pool');
});

it('accepts a client', () => {
  expect(transactionDb(new pg.Client()).executeSql).toBeTypeOf('function');
});

it('refuses anything else', () => {
  expect(() => transactionDb({} as never)).toThrow('must be a client of node-postgres');
});
