/** Checks the message of a package on a Node older than its minimum. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { oldestOf, programOf } from './installed.ts';
import { environmentOf, run } from './process.ts';

const { projects, scratch } = inject('packed');

const programs = [
  { name: '@pushspec/server', create: 'createServer' },
  { name: '@pushspec/mock', create: 'createMock' },
  { name: '@pushspec/spool-sqlite', create: 'createSqliteSpool' },
  { name: '@pushspec/fleet', create: 'openQueue' },
  { name: '@pushspec/relay', create: 'createRelay' },
];

it.for(programs)('$name names the required version on one line', async ({ name, create }, context) => {
  const older = oldestOf('@pushspec/client');
  const program = programOf(older, context);
  const file = `${create}.mjs`;
  const source = `import { ${create} } from '${name}';\ntry { await ${create}({}); } catch (error) { console.log(error.code, error.message); }\n`;
  writeFileSync(join(projects.withMock, file), source);
  const options = { cwd: projects.withMock, env: environmentOf(program, scratch) };
  const { code, stdout, stderr } = await run([program, file], options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const needed = oldestOf(name).version;
  expect(stdout).toMatch(/^TOO_OLD_NODE .*\n$/);
  expect(stdout).toContain(
    `this is Node ${older.version} (${program}), and ${name} needs ${needed} or newer`,
  );
});
