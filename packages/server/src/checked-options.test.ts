import { expect, it, onTestFinished } from 'vitest';
import { createServer } from './index.ts';

it.each([
  [{ profile: 'strict' }, 'unknown profile "strict": use one of documented, receiver'],
  [
    { documents: { guanse: {} } },
    'unknown api "guanse": use one of blueking, cloudmonitor, cloudmonitor-rpc, guance; did you mean "guance"?',
  ],
  [{ clock: new Date(0) }, '`clock` must be a function'],
  [{ mockUrl: 'http://127.0.0.1:4020' }, '`mockUrl` must be a function'],
  [{ site: 'site' }, '`site` must be an object with a `root`: the folder of the pages'],
  [
    { adminToken: 'from a file\n' },
    '`adminToken` must contain only visible ASCII characters, and spaces only in between: trim what was read from a file or a variable',
  ],
  [{ adminToken: '' }, '`adminToken` must be a non-empty string; leave it out to generate one'],
])('names the invalid option: %j', async (options, message) => {
  await expect(createServer(options as never)).rejects.toThrow(new TypeError(message));
});

it.each([undefined, {}, 4010, { port: '' }, { port: 'http' }, { port: 65_536 }, { port: 0.5 }])(
  'rejects `listen()` without a valid port: %j',
  async (options) => {
    const server = await createServer();
    onTestFinished(() => server.close());
    await expect(server.listen(options as never)).rejects.toThrow(
      new TypeError(
        'port must be a whole number from 0 to 65535, as in listen({ port: 4010 }); use 0 for any free port',
      ),
    );
  },
);
