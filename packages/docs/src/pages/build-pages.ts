/** Builds the guide pages with Astro Starlight, in a temporary folder. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languages } from '@pushspec/contract';
import { styles } from '@pushspec/theme';
import { runNode } from '../run-node.ts';
import { finishPages } from './finish-pages.ts';
import { markdownPages } from './markdown-pages.ts';
import { searchIndex, searchIndexPath } from './search-index.ts';
import { styleSheets } from './style-sheets.ts';

const PACKAGE = join(import.meta.dirname, '../..');

/** Builds all guide pages into `outDir` and keeps other files there. Rejects with Astro's output if the build fails. */
export async function buildPages(outDir: string, signal?: AbortSignal): Promise<void> {
  checkPath(PACKAGE);
  mkdirSync(outDir, { recursive: true });
  // Astro looks for packages in the folders above its project, and resolves them wrongly from a folder elsewhere.
  const folder = mkdtempSync(join(PACKAGE, '.building-'));
  try {
    // Tells Astro which packages it has to build itself.
    const dependencies = { '@astrojs/starlight': '*' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
    cpSync(join(import.meta.dirname, 'source'), join(folder, 'src'), { recursive: true });
    for (const sheet of styleSheets) writeFileSync(join(folder, `src/${sheet}.css`), styles(sheet));
    for (const language of languages)
      writeFileSync(
        join(folder, 'src/public', searchIndexPath(language)),
        JSON.stringify(searchIndex(language)),
      );
    for (const { path, content } of markdownPages()) {
      const file = join(folder, 'src/content/docs', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const built = join(folder, 'built');
    await astro(folder, signal);
    finishPages(built);
    for (const name of ['_astro', 'pagefind']) rmSync(join(outDir, name), { recursive: true, force: true });
    cpSync(built, outDir, { recursive: true });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Throws if Vite would read a part of the path as a query or fragment. */
export function checkPath(folder: string): void {
  const character = /[#?]/.exec(folder)?.[0];
  if (character !== undefined)
    throw new Error(
      `the guides: Vite does not build in a folder with \`${character}\` in its path. Move ${folder}.`,
    );
}

function astro(cwd: string, signal: AbortSignal | undefined): Promise<void> {
  return runNode([join(import.meta.dirname, 'astro-build.ts')], {
    name: 'Astro',
    cwd,
    env: { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    signal,
  });
}
