import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { pushspec } from './cli.fixture.ts';
import { typedHelp, typedOption } from './typed-as.ts';

const npm = { PUSHSPEC_TYPED_AS: 'npm start --' };

it('names an option, with the command of the repository if the user typed that', () => {
  expect(typedOption('--port', {})).toBe('`--port`');
  expect(typedOption('--port', npm)).toBe('`npm start -- --port …`');
});

it('names the help of the command that was typed', () => {
  expect(typedHelp('pushspec start', {})).toBe('pushspec start --help');
  expect(typedHelp('pushspec start', npm)).toBe('npm start -- --help');
  expect(typedHelp('pushspec send', npm)).toBe('pushspec send --help');
});

it('names `npm start -- --port` when the port of `npm start` is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as { port: number };
  const { code, stderr } = await pushspec(['start', '--port', String(port), '--store', ':memory:'], {
    env: npm,
  });
  expect(code).toBe(2);
  expect(stderr).toBe(
    `pushspec: port ${port} is in use: choose another one with \`npm start -- --port …\` (0 picks a free port)\n`,
  );
});
