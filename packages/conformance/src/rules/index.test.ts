import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { loadContract } from '../contract/contract.ts';
import { RULE_KINDS } from './index.ts';

it.each(apiNames)('counts each rule of %s in one kind only', (api) => {
  const contract = loadContract(api, 'receiver');
  for (const entry of contract.operations.values()) {
    const counted = RULE_KINDS.flatMap(({ hits }) => {
      const pointers = hits.rules(contract, entry).map(({ pointer }) => pointer);
      return [...new Set(pointers)];
    });
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.filter((pointer, index) => counted.indexOf(pointer) !== index)).toEqual([]);
  }
});

it('reads the extensions of a contract only in the independent validator', () => {
  const folder = join(import.meta.dirname, '..');
  const schema = readFileSync(join(folder, '../../../spec/extensions.schema.json'), 'utf8');
  const names = [...new Set([...schema.matchAll(/"(x-[a-z-]+)"/g)].map(([, name]) => String(name)))];
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^contract[\\/]/.test(file))
    .map((file) => [file, withoutComments(readFileSync(join(folder, file), 'utf8'))] as const);
  const naming = code.flatMap(([file, text]) =>
    names.filter((name) => new RegExp(`${name}(?![a-z-])`).test(text)).map((name) => `${file}: ${name}`),
  );
  expect(names).toContain('x-reasons');
  expect(naming).toEqual([]);
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
