import { expect, it } from 'vitest';
import { refusePath } from './build-pages.ts';

it.each(['/home/c#/pushspec', '/home/what?/pushspec'])('refuses to build in %s', (folder) => {
  expect(() => refusePath(folder)).toThrow(/Vite does not build in a folder with `[#?]` in its path/);
});

it.each(['/home/空 格/pushspec', 'C:\\Users\\a&b\\pushspec'])('builds in %s', (folder) => {
  expect(() => refusePath(folder)).not.toThrow();
});
