/** The example of each README runs as it stands and prints what it says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { ownNode, programOf, serve } from './installed.ts';
import { published } from './packages.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, nodes, scratch } = inject('packed');
const names = published.map(({ name }) => name);

interface Example {
  code: string;
  output: string;
}

function exampleOf(project: string, name: string): Example {
  const text = readFileSync(join(project, 'node_modules', name, 'README.md'), 'utf8');
  const [, code = '', output = ''] = /```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/.exec(text) ?? [];
  return { code, output };
}

async function outputOf({ code }: Example, project: string, program: string): Promise<string> {
  const file = `example-${crypto.randomUUID()}.mjs`;
  const address = code.includes('http://127.0.0.1:4010') ? await serve(ownNode) : '';
  writeFileSync(join(project, file), code.replaceAll('http://127.0.0.1:4010', address));
  return succeed([program, file], { cwd: project, env: environmentOf(program, scratch) });
}

it.each(names)('prints what it says: the example of %s', async (name) => {
  const example = exampleOf(projects.withMock, name);
  expect(example.output).not.toBe('');
  expect(await outputOf(example, projects.withMock, process.execPath)).toBe(example.output);
});

it('prints what it says on the oldest Node of the client: its example', async (context) => {
  const program = programOf(nodes.oldestOfClient, context);
  const example = exampleOf(projects.client, '@pushspec/client');
  expect(await outputOf(example, projects.client, program)).toBe(example.output);
});
