import { expect, it } from 'vitest';
import { isInstalled, mockAdvice, mockPackage } from './mock-package.ts';
import { version } from './version.ts';

it('loads the mock where it is installed', async () => {
  expect((await mockPackage())?.createMock).toBeInstanceOf(Function);
});

it('tells a package that is installed from one that is not', () => {
  expect(isInstalled('commander')).toBe(true);
  expect(isInstalled('@pushspec/not-there')).toBe(false);
});

it('advises to install the mock of its own version', () => {
  expect(mockAdvice).toContain(`npm install @pushspec/mock@${version}\``);
});
