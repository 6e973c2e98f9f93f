import { expect, it } from 'vitest';
import { checkPath } from './build-pages.ts';

it.each(['/home/c#/pushspec', '/home/what?/pushspec'])('rejects a build in %s', (folder) => {
  expect(() => checkPath(folder)).toThrow(/Vite does not build in a folder with `[#?]` in its path/);
});

it.each(['/home/空 格/pushspec', 'C:\\Users\\a&b\\pushspec'])('builds in %s', (folder) => {
  expect(() => checkPath(folder)).not.toThrow();
});
