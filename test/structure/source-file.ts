/** Parses source files: their imports, and their code without comments. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { type ESTree, parseSync, Visitor } from 'rolldown/utils';

export const root = join(import.meta.dirname, '../..');

export interface Import {
  /** Specifier in the source. */
  readonly target: string;
  /** Kind of the import. Only a value import runs the other file first. */
  readonly kind: 'value' | 'type' | 'lazy';
}

export interface SourceFile {
  /** Path relative to the root, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Source with comments replaced by spaces. */
  readonly code: string;
  readonly imports: readonly Import[];
  /** Arguments with help of the command line. */
  readonly help: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Commander functions whose arguments are help. */
const HELP = ['description', 'summary', 'option', 'requiredOption', 'addHelpText', 'Option', 'Argument'];

/** Returns the paths of the TypeScript files below a folder, without generated files. */
export function sourcePaths(folder: string): string[] {
  return typescriptPaths(folder).filter((path) => !path.includes('/generated/'));
}

export function typescriptPaths(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/\/(node_modules|dist)\//.test(path))
    .sort();
}

export const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path);

/** Reads and parses a file. @throws Error with the path of a file that cannot be parsed */
export function readSource(path: string): SourceFile {
  return parsedSource(path, readFileSync(join(root, path), 'utf8'));
}

/** Parses a source. @throws Error with the path of a file that cannot be parsed */
export function parsedSource(path: string, text: string): SourceFile {
  const { module, comments, errors, program } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`);
  const code = without(text, comments);
  const reexports = module.staticExports.flatMap(({ start, entries: [entry] }) =>
    entry?.moduleRequest ? [{ start, moduleRequest: entry.moduleRequest }] : [],
  );
  const named = [...module.staticImports, ...reexports].map(({ start, moduleRequest }): Import => {
    const isType = /^(import|export)\s+type\b/.test(text.slice(start, start + 20));
    return { target: moduleRequest.value, kind: isType ? 'type' : 'value' };
  });
  // Also `import.meta.resolve('…')`, and the types that `typeof import('…')` takes.
  const called = [...code.matchAll(/\b(?:import|resolve)\(\s*'([^']+)'/g)].map(
    ([, target = '']): Import => ({ target, kind: 'lazy' }),
  );
  return { path, text, code, imports: [...named, ...called], help: helpIn(program) };
}

/** Returns the path of the imported file, or `undefined` for an import of a package. */
export function importedPath({ path }: SourceFile, target: string): string | undefined {
  return target.startsWith('.') ? posix.join(path, '..', target) : undefined;
}

/** Replaces these spans by spaces, so that positions and lines stay the same. */
export function without(text: string, spans: readonly Span[]): string {
  let rest = '';
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    rest += text.slice(at, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ');
    at = end;
  }
  return rest + text.slice(at);
}

function helpIn(program: ESTree.Program): Span[] {
  const help: Span[] = [];
  const add = ({ callee, arguments: shown }: ESTree.CallExpression | ESTree.NewExpression) => {
    const name = callee.type === 'MemberExpression' ? callee.property : callee;
    if (name.type !== 'Identifier' || !HELP.includes(name.name)) return;
    // Keeps only positions, because nodes reference the whole tree.
    help.push(...shown.map(({ start, end }) => ({ start, end })));
  };
  new Visitor({ CallExpression: add, NewExpression: add }).visit(program);
  return help;
}
