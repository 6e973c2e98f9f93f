/** Lists the mutants that Stryker creates for a package. Installs Stryker in `tools/stryker` on first use. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../../..');
const tools = join(root, 'tools/stryker');

/** Line and column, both counted from 0. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** A mutant as Stryker describes it. */
export interface StrykerMutant {
  /** Path in the repository. */
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Instrumenter {
  instrument(
    files: readonly { name: string; content: string; mutate: true }[],
    options: { plugins: null; excludedMutations: []; ignorers: [] },
  ): Promise<{ mutants: readonly StrykerMutant[] }>;
}

/** Returns all mutants of a package, always in the same order. */
export async function strykerMutants(name: string): Promise<StrykerMutant[]> {
  const instrumenter = await openInstrumenter();
  const files = sourcesOf(name).map((file) => ({
    name: file,
    content: readFileSync(join(root, file), 'utf8'),
    mutate: true as const,
  }));
  const { mutants } = await instrumenter.instrument(files, {
    plugins: null,
    excludedMutations: [],
    ignorers: [],
  });
  return [...mutants];
}

/** Returns the text of the file with the mutant in it. */
export function withMutant({ location, replacement }: StrykerMutant, text: string): string {
  const [start, end] = [offsetOf(text, location.start), offsetOf(text, location.end)];
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Returns the part of the file that the mutant replaces. */
export function mutatedPart({ fileName, location }: StrykerMutant): string {
  const text = readFileSync(join(root, fileName), 'utf8');
  return text.slice(offsetOf(text, location.start), offsetOf(text, location.end));
}

function offsetOf(text: string, { line, column }: Position): number {
  const before = text.split('\n').slice(0, line);
  return before.reduce((length, each) => length + each.length + 1, column);
}

function sourcesOf(name: string): string[] {
  const folder = join(root, 'packages', name, 'src');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.(test|fixture|d))\.ts$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.includes('/generated/'))
    .sort();
}

async function openInstrumenter(): Promise<Instrumenter> {
  install();
  const require = createRequire(join(tools, 'package.json'));
  const load = async (module: string) => import(pathToFileURL(require.resolve(module)).href);
  const { createInstrumenter } = await load('@stryker-mutator/instrumenter');
  const { commonTokens } = await load('@stryker-mutator/api/plugin');
  const { createInjector } = await load('typed-inject');
  const log = new Proxy({}, { get: () => () => false });
  const injector = createInjector()
    .provideValue(commonTokens.options, {})
    .provideValue(commonTokens.logger, log)
    .provideValue(commonTokens.getLogger, () => log);
  return injector.injectFunction(createInstrumenter) as Instrumenter;
}

function install(): void {
  const { status } = spawnSync('pnpm', ['install', '--frozen-lockfile', '--silent'], {
    cwd: tools,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('pnpm could not install Stryker. See its output above.');
}
