/** Builds the guide pages with Astro Starlight. All that Astro writes stays in a folder that is removed afterwards. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNode } from '../run-node.ts';
import { finishPages } from './finish-pages.ts';
import { markdownPages } from './markdown-pages.ts';

const PACKAGE = join(import.meta.dirname, '../..');

/** Builds all guide pages into `outDir`, beside whatever is there. Rejects with Astro's output when it fails. */
export async function buildPages(outDir: string, signal?: AbortSignal): Promise<void> {
  refusePath(PACKAGE);
  mkdirSync(outDir, { recursive: true });
  // Astro finds the packages above its project, and mixes their paths up where the two have no folder in common.
  const folder = mkdtempSync(join(PACKAGE, '.building-'));
  try {
    // By these Astro knows which packages it has to build itself.
    const dependencies = { '@astrojs/starlight': '*' };
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', dependencies }));
    cpSync(join(import.meta.dirname, 'source'), join(folder, 'src'), { recursive: true });
    for (const { path, text } of markdownPages()) {
      const file = join(folder, 'src/content/docs', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
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

/** Vite reads the rest of such a path as a query or a fragment. */
export function refusePath(folder: string): void {
  const sign = /[#?]/.exec(folder)?.[0];
  if (sign !== undefined)
    throw new Error(
      `the guides: Vite does not build in a folder with \`${sign}\` in its path; move ${folder}`,
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
