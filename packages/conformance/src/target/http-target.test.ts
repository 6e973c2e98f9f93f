import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { httpTarget } from './http-target.ts';

const url = 'http://127.0.0.1:1';
const address = 'url must be an http or https address without a path, such as http://127.0.0.1:4010';

it.each([
  [{ url: '127.0.0.1:4010' }, address],
  [{ url: undefined }, address],
  [{ url: 'ftp://127.0.0.1' }, address],
  [{ url: `${url}/v2/push/` }, address],
  [{ profile: 'strict' }, 'unknown profile "strict": use one of documented, receiver'],
  [
    { config: { guance: developmentConfig.guance } },
    'config has no blueking.rateLimits: pass a complete configuration, such as parseConfig of @pushspec/contract returns',
  ],
  [
    { config: undefined },
    'config has no blueking.rateLimits: pass a complete configuration, such as parseConfig of @pushspec/contract returns',
  ],
  [{ profile: undefined }, '`profile` is missing: use one of documented, receiver'],
])('explains an invalid option: %j', async (option, message) => {
  const options = { url, config: developmentConfig, profile: 'documented', ...option };
  await expect(httpTarget(options as never)).rejects.toThrow(new TypeError(message));
});
