import { expect, it, onTestFinished } from 'vitest';
import { redocly } from './redocly.ts';

it('returns only the output of Redocly, even if colors are forced and Node prints warnings', async () => {
  const before = process.env;
  onTestFinished(() => {
    process.env = before;
  });
  process.env = {
    ...before,
    FORCE_COLOR: '3',
    NODE_OPTIONS: '--import=data:text/javascript,new%20Buffer(1)',
  };
  expect(await redocly('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
});
