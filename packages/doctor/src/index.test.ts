import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('loads neither Express nor a store', () => {
  const doctor = new URL('./index.ts', import.meta.url).href;
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        if (/^(express|node:sqlite|node:http$)/.test(specifier)) throw new Error(specifier + ' is loaded');
        return next(specifier, context);
      },
    });
    const { examineCloudMonitor } = await import(${JSON.stringify(doctor)});
    console.log(typeof examineCloudMonitor);
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(output).toBe('function\n');
});
