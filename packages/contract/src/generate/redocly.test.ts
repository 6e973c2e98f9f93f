import { expect, it, onTestFinished } from 'vitest';
import { redocly } from './redocly.ts';

it('prints no more than Redocly does where colors are forced and Node has something to warn of', async () => {
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
