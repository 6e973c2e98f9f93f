/** Checks what an editor suggests for a Guance event, and which errors it reports. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// The compiler of the contract package has a language service that can be called.
const require = createRequire(join(import.meta.dirname, '../../packages/contract/package.json'));
const ts =
  require('typescript') as typeof import('../../packages/contract/node_modules/typescript/lib/typescript.js');

/** Opens a program as an editor does. */
function editor(source: string) {
  const file = join(import.meta.dirname, 'edited.ts');
  const options = {
    ...{
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      noEmit: true,
      types: [],
    },
    ...{ allowImportingTsExtensions: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
  };
  const read = (name: string) => (name === file ? source : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => import.meta.dirname,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
    directoryExists: ts.sys.directoryExists,
  });
  return {
    completions: () =>
      service
        .getCompletionsAtPosition(file, source.indexOf('/**/'), undefined)
        ?.entries.map(({ name }) => name),
    errors: () =>
      service
        .getSemanticDiagnostics(file)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  };
}

const opening = `import { createGuanceClient } from '@pushspec/client/guance';
const guance = createGuanceClient({ secret: 's', baseUrl: 'http://127.0.0.1:4010' });
`;

it.each(['{ /**/ }', '[{ /**/ }]', "{ status: 'ok', /**/ }"])(
  'suggests the properties of an event at send(%s)',
  (argument) => {
    const names = editor(`${opening}guance.send(${argument});`).completions() ?? [];
    expect(names).toEqual(expect.arrayContaining(['title', 'dimension_tags', 'check_value']));
    expect(names).not.toContain('map');
  },
);

it.each([
  ["{ status: 'error', biz: 1 }", /^Type '1' is not assignable to type '1 & CustomFieldMustBeString'/],
  [
    "{ status: 'error', df_team: 'x' }",
    /^Type '"x"' is not assignable to type '"x" & CustomFieldMustNotStartWith<"_" \| "df_">'/,
  ],
  ["[{ status: 'error', _x: 'x' }]", /CustomFieldMustNotStartWith<"_" \| "df_">/],
  ["{ status: 'error', source: 'x' }", /CustomFieldNameIsReserved<"source">/],
])('reports a single error for %s', (argument, message) => {
  const errors = editor(`${opening}guance.send(${argument});`).errors();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatch(message);
  expect(errors[0]).not.toContain('never');
});
