/** Checks that parsers, validators and linters of OpenAPI documents take each bundle without an error or warning. */
import { apiNames } from '@pushspec/contract';
import { it } from 'vitest';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { type Scratch, scratchOf, writeBundle } from './scratch.ts';

interface Parser {
  tool: string;
  folder: 'parsers' | 'python';
  read(scratch: Scratch, bundle: string): Promise<unknown>;
}

const program = (tool: string, file: string): Parser => ({
  tool,
  folder: 'parsers',
  read: (scratch, bundle) => scratch.run([process.execPath, file, bundle]),
});

const parsers: Parser[] = [
  program('@apidevtools/swagger-parser', 'swagger-parser.js'),
  program('@readme/openapi-parser', 'readme-parser.js'),
  program('@scalar/openapi-parser', 'scalar-parser.js'),
  program('swagger-client', 'swagger-client.js'),
  {
    tool: 'Spectral',
    folder: 'parsers',
    read: (scratch, bundle) =>
      scratch.npx('spectral', 'lint', '--ruleset', 'ruleset.json', '--fail-severity', 'warn', bundle),
  },
  {
    tool: 'openapi-spec-validator',
    folder: 'python',
    read: (scratch, bundle) => scratch.run(['python3', '-m', 'openapi_spec_validator', bundle]),
  },
];

const installed = { parsers: await install('parsers'), python: await install('python') };

const cases = parsers.flatMap((parser) => apiNames.map((api) => ({ ...parser, api })));

it.for(cases)('$tool reads the contract of $api', async ({ tool, folder, read, api }, context) => {
  const scratch = scratchOf(folder, installed[folder], context);
  await expectKnown(tool, api, () => read(scratch, writeBundle(scratch, api)));
});
