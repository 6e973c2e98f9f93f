import { expect, it } from 'vitest';
import { isInstalled, mockAdvice, mockPackage } from './mock-package.ts';
import { version } from './version.ts';

it('loads the mock if it is installed', async () => {
  expect((await mockPackage())?.createMock).toBeInstanceOf(Function);
});

it('distinguishes installed packages from missing ones', () => {
  expect(isInstalled('commander')).toBe(true);
  expect(isInstalled('@pushspec/not-there')).toBe(false);
});

it('advises installing the mock of the same version', () => {
  expect(mockAdvice).toContain(`npm install @pushspec/mock@${version}\``);
});
