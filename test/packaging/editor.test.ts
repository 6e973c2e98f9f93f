/** Checks the completions, errors and sources that an editor shows for the installed types. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { root } from '../../tools/packages.ts';

const { projects } = inject('packed');
const installed = join(projects.client, 'node_modules/@pushspec/client');

interface Place {
  readonly fileName: string;
  readonly pos: number;
}

/** The part of TypeScript's language service that these tests use. */
interface LanguageService {
  getCompletionsAtPosition(
    path: string,
    at: number,
    options: object,
  ): { entries: { name: string }[] } | undefined;
  getSemanticDiagnostics(path: string): { messageText: unknown }[];
  getDefinitionAtPosition(
    path: string,
    at: number,
  ): { fileName: string; textSpan: { start: number } }[] | undefined;
  /** Used by the server of an editor. */
  getSourceMapper(): { tryGetSourcePosition(place: Place): Place | undefined };
}

/** The last compiler with a language service in JavaScript. */
const ts = createRequire(join(root, 'packages/contract/package.json'))('typescript');

const PRELUDE = `
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter } from '@pushspec/client/reporter';
const baseUrl = 'http://127.0.0.1:1';
const metric = createBluekingClient({ dataId: 1, accessToken: 't', kind: 'metric', baseUrl });
const cloudmonitor = createCloudMonitorClient({ credentials: { accessKeyId: 'i', accessKeySecret: 's' }, baseUrl });
const guance = createGuanceClient({ secret: 's', baseUrl });
`;

const file = join(projects.client, 'edited.ts');

/** Opens a file with the prelude and this code. */
function open(code: string): LanguageService {
  const text = PRELUDE + code;
  const isEdited = (path: string) => path === file;
  const readFile = (path: string) => (isEdited(path) ? text : ts.sys.readFile(path));
  return ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCurrentDirectory: () => projects.client,
    getCompilationSettings: () => ({
      strict: true,
      noEmit: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot: (path: string) => {
      const content = readFile(path);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    readFile,
    fileExists: (path: string) => isEdited(path) || ts.sys.fileExists(path),
  });
}

/** Returns the names that an editor offers at `▮`. */
function completionsAt(code: string): string[] {
  const position = PRELUDE.length + code.indexOf('▮');
  const { entries = [] } = open(code.replace('▮', '')).getCompletionsAtPosition(file, position, {}) ?? {};
  return entries.map(({ name }) => name).sort();
}

const guanceNames = ['check_value', 'date', 'dimension_tags', 'message', 'status', 'title'];

it.each([
  ['guance.send({ ▮ })', guanceNames],
  ['guance.send([{ ▮ }])', guanceNames],
  ["guance.send({ status: '▮' })", ['critical', 'error', 'fatal', 'info', 'ok', 'warning']],
  ['createReporter(guance).push({ ▮ })', [...guanceNames, 'extraData'].sort()],
  ['metric.send({ ▮ })', ['dimension', 'metrics', 'target', 'timestamp']],
  ['createReporter(metric).push({ ▮ })', ['dimension', 'metrics', 'target', 'timestamp']],
])('offers the properties of an event at %s, and nothing else', (code, names) => {
  expect(completionsAt(code)).toEqual(names);
});

it('offers the properties of an event of CloudMonitor', () => {
  expect(completionsAt('cloudmonitor.send({ ▮ })')).toEqual(
    expect.arrayContaining(['name', 'content', 'time']),
  );
  expect(completionsAt('cloudmonitor.send({ ▮ })')).not.toContain('length');
});

function errorsIn(code: string): string[] {
  return open(code)
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

it.each([
  ["guance.send({ status: 'ok', df_team: 'x' })", 'CustomFieldMustNotStartWith<"_" | "df_">'],
  ["guance.send([{ status: 'ok' }, { status: 'ok', _x: 'x' }])", 'CustomFieldMustNotStartWith<"_" | "df_">'],
  ["guance.send({ status: 'ok', source: 'x' })", 'CustomFieldNameIsReserved<"source">'],
  ["guance.send({ status: 'ok', biz: 7 })", 'CustomFieldMustBeString'],
  ["guance.alert({ host: 'a' }, { biz: 7 })", 'CustomFieldMustBeString'],
  ["createReporter(guance).push({ status: 'ok', df_team: 'x' })", 'CustomFieldMustNotStartWith<"_" | "df_">'],
  ["metric.send({ target: 't', metrics: { cpu: '1' } })", 'MustBe<number>'],
  ['guance.alert({ host: {} })', 'MustBe<string | number | boolean>'],
])('shows one error for %s, with the name of the rule', (code, rule) => {
  const errors = errorsIn(code);
  expect(errors).toHaveLength(1);
  expect(errors[0]).toContain(rule);
  expect(errors[0]).not.toContain('never');
  expect(errors[0]?.split('\n').length).toBeLessThanOrEqual(2);
});

/** Declaration maps, with the paths of their sources. */
const maps = globSync('dist/**/*.d.ts', { cwd: installed }).map((path) => {
  const declaration = join(installed, path);
  const map = `${declaration}.map`;
  const { sources = [] } = existsSync(map) ? JSON.parse(readFileSync(map, 'utf8')) : {};
  return { path, sources: (sources as string[]).map((source) => join(dirname(declaration), source)) };
});

it('has the sources of all declarations, except files that only re-export', () => {
  const without = maps.filter(({ sources }) => sources.length === 0).map(({ path }) => path);
  for (const path of without)
    expect(readFileSync(join(installed, path), 'utf8')).toMatch(/^(import|export) \{[\s\S]*\};\s*$/);
  expect(maps.flatMap(({ sources }) => sources).filter((source) => !existsSync(source))).toEqual([]);
  expect(maps.length - without.length).toBeGreaterThan(5);
});

it.each(['createGuanceClient', 'createBluekingClient', 'createCloudMonitorClient', 'createReporter'])(
  'leads from %s to its source',
  (name) => {
    const service = open('');
    const [definition] = service.getDefinitionAtPosition(file, PRELUDE.indexOf(name)) ?? [];
    const { fileName = '', textSpan } = definition ?? {};
    expect(fileName).toMatch(/\.d\.ts$/);
    const source = service.getSourceMapper().tryGetSourcePosition({ fileName, pos: textSpan?.start ?? 0 });
    expect(source?.fileName).toMatch(/\/sources\/client\/[\w/-]+\.ts$/);
    const text = readFileSync(source?.fileName ?? '', 'utf8');
    expect(text.slice(source?.pos, (source?.pos ?? 0) + name.length)).toBe(name);
  },
);
