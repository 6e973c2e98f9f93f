/** Finds circular value imports, in which one file runs before a value that it needs exists. */
import { importedPath, type SourceFile } from './source-file.ts';

/** Returns each circle as the paths of its files, in the order of their imports. */
export function circlesIn(files: readonly SourceFile[]): string[][] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (file: SourceFile, trail: readonly string[]): void => {
    const start = trail.indexOf(file.path);
    if (start >= 0) circles.push([...trail.slice(start), file.path]);
    if (start >= 0 || done.has(file.path)) return;
    for (const { target, kind } of file.imports) {
      const next = kind === 'value' ? byPath.get(importedPath(file, target) ?? '') : undefined;
      if (next) visit(next, [...trail, file.path]);
    }
    done.add(file.path);
  };
  for (const file of files) visit(file, []);
  return circles;
}
