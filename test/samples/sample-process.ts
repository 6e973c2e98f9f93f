/** Runs a sample as a reader would, from an otherwise empty file. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { SampleLanguage, SdkLanguage } from '@pushspec/docs/samples';
import { commandWithSdk } from './sdks.ts';

interface Toolchain {
  /** Programs that must be on the PATH. */
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

/** Returns the missing programs. */
export function missingPrograms(language: SampleLanguage): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return toolchains[language].programs.filter(
    (program) => !folders.some((folder) => existsSync(join(folder, program))),
  );
}

const root = join(import.meta.dirname, '../..');

/** Creates a folder with our packages in `node_modules` and `pushspec` in `bin`, like an installation. */
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
  sdk: SdkLanguage | undefined;
  env: Readonly<Record<string, string>>;
}

export interface RunResult {
  code: number | null;
  /** Output of both streams. */
  output: string;
}

/** Writes the sample to a separate folder and runs it. */
export function runSample(installed: string, { source, language, sdk, env }: Run): Promise<RunResult> {
  const { file, command } = toolchains[language];
  const folder = mkdtempSync(join(installed, `${language}-`));
  writeFileSync(join(folder, file), source);
  const [program = '', ...args] = sdk ? commandWithSdk(sdk, folder) : command;
  // No locale: non-ASCII characters must still arrive.
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
