/** Builds the files for the browser: the page, the form for the site, and the strings and facts of the contracts. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type ApiName,
  apiNames,
  type Language,
  languages,
  loadBundle,
  reasonTable,
} from '@pushspec/contract';
import { styles } from '@pushspec/theme';
import { Rolldown } from 'tsdown';
import { contractFacts } from './contract-facts.ts';

/** Options of `buildApp`. */
export interface BuildOptions {
  outDir: string;
}

/** A built file and its sizes in bytes. */
export interface BuiltFile {
  name: string;
  bytes: number;
  gzipped: number;
}

const source = join(import.meta.dirname, 'app');

/**
 * Builds all files and resolves to their sizes. Takes less than two seconds. Replaces files atomically, so that a running
 * server never serves a partial file.
 *
 * @example
 * import { buildApp } from '@pushspec/inspector/build';
 *
 * const files = await buildApp({ outDir: 'inspector' });
 * console.log(files[0].name); // app.js
 */
export async function buildApp({ outDir }: BuildOptions): Promise<BuiltFile[]> {
  const files: [string, string][] = [
    ['app.js', await bundledScript('main.tsx')],
    ['try.js', await bundledScript('try/on-page.tsx')],
    ['app.css', appStyles()],
    ['try.css', tryStyles()],
    ...languages.map((language): [string, string] => [`strings.${language}.json`, stringsOf(language)]),
    ['contracts.json', JSON.stringify(contractFacts())],
    ['index.html', readFileSync(join(source, 'index.html'), 'utf8')],
  ];
  mkdirSync(outDir, { recursive: true });
  return files.map(([name, content]) => {
    const file = join(outDir, name);
    writeFileSync(`${file}.${process.pid}.new`, content);
    renameSync(`${file}.${process.pid}.new`, file);
    return { name, bytes: Buffer.byteLength(content), gzipped: gzipSync(content).length };
  });
}

async function bundledScript(entry: string): Promise<string> {
  const bundle = await Rolldown.rolldown({
    input: join(source, entry),
    platform: 'browser',
    // Configures JSX.
    tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
    transform: {
      define: { 'process.env.NODE_ENV': '"production"' },
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

const stylesOf = (name: string) => readFileSync(join(source, 'styles', `${name}.css`), 'utf8');

function appStyles(): string {
  const own = ['shell', 'elements', 'requests', 'detail', 'verdict', 'panels', 'try'].map(stylesOf);
  return [styles('tokens'), styles('header'), styles('badge'), ...own].join('\n');
}

/** Returns the styles of the form on a page of the site. They apply to the form only. */
function tryStyles(): string {
  const nested = ['elements', 'verdict'].map(stylesOf).join('\n');
  return [styles('tokens'), styles('badge'), `.try {\n${nested}\n}`, stylesOf('try')].join('\n');
}

type ReasonTable = ReturnType<typeof reasonTable>;

/**
 * Returns the strings that verdicts lack, by API and reason code: the translated fix and message template of each reason.
 * In English, only the templates of diagnoses, because the page shows their cause without the rest of the message.
 */
function stringsOf(language: Language): string {
  const reasonsOf = (api: ApiName, reasonLanguage: Language): ReasonTable => ({
    ...reasonTable(loadBundle(api, 'receiver', reasonLanguage)),
    ...reasonTable(loadBundle(api, 'documented', reasonLanguage)),
  });
  const strings = apiNames.map((api) => {
    const english = reasonsOf(api, 'en');
    const entries = Object.entries(reasonsOf(api, language)).flatMap(([code, { message, fix }]) => {
      const en = english[code]?.message ?? message;
      const isShown = message !== en || message.includes('{cause}');
      const entry = { ...(isShown && { message: { en, own: message } }), ...(language !== 'en' && { fix }) };
      return Object.keys(entry).length > 0 ? [[code, entry]] : [];
    });
    return [api, Object.fromEntries(entries)];
  });
  return JSON.stringify(Object.fromEntries(strings));
}
