/** Checks the values in the section about signing. */
import { execFileSync, spawnSync } from 'node:child_process';
import { loadBundle, operationsOf, signingRulesOf } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { signedVector, signingScript, signingSteps } from './signing-example.ts';
import { signingLabels } from './signing-labels.ts';

const document = loadBundle('cloudmonitor', 'documented');
const [entry] = operationsOf(document);
if (entry === undefined) throw new Error('no operation');
const vector = signedVector('cloudmonitor', document, entry);
const rules = signingRulesOf(entry.operation);
if (vector === undefined || rules === undefined) throw new Error('requests are not signed');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

it.skipIf(!hasOpenssl)('prints the digest and signature shown on the page (skipped without openssl)', () => {
  const printed = execFileSync('sh', ['-c', signingScript(vector, rules)], { encoding: 'utf8' });
  const values = printed.split('\n').map((line) => line.split(' ')[0]);
  expect(values).toEqual([vector.headers[rules.digestHeader], vector.signature, '']);
});

it.each(['en', 'zh'] as const)('shows every intermediate value in %s', (language) => {
  const markdown = signingSteps('cloudmonitor', vector, entry, 'Authorization', signingLabels[language]);
  for (const value of [vector.body, vector.stringToSign, vector.signature, vector.accessKeySecret])
    expect(markdown).toContain(value);
  expect(markdown).toContain(`Authorization: ${vector.accessKeyId}:${vector.signature}`);
});

it('has no intermediate values if requests are not signed', () => {
  const guance = loadBundle('guance', 'documented');
  const [push] = operationsOf(guance);
  expect(push && signedVector('guance', guance, push)).toBeUndefined();
});
