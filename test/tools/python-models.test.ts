/** Checks that the Python models of datamodel-code-generator read and write back every example. */
import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { examplesOf } from './examples.ts';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { scratchOf, writeBundle } from './scratch.ts';

const TOOL = 'datamodel-code-generator';

const installed = await install('python');

it.for([...apiNames])('the models for %s read and write back every example', async (api, context) => {
  const scratch = scratchOf('python', installed, context);
  const bundle = writeBundle(scratch, api);
  const examples = examplesOf(api).flatMap(({ request, requests, responses }) => [
    ...requests.map((example) => ({ ...example, components: [request] })),
    ...responses.flatMap(({ components, examples: answers }) =>
      answers.map((example) => ({ ...example, components })),
    ),
  ]);
  scratch.write('examples.json', JSON.stringify(examples));
  await expectKnown(TOOL, api, async () => {
    await scratch.run(
      ['python3', '-m', 'datamodel_code_generator', '--input', bundle, '--input-file-type', 'openapi'].concat(
        ['--output-model-type', 'pydantic_v2.BaseModel', '--output', 'model.py', '--disable-timestamp'],
      ),
    );
    const { stdout } = await scratch.run(['python3', 'read_and_write.py']);
    expect(stdout.trim()).toBe(String(examples.length));
  });
  expect(examples.length).toBeGreaterThan(10);
});
