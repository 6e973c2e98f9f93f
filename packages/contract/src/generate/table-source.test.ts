import { expect, it } from 'vitest';
import { tableSource } from './types.ts';

/** Returns the table that a source defines. */
function evaluated(source: string): Record<string, unknown> {
  const script = source.replaceAll(' as const', '').replace('export const table = ', 'return ');
  return new Function(script)() as Record<string, unknown>;
}

const long = { text: 'x'.repeat(300) };

it('writes a part that several operations have once', () => {
  const source = tableSource('table', { first: long, second: { a: 1 }, third: long });
  expect(source.match(/x{300}/g)).toHaveLength(1);
  const table = evaluated(source);
  expect(table).toEqual({ first: long, second: { a: 1 }, third: long });
  expect(table.third).toBe(table.first);
});

it.each([
  ['different parts', { first: long, second: { text: 'y'.repeat(300) } }],
  ['short parts', { first: { a: 1 }, second: { a: 1 } }],
])('writes %s as they are', (_, table) => {
  expect(tableSource('table', table)).toBe(
    `export const table = ${JSON.stringify(table, null, 2)} as const;\n`,
  );
});
