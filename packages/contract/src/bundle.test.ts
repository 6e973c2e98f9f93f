import { expect, it } from 'vitest';
import { bundleUrl, type Language, loadBundle, type Profile, type Vendor } from './bundle.ts';

/** As it comes from JavaScript, from a file or from the environment. */
const asked: [vendor: unknown, profile: unknown, language: unknown, message: string][] = [
  [
    'guanse',
    'documented',
    'en',
    'there is no vendor "guanse": vendor is one of blueking, cloudmonitor, guance; did you mean "guance"?',
  ],
  [undefined, 'documented', 'en', '`vendor` is missing: use one of blueking, cloudmonitor, guance'],
  ['guance', 'strict', 'en', 'there is no profile "strict": profile is one of documented, receiver'],
  ['guance', undefined, 'en', '`profile` is missing: use one of documented, receiver'],
  ['guance', 'documented', 'fr\n', 'there is no language "fr\\n": language is one of en, zh'],
  [
    '../guance',
    'documented',
    'en',
    'there is no vendor "../guance": vendor is one of blueking, cloudmonitor, guance',
  ],
];

it.each(asked)('lists the names that there are: %j, %j, %j', (vendor, profile, language, message) => {
  const names = [vendor, profile, language] as [Vendor, Profile, Language];
  expect(() => loadBundle(...names)).toThrow(new TypeError(message));
  if (language !== 'en') return;
  expect(() => bundleUrl(vendor as Vendor, profile as Profile)).toThrow(new TypeError(message));
});
