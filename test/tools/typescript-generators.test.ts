/**
 * Checks generators of TypeScript: their output compiles with `--strict`, and the contract's examples, written as literals,
 * have the types of the generated requests and responses.
 */
import { type ApiName, apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { examplesOf } from './examples.ts';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { scratchOf, writeBundle } from './scratch.ts';
import { type TypescriptGenerator, typescriptGenerators } from './typescript-generators.ts';

const installed = await install('typescript');

/** Returns a module that assigns every example to the type that the generator gives it. */
function moduleOf({ imports, request, response }: TypescriptGenerator, api: ApiName): string {
  const constants: string[] = [];
  const assign = (type: string, value: unknown) =>
    constants.push(`export const example${constants.length}: ${type} = ${JSON.stringify(value, null, 2)};\n`);
  for (const { operationId, requests, responses, ...rest } of examplesOf(api)) {
    const pascalId = `${operationId[0]?.toUpperCase()}${operationId.slice(1)}`;
    const names = { operationId, pascalId, ...rest };
    for (const { value } of requests) assign(request(names), value);
    for (const { status, components, examples } of responses) {
      const type = response(names, status, components);
      if (type !== undefined) for (const { value } of examples) assign(type, value);
    }
    expect(requests.length).toBeGreaterThan(1);
  }
  return [imports, ...constants].join('\n');
}

const cases = typescriptGenerators.flatMap((generator) =>
  apiNames.map((api) => ({ generator, api, tool: generator.tool })),
);

it.for(cases)(
  'the code of $tool for $api compiles and fits the examples',
  async ({ generator, api, tool }, context) => {
    const scratch = scratchOf('typescript', installed, context);
    const bundle = writeBundle(scratch, api);
    scratch.write('examples.ts', moduleOf(generator, api));
    const requests = examplesOf(api).flatMap((each) =>
      each.requests.map((example) => ({ component: each.request, ...example })),
    );
    scratch.write('examples.json', JSON.stringify({ requests }));
    await expectKnown(tool, api, async () => {
      await generator.generate(scratch, bundle);
      await scratch.npx('tsc', '--project', '.');
      if (generator.program) await scratch.run([process.execPath, generator.program]);
    });
  },
);
