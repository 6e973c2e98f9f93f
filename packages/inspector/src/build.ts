/** Builds the browser's files: page, styles, one script, and the contracts' texts per language. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { languages, loadBundle, vendors } from '@pushspec/contract';
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
    ['app.js', await bundledScript()],
    ['app.css', readFileSync(join(source, 'app.css'), 'utf8')],
    ...languages.map((language): [string, string] => [`texts.${language}.json`, textsOf(language)]),
    ['contracts.json', JSON.stringify(await contractFacts())],
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

async function bundledScript(): Promise<string> {
  const bundle = await Rolldown.rolldown({
    input: join(source, 'main.tsx'),
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

/** Sentence and fix of every reason, by vendor and code. */
function textsOf(language: (typeof languages)[number]): string {
  const texts = vendors.map((vendor) => {
    const reasons = Object.entries(loadBundle(vendor, 'receiver', language)['x-reasons']);
    const documented = Object.entries(loadBundle(vendor, 'documented', language)['x-reasons']);
    const both = [...reasons, ...documented].map(([code, { message, fix }]) => [code, { message, fix }]);
    return [vendor, Object.fromEntries(both)];
  });
  return JSON.stringify(Object.fromEntries(texts));
}
