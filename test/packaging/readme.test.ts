/** The examples of each README run as they stand and print what they say. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { ownNode, programOf, serve } from './installed.ts';
import { published } from './packages.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, nodes, scratch } = inject('packed');
const names = published.map(({ name }) => name);
const SERVER = 'http://127.0.0.1:4010';

interface Example {
  language: 'js' | 'sh';
  code: string;
  output: string;
}

/** Every block behind which its output stands. */
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
  const file = `example-${crypto.randomUUID()}.mjs`;
  writeFileSync(join(project, file), runnable);
  return succeed([program, file], options);
}

it.each(names)('prints what it says: each example of %s', async (name) => {
  const examples = examplesOf(projects.withMock, name);
  expect(examples).not.toEqual([]);
  for (const example of examples)
    expect(await outputOf(example, projects.withMock, process.execPath)).toBe(example.output);
});

it('prints what it says on the oldest Node of the client: each of its examples', async (context) => {
  const program = programOf(nodes.oldestOfClient, context);
  const examples = examplesOf(projects.client, '@pushspec/client');
  expect(examples).not.toEqual([]);
  for (const example of examples)
    expect(await outputOf(example, projects.client, program)).toBe(example.output);
});
