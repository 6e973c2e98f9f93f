import { expect, it } from 'vitest';
import { compileEvaluator } from './schema-evaluation.ts';
import { compileSchema } from './schema-validator.ts';

const document = { schema: { type: 'object', properties: { x: { type: 'array' } }, required: ['y'] } };

/** A stack of any size is too small for one call per level of this. */
const deep = () => JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

it('validates a value of any depth', async () => {
  const validate = await compileSchema(document, '/schema');
  expect(validate({ x: deep(), y: 1 })).toEqual([]);
  expect(validate({ x: deep() })).toMatchObject([{ keyword: 'required' }]);
});

it('evaluates the keywords of a value of any depth', async () => {
  const evaluate = await compileEvaluator(document, '/schema');
  const failed = evaluate({ x: deep() }).filter(({ holds }) => !holds);
  expect(failed.map(({ rule }) => rule)).toEqual(['/schema/required']);
});
