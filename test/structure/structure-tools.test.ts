import { expect, it } from 'vitest';
import { circlesIn } from './circles.ts';
import { figuresOf } from './figures.ts';
import { extensionNamesIn, filesNamingApis } from './names.ts';
import { parsedSource } from './source-file.ts';

const file = (name: string, text: string) => parsedSource(`packages/one/src/${name}`, text);

it('reads imports with their kind and code without comments', () => {
  const text = [
    "import { a, type B } from './a.ts';",
    "import type { C } from './c.ts'; // x",
    "export * from './d.ts';",
    "const later = import('./e.ts'); /* y\n z */ const text = '/* kept */';",
  ].join('\n');
  const { imports, code } = file('index.ts', text);
  expect(imports.map(({ target, kind }) => `${kind} ${target}`)).toEqual([
    'value ./a.ts',
    'type ./c.ts',
    'value ./d.ts',
    'lazy ./e.ts',
  ]);
  expect(code).not.toMatch(/[xyz]\b/);
  expect(code).toContain("'/* kept */'");
  expect(code).toHaveLength(text.length);
});

it('finds circular value imports and ignores types and lazy imports', () => {
  const circle = [
    file('a.ts', "export * from './b.ts';"),
    file('b.ts', "import './c.ts'; import type { A } from './a.ts';"),
    file('c.ts', "import { b } from './b.ts'; const a = import('./a.ts');"),
  ];
  const [b, c] = ['packages/one/src/b.ts', 'packages/one/src/c.ts'];
  expect(circlesIn(circle)).toEqual([[b, c, b]]);
});

it('finds names of extensions and APIs in code but not in comments or help', () => {
  const files = [
    file('named.ts', "node['x-reason'];\nconst api = 'guance';"),
    file('helped.ts', "// x-reason guance\nprogram.option('--api <name>', 'such as guance');"),
    file('apis/guance.ts', "export const api = 'guance';"),
    file('longer.ts', "node['x-reason-of-another'];"),
  ];
  expect(extensionNamesIn(files)).toEqual(['packages/one/src/named.ts:1']);
  expect(filesNamingApis(files, ['guance'])).toEqual(['packages/one/src/named.ts']);
});

it('counts small files with one importer, unless a registry lists them', () => {
  const files = [
    file('user.ts', "import './small.ts'; import './shared.ts';"),
    file('index.ts', "import './listed.ts'; import './shared.ts';"),
    ...['small.ts', 'shared.ts', 'listed.ts'].map((name) => file(name, 'export {};\n\n// end')),
  ];
  const figures = figuresOf({ files, generated: [], apiNames: [], extensionNames: 0, apiFiles: 0 });
  const values = Object.fromEntries(figures.map(({ name, value }) => [name, value]));
  expect(values).toMatchObject({
    'files of 45 lines or fewer with one importer': 1,
    'lines of code without comments and blanks': 5,
  });
});
