/** Builds the browser's files: page, styles, its script, that of the form on the pages of the site, and the contracts' texts per language. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { languages, loadBundle, reasonTable, vendors } from '@pushspec/contract';
import { Rolldown } from 'tsdown';
import { contractFacts } from './contract-facts.ts';

export interface BuildOptions {
  outDir: string;
}

export interface BuiltFile {
  name: string;
  bytes: number;
  gzipped: number;
}

const source = join(import.meta.dirname, 'app');

/** Replaces each file in one step, so that nobody reads half of it. Takes well under two seconds. */
export async function buildApp({ outDir }: BuildOptions): Promise<BuiltFile[]> {
  const files: [string, string][] = [
    ['app.js', await bundledScript('main.tsx')],
    ['try.js', await bundledScript('try/on-page.tsx')],
    ['app.css', readFileSync(join(source, 'app.css'), 'utf8')],
    ...languages.map((language): [string, string] => [`texts.${language}.json`, textsOf(language)]),
    ['contracts.json', JSON.stringify(contractFacts())],
    ['index.html', readFileSync(join(source, 'index.html'), 'utf8')],
  ];
  mkdirSync(outDir, { recursive: true });
  return files.map(([name, text]) => {
    const file = join(outDir, name);
    writeFileSync(`${file}.${process.pid}.new`, text);
    renameSync(`${file}.${process.pid}.new`, file);
    return { name, bytes: Buffer.byteLength(text), gzipped: gzipSync(text).length };
  });
}

async function bundledScript(entry: string): Promise<string> {
  const bundle = await Rolldown.rolldown({
    input: join(source, entry),
    platform: 'browser',
    // How JSX is read stands there.
    tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
    transform: {
      define: { 'process.env.NODE_ENV': '"production"' },
    },
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting: false });
  await bundle.close();
  return output[0].code;
}

/** Fix of every reason, by vendor and code, and its sentence where that is not the English one, which a verdict has itself. */
function textsOf(language: (typeof languages)[number]): string {
  const reasonsOf = (vendor: (typeof vendors)[number], of: (typeof languages)[number]) => ({
    ...reasonTable(loadBundle(vendor, 'receiver', of)),
    ...reasonTable(loadBundle(vendor, 'documented', of)),
  });
  const texts = vendors.map((vendor) => {
    const english = reasonsOf(vendor, 'en');
    const entries = Object.entries(reasonsOf(vendor, language)).map(([code, { message, fix }]) => [
      code,
      message === english[code]?.message ? { fix } : { message, fix },
    ]);
    return [vendor, Object.fromEntries(entries)];
  });
  return JSON.stringify(Object.fromEntries(texts));
}
