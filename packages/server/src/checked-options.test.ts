import { expect, it, onTestFinished } from 'vitest';
import { createServer } from './index.ts';

it.each([
  [{ profile: 'strict' }, 'there is no profile "strict": profile is one of documented, receiver'],
  [
    { documents: { guanse: {} } },
    'there is no vendor "guanse": vendor is one of blueking, cloudmonitor, guance; did you mean "guance"?',
  ],
  [{ clock: new Date(0) }, 'clock must be a function'],
  [{ mockUrl: 'http://127.0.0.1:4020' }, 'mockUrl must be a function'],
  [{ site: 'site' }, 'site must be an object whose root is the folder of the pages'],
  [{ adminToken: '' }, 'adminToken must be a text that is not empty; leave it out to have one made'],
])('names the option that cannot be: %j', async (options, message) => {
  await expect(createServer(options as never)).rejects.toThrow(new TypeError(message));
});

it.each([undefined, {}, 4010, { port: '' }, { port: 'http' }, { port: 65_536 }, { port: 0.5 }])(
  'does not listen anywhere when it is not told a port: %j',
  async (options) => {
    const server = await createServer();
    onTestFinished(() => server.close());
    await expect(server.listen(options as never)).rejects.toThrow(
      new TypeError(
        'port must be a whole number from 0 to 65535, as in listen({ port: 4010 }); 0 takes a free one',
      ),
    );
  },
);
