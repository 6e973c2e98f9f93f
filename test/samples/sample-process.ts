/** Runs a sample as a person does who has pasted it into an empty file. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { SampleLanguage } from '@pushspec/docs/samples';

interface Toolchain {
  /** What it needs on the path. */
  programs: readonly string[];
  file: string;
  command: readonly string[];
}

export const toolchains: Record<SampleLanguage, Toolchain> = {
  curl: { programs: ['sh', 'curl', 'openssl'], file: 'sample.sh', command: ['sh', 'sample.sh'] },
  typescript: { programs: [], file: 'sample.ts', command: [process.execPath, 'sample.ts'] },
  python: { programs: ['python3'], file: 'sample.py', command: ['python3', 'sample.py'] },
  java: {
    programs: ['java'],
    file: 'Sample.java',
    command: ['java', '-XX:TieredStopAtLevel=1', 'Sample.java'],
  },
  go: { programs: ['go', 'gofmt'], file: 'sample.go', command: ['go', 'run', 'sample.go'] },
  'command-line': { programs: ['sh'], file: 'sample.sh', command: ['sh', 'sample.sh'] },
};

/** The programs that are not here. */
export function missingPrograms(language: SampleLanguage): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return toolchains[language].programs.filter(
    (program) => !folders.some((folder) => existsSync(join(folder, program))),
  );
}

const root = join(import.meta.dirname, '../..');

/** A folder with our packages in `node_modules`, and `pushspec` in `bin`, as an installation makes them. */
export function installation(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-samples-'));
  mkdirSync(join(folder, 'node_modules/@pushspec'), { recursive: true });
  symlinkSync(join(root, 'packages/client'), join(folder, 'node_modules/@pushspec/client'), 'junction');
  mkdirSync(join(folder, 'bin'));
  const program = join(folder, 'bin/pushspec');
  const script = join(root, 'packages/cli/src/bin.ts');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(program, 0o755);
  return folder;
}

export interface Run {
  source: string;
  language: SampleLanguage;
  env: Readonly<Record<string, string>>;
}

export interface RunResult {
  code: number | null;
  /** Both streams. */
  output: string;
}

/** Writes the sample into a folder of its own and runs it. */
export function runSample(installed: string, { source, language, env }: Run): Promise<RunResult> {
  const { file, command } = toolchains[language];
  const folder = mkdtempSync(join(installed, `${language}-`));
  writeFileSync(join(folder, file), source);
  const [program = '', ...args] = command;
  // No locale: what is not ASCII has to arrive all the same.
  const { HOME = folder, PATH = '' } = process.env;
  const path = `${join(installed, 'bin')}${delimiter}${PATH}`;
  const child = spawn(program, args, {
    cwd: folder,
    env: { HOME, PATH: path, LC_ALL: 'C', GOPROXY: 'off', NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
