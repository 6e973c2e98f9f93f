/** Checks that the examples in each README run unchanged and print the documented output. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { published } from '../../tools/packages.ts';
import { oldestOf, ownNode, programOf, serve } from './installed.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, scratch } = inject('packed');
const names = published.map(({ name }) => name);
const SERVER = 'http://127.0.0.1:4010';

interface Example {
  language: 'js' | 'sh';
  code: string;
  output: string;
}

/** Returns every code block that is followed by its output. */
function examplesOf(project: string, name: string): Example[] {
  const text = readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8');
  const pairs = text.matchAll(/```(js|sh)\n([^`]*(?:`(?!``)[^`]*)*)```\n\n```text\n([\s\S]*?)```/g);
  return [...pairs].map(([, language, code = '', output = '']) => ({
    language: language as Example['language'],
    code,
    output,
  }));
}

async function outputOf({ language, code }: Example, project: string, program: string): Promise<string> {
  const address = code.includes(SERVER) ? await serve(ownNode) : '';
  const runnable = code.replaceAll(SERVER, address);
  const options = { cwd: project, env: environmentOf(program, scratch) };
  if (language === 'sh') return succeed(['sh', '-c', runnable], options);
  // A folder of its own, because examples may create files.
  const cwd = mkdtempSync(join(project, 'example-'));
  writeFileSync(join(cwd, 'example.mjs'), runnable);
  return succeed([program, 'example.mjs'], { ...options, cwd });
}

// Its examples need PostgreSQL: the suite `fleet` follows the steps of the page "Crashes and fleets" instead.
const withDatabase = '@pushspec/fleet';

it.each(names.filter((name) => name !== withDatabase))(
  'prints the documented output: each example of %s',
  async (name) => {
    const examples = examplesOf(projects.withMock, name);
    expect(examples).not.toEqual([]);
    for (const example of examples)
      expect(await outputOf(example, projects.withMock, process.execPath)).toBe(example.output);
  },
);

// The client's examples run where nothing else is installed.
const projectOf = (name: string) => (name === '@pushspec/client' ? projects.client : projects.withMock);

it.for(names.filter((name) => name !== '@pushspec/spec'))(
  'prints the documented output on the oldest supported Node: each example of %s',
  async (name, context) => {
    const program = programOf(oldestOf(name), context);
    const project = projectOf(name);
    for (const example of examplesOf(project, name))
      expect(await outputOf(example, project, program)).toBe(example.output);
  },
);
