/** Writes results with machine and date, and computes medians. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

export function writeResult(file: string | undefined, results: unknown): void {
  if (!file) return;
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  writeFileSync(file, `${JSON.stringify({ machine, date: new Date().toISOString(), results }, null, 2)}\n`);
}

export const median = (list: readonly number[]): number => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.ceil(middle - 0.5)] ?? 0)) / 2;
};

/** Returns the medians of the lower and the upper half. */
export const quartiles = (list: readonly number[]): [number, number] => {
  const sorted = [...list].sort((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2);
  return [median(sorted.slice(0, half)), median(sorted.slice(-half))];
};
