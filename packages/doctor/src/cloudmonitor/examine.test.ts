import { developmentConfig, loadBundle, type Operation, readContract } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { examineCloudMonitor, signingKeys } from './examine.ts';
import { signerOf } from './signature.ts';

const profile = 'documented';
const contract = readContract(loadBundle('cloudmonitor', profile), { api: 'cloudmonitor', profile });
const [operation] = contract.operations as [Operation];
const signer = signerOf(operation);
const keys = signingKeys(developmentConfig);
const key = keys[0] ?? { accessKeyId: '', accessKeySecret: '' };
const nowMs = Date.UTC(2026, 10, 30, 9, 42);

/** Examines a request whose string to sign was changed before it was signed. */
function examined(
  change: (text: string) => string,
  ownString?: string,
  { date = new Date(nowMs).toUTCString(), isReceivedNow = false } = {},
) {
  const bytes = Buffer.from('[{"name":"deploy","content":"1.4"}]');
  const headers = {
    'content-type': 'application/json',
    'content-md5': signer.contentMd5Of(bytes),
    date,
    'x-cms-api-version': '1.0',
    'x-cms-ip': '127.0.0.1',
    'x-cms-signature': 'hmac-sha1',
    ...(ownString !== undefined && { 'x-pushspec-string-to-sign': ownString }),
  };
  const { method, path } = operation;
  const text = signer.stringToSign({ method, path, headers });
  const signature = signer.signatureOf(change(text), key.accessKeySecret);
  const authorization = signer.authorizationOf(key.accessKeyId, signature);
  const request = { method, target: path, headers: { ...headers, authorization }, bytes };
  return { text, report: examineCloudMonitor({ request, keys, profile, nowMs, isReceivedNow }) };
}

it('returns the string that the caller signed, as the mistake reproduces it', () => {
  const { text, report } = examined((right) => `${right}\n`);
  expect(report).toMatchObject({ signature: 'wrong', stringToSign: text, callerString: `${text}\n` });
});

it('returns the string to sign that the caller sends', () => {
  const own = 'POST\\nsomething else';
  expect(examined(() => 'POST\nsomething else', own).report.callerString).toBe('POST\nsomething else');
});

it('returns no string of the caller if the signature is right, or if no mistake explains it', () => {
  expect(examined((right) => right).report).not.toHaveProperty('callerString');
  expect(examined((right) => `nothing of ${right.length}`).report).not.toHaveProperty('callerString');
});

it('shows no secret from the string of the caller', () => {
  const own = `POST\\n${key.accessKeySecret}`;
  expect(examined((right) => right.slice(1), own).report.callerString).toBe('POST\n…');
});

it.each([
  ['2026-11-30T09:42:00Z', false, ['date-format']],
  [new Date(nowMs + 8 * 3_600_000).toUTCString(), false, ['timestamp-zone']],
  [new Date(nowMs - 8 * 3_600_000).toUTCString(), true, ['timestamp-zone']],
  // A capture may be old.
  [new Date(nowMs - 8 * 3_600_000).toUTCString(), false, []],
])('names what is wrong with the Date %s, received now: %s', (date, isReceivedNow, codes) => {
  const { report } = examined((right) => right, undefined, { date, isReceivedNow });
  expect(report.signature).toBe('right');
  expect(report.causes.map(({ code }) => code)).toEqual(codes);
});
