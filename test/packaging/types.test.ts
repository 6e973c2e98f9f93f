/** Checks the installed types with current and older compilers. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { root } from '../../tools/packages.ts';
import { run, succeed } from './process.ts';
import { fileOf } from './runtimes.ts';

const { projects, scratch } = inject('packed');

/** Returns a compiler of this repository. TypeScript 5.9 generates the types, and 7.0 checks everything. */
function compilerOf(folder: string): { version: string; program: string } {
  const manifest = createRequire(join(root, folder, 'package.json')).resolve('typescript/package.json');
  const { version, bin } = createRequire(import.meta.url)(manifest);
  return { version, program: join(dirname(manifest), bin.tsc) };
}

const compilers = [compilerOf('packages/contract'), compilerOf('.')];
const strict = [
  ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
  // Also checks the declarations themselves, without types that only this repository has.
  ...['--skipLibCheck', 'false', '--target', 'es2022', '--lib', 'es2023,dom'],
];
const nodenext = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];

it('compiles with TypeScript 5.9 and 7.0', () => {
  expect(compilers.map(({ version }) => version.split('.', 2).join('.'))).toEqual(['5.9', '7.0']);
});

it.each(compilers)('compiles a user of the client with TypeScript $version', async ({ program }) => {
  for (const resolution of [nodenext, bundler]) {
    const command = [process.execPath, program, ...strict, ...resolution, 'client.ts'];
    await succeed(command, { cwd: projects.client });
  }
});

it.each(compilers)('compiles a user of everything with TypeScript $version', async ({ program }) => {
  const command = [process.execPath, program, ...strict, ...nodenext, '--types', 'node', 'tools.ts'];
  await succeed(command, { cwd: projects.withMock });
});

it.for(compilers)(
  'accepts the fetch of npm undici with TypeScript $version',
  async ({ program }, context) => {
    const undici = fileOf('undici', 'index.js', context);
    const lines = [
      `import { fetch } from ${JSON.stringify(undici)};`,
      "import { createGuanceClient } from '@pushspec/client/guance';",
      "createGuanceClient({ secret: 'secret', site: 'Guance CN1', fetch });",
    ];
    writeFileSync(join(projects.client, 'undici.ts'), lines.join('\n'));
    const types = [
      '--types',
      'node',
      '--typeRoots',
      join(root, 'node_modules/@types'),
      '--skipLibCheck',
      'true',
    ];
    await succeed([process.execPath, program, ...strict, ...nodenext, ...types, 'undici.ts'], {
      cwd: projects.client,
    });
  },
);

/** A project of CommonJS with the installed client. */
function commonJsProject(): string {
  const folder = mkdtempSync(join(scratch, 'commonjs-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const source = [
    "import { createGuanceClient } from '@pushspec/client/guance';",
    'console.log(createGuanceClient);',
  ];
  writeFileSync(join(folder, 'index.ts'), source.join('\n'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(join(projects.client, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  return folder;
}

it('compiles to CommonJS with TypeScript 5.9 and newer, if `module` is `nodenext`', async () => {
  const cwd = commonJsProject();
  for (const { program } of compilers)
    await succeed([process.execPath, program, ...strict, ...nodenext, 'index.ts'], { cwd });
});

it('does not compile to CommonJS with TypeScript 5.7, or if `module` is `node16`', async (context) => {
  const cwd = commonJsProject();
  const node16 = ['--module', 'node16', '--moduleResolution', 'node16'];
  const commands = [
    [fileOf('typescript-5.7', 'lib/tsc.js', context), ...nodenext],
    ...compilers.map(({ program }) => [program, ...node16]),
  ];
  for (const command of commands) {
    const { code, stdout } = await run(
      [process.execPath, ...command, '--noEmit', '--skipLibCheck', 'index.ts'],
      { cwd },
    );
    expect(code).not.toBe(0);
    expect(stdout).toContain('error TS1479: The current file is a CommonJS module');
  }
});

/** A statement with a mistake, and what the compiler says about it. */
const mistakes: readonly (readonly [statement: string, says: string])[] = [
  [`guance.alert({ host: 'a' }, { status: 'bad' });`, '"bad" & MustBe<"'],
  [`guance.alert({ host: 'a' }, { title: 5 });`, "'MustBe<string>'"],
  [`guance.alert({ host: 'a' }, { biz: 1 });`, "'CustomFieldMustBeString'"],
  [`guance.alert({ host: 'a' }, { dimension_tags: { host: 'b' } });`, "'MustBeLeftOut'"],
  [`guance.resolve({ host: 'a' }, { status: 'error' });`, "'MustBeLeftOut'"],
  [`guance.resolve({ host: 'a' }, { df_team: 'b' });`, 'CustomFieldMustNotStartWith<'],
  [
    `createReporter(cloudmonitor, { batch: { maxItems: '5' } });`,
    "Type 'string' is not assignable to type 'number'",
  ],
  [`createReporter(cloudmonitor, { onOutcme: () => {} });`, "Did you mean to write 'onOutcome'?"],
  [`createReporter(cloudmonitor, { beforeSend: ({ nam }) => nam });`, "Property 'nam' does not exist"],
  [`createReporter(guance, { queue: { whenFull: 'wait' } });`, '"wait"\' is not assignable to type'],
  [`createReporter(cloudmonitor).push({ nam: 'a', content: 'b' });`, "Did you mean to write 'name'?"],
  [`createReporter({});`, "parameter of type 'ReportingClient'"],
];

it.for(compilers)('names the mistake with TypeScript $version', async ({ program }) => {
  const lines = [
    "import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';",
    "import { createGuanceClient } from '@pushspec/client/guance';",
    "import { createReporter } from '@pushspec/client/reporter';",
    "const baseUrl = 'http://127.0.0.1:4010';",
    "const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };",
    'const cloudmonitor = createCloudMonitorClient({ credentials, baseUrl });',
    "const guance = createGuanceClient({ secret: 'secret', baseUrl });",
    ...mistakes.map(([statement]) => statement),
  ];
  writeFileSync(join(projects.client, 'mistakes.ts'), lines.join('\n'));
  const command = [process.execPath, program, ...strict, ...nodenext, '--pretty', 'false', 'mistakes.ts'];
  const { stdout } = await run(command, { cwd: projects.client });
  const errors = stdout.split(/\n(?=mistakes\.ts)/);
  expect(errors).toHaveLength(mistakes.length);
  for (const [index, [statement, says]] of mistakes.entries())
    expect(errors[index], statement).toContain(says);
});
