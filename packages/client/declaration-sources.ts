/** Adds the sources of the declarations to the package, so that "Go to Definition" in an editor shows them. */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const packages = join(import.meta.dirname, '..');

/** Folder of the sources in the built package. */
const FOLDER = 'sources';

/** Copies the sources of the declaration maps of a built package, and adjusts the maps. */
export function addDeclarationSources(dist: string): void {
  for (const file of globSync('**/*.d.ts.map', { cwd: dist })) {
    const path = join(dist, file);
    const map = JSON.parse(readFileSync(path, 'utf8')) as { sources: string[] };
    const sources = map.sources.map((source) => {
      const original = resolve(dirname(path), source);
      const copy = join(dist, FOLDER, relative(packages, original).replace(/^(\w+)\/src\//, '$1/'));
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(original, copy);
      return relative(dirname(path), copy);
    });
    writeFileSync(path, JSON.stringify({ ...map, sources }));
  }
}

/** Removes the source maps of the code, which are larger than the code. rolldown has no option for it. */
export function removeCodeMaps(dist: string): void {
  for (const file of globSync('**/*.js.map', { cwd: dist })) {
    rmSync(join(dist, file));
    const code = join(dist, file.slice(0, -'.map'.length));
    writeFileSync(code, readFileSync(code, 'utf8').replace(/\n\/\/# sourceMappingURL=\S+\s*$/, '\n'));
  }
}
