import { expect, it } from 'vitest';
import { type ApiName, bundleUrl, type Language, loadBundle, type Profile } from './bundle.ts';

/** Invalid names, as JavaScript callers, files or environment variables may pass them. */
const invalid: [api: unknown, profile: unknown, language: unknown, message: string][] = [
  [
    'guanse',
    'documented',
    'en',
    'unknown api "guanse": use one of blueking, cloudmonitor, cloudmonitor-rpc, guance; did you mean "guance"?',
  ],
  [
    undefined,
    'documented',
    'en',
    '`api` is missing: use one of blueking, cloudmonitor, cloudmonitor-rpc, guance',
  ],
  ['guance', 'strict', 'en', 'unknown profile "strict": use one of documented, receiver'],
  ['guance', undefined, 'en', '`profile` is missing: use one of documented, receiver'],
  ['guance', 'documented', 'fr\n', 'unknown language "fr\\n": use one of en, zh'],
  [
    '../guance',
    'documented',
    'en',
    'unknown api "../guance": use one of blueking, cloudmonitor, cloudmonitor-rpc, guance',
  ],
];

it.each(invalid)('lists the valid names: %j, %j, %j', (api, profile, language, message) => {
  const names = [api, profile, language] as [ApiName, Profile, Language];
  expect(() => loadBundle(...names)).toThrow(new TypeError(message));
  if (language !== 'en') return;
  expect(() => bundleUrl(api as ApiName, profile as Profile)).toThrow(new TypeError(message));
});
