/** Counts the figures that the design sets targets for. They fail no test. */
import { importedPath, type SourceFile } from './source-file.ts';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly target?: number;
}

/** Registries other than `index.ts`: files that list commands, routes or generated files. */
const REGISTRIES = [
  'packages/cli/src/program.ts',
  'packages/docs/src/machine/machine-files.ts',
  'packages/server/src/admin/router.ts',
];

/** Maximum number of lines of a fragment, which is a file with one importer. */
const FRAGMENT_LINES = 45;

export interface Counted {
  /** Source files without tests and generated code. */
  readonly files: readonly SourceFile[];
  readonly generated: readonly string[];
  readonly apiNames: readonly string[];
  readonly extensionNames: number;
  readonly apiFiles: number;
}

export function figuresOf({ files, generated, apiNames, ...found }: Counted): Figure[] {
  const perApi = apiNames.map((api) => ({
    name: `generated source files of ${api}`,
    value: generated.filter((path) => path.includes(`/${api}/`)).length,
    target: 5,
  }));
  return [
    { name: 'source files', value: files.length, target: 350 },
    { name: 'generated source files', value: generated.length, target: apiNames.length * 5 + 1 },
    ...perApi,
    {
      name: `files of ${FRAGMENT_LINES} lines or fewer with one importer`,
      value: fragmentsIn(files).length,
      target: 25,
    },
    { name: 'lines of code without comments and blanks', value: sum(files.map(linesOfCode)) },
    {
      name: 'lines with extension names outside their readers',
      value: found.extensionNames,
      target: 0,
    },
    { name: 'files outside API folders and registries that name an API', value: found.apiFiles, target: 6 },
  ];
}

/** Formats one figure per line, with its target. */
export function figureTable(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const rows = figures.map(({ name, value, target }) => {
    const aim = target === undefined ? '' : `  target: ${target}${value > target ? ', exceeded' : ''}`;
    return `${name.padEnd(width)}  ${String(value).padStart(6)}${aim}`;
  });
  return rows.join('\n');
}

function fragmentsIn(files: readonly SourceFile[]): SourceFile[] {
  const importers = new Map<string, Set<string>>();
  for (const file of files) {
    for (const { target } of file.imports) {
      const path = importedPath(file, target);
      if (path) importers.set(path, (importers.get(path) ?? new Set()).add(file.path));
    }
  }
  return files.filter(({ path, text }) => {
    const [importer, ...others] = importers.get(path) ?? [];
    if (importer === undefined || others.length > 0 || isRegistry(importer)) return false;
    return text.trimEnd().split('\n').length <= FRAGMENT_LINES;
  });
}

function isRegistry(path: string): boolean {
  return path.endsWith('/index.ts') || REGISTRIES.includes(path);
}

function linesOfCode({ code }: SourceFile): number {
  return code.split('\n').filter((line) => line.trim() !== '').length;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
