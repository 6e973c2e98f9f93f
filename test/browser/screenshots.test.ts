/** Checks the script that takes screenshots of the inspector, and the committed screenshots. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PICTURE, takePictures } from '../../tools/screenshots/take.ts';
import { because, executablePath, test } from './chromium.fixture.ts';

const committed = ['light', 'dark'].map((scheme) =>
  join(import.meta.dirname, `../../packages/docs/src/pages/source/public/inspector-${scheme}.png`),
);

/** Reads width and height from the header of a PNG. */
function sizeOf(file: string): [width: number, height: number] {
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const size = [PICTURE.width * PICTURE.scale, PICTURE.height * PICTURE.scale];

test(`the script takes a screenshot of a real run in each color scheme${because}`, async () => {
  const outDir = mkdtempSync(join(tmpdir(), 'pushspec-screenshots-'));
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
  const files = await takePictures({ outDir, executablePath });
  expect(files.map(sizeOf)).toEqual([size, size]);
  expect(readFileSync(files[0] ?? '')).not.toEqual(readFileSync(files[1] ?? ''));
});

it('the committed screenshots have that size and are at most 350 kB each', () => {
  expect(committed.map(sizeOf)).toEqual([size, size]);
  for (const file of committed) expect(readFileSync(file).byteLength).toBeLessThan(350_000);
});
