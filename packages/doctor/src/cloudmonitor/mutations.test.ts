import { expect, it } from 'vitest';
import type { ReceivedRequest } from '../raw-request.ts';
import type { SigningKey } from '../search/attempt.ts';
import { type Cause, diagnoseContentMd5, diagnoseSignature } from './doctor.ts';
import { mutations } from './mutations/all.fixture.ts';
import { type Base, NOW_MS, requestOf } from './mutations/client.fixture.ts';
import type { Mutation } from './mutations/mutation.fixture.ts';
import { signerOf } from './signature.ts';
import { uploadOperation } from './upload-operation.fixture.ts';

const signer = signerOf(uploadOperation('documented'));
const { contentMd5Of, signatureOf, stringToSign } = signer;

const PLAIN: SigningKey = { accessKeyId: 'testKeyId', accessKeySecret: 'CanarySecretPlain7f3a' };
const STS: SigningKey = {
  accessKeyId: 'STS.testKeyId',
  accessKeySecret: 'CanarySecretSts/+81',
  securityToken: 'CAIS-canary-token+/=',
};
const OTHER: SigningKey = { accessKeyId: 'otherKeyId', accessKeySecret: 'otherSecretOfTests' };
const KEYS = [PLAIN, STS, OTHER];

const PATH = '/event/custom/upload';
const BODIES: Readonly<Record<string, string>> = {
  least: '[{"content":"c","name":"n"}]',
  documentation: '[{"content":"123,abc","groupId":100,"name":"Event_0","time":"20171023T144439.948+0800"}]',
  chinese: '[{"name":"磁盘告警","content":"web-001 的 /data 磁盘使用率超过阈值","groupId":27147}]',
  emoji: '[{"name":"disk ⚠️ 🔥","content":"80% <b>&</b> a/b"}]',
  spaces: '[ { "name" : "n",  "content" : " c \\n " } ]\n',
  nested:
    '[{"name":"n","content":"{\\"host\\":\\"web-001\\",\\"tags\\":[1,2.50]}","groupId":12345678901234567890},{"name":"b","content":"x"}]',
};

const bases: Base[] = Object.entries(BODIES).flatMap(([name, body], index) => [
  { name: `${name}, plain key`, body, key: PLAIN, target: PATH, more: {} },
  { name: `${name}, STS`, body, key: STS, target: PATH, more: {} },
  {
    name: `${name}, query and x-acs-`,
    body,
    key: index % 2 === 0 ? PLAIN : STS,
    target: `${PATH}?zone=cn%2Fbj&name=a%20b`,
    more: { 'x-acs-note': 'nightly' },
  },
]);

const prescribed = [
  ['x-cms-api-version', '1.0'],
  ['x-cms-signature', 'hmac-sha1'],
  ['x-cms-caller-type', 'token'],
] as const;

function diagnosed(request: ReceivedRequest) {
  const signature = diagnoseSignature({ request, keys: KEYS, prescribed, signer, nowMs: NOW_MS });
  const contentMd5 = diagnoseContentMd5(request, signer);
  const { causes } = signature.causes.length > 0 ? signature : contentMd5;
  return { causes, codes: causes.map(({ code }) => code), report: JSON.stringify([signature, contentMd5]) };
}

const namedCodes = (request: ReceivedRequest): string[] => diagnosed(request).codes;

interface Result {
  base: Base;
  mutation: Mutation;
  codes: string[];
  causes: readonly Cause[];
  /** The complete diagnosis as JSON. */
  report: string;
}

const results: Result[] = mutations.flatMap((mutation) =>
  bases
    .filter((base) => mutation.appliesTo?.(base) ?? true)
    .map((base) => ({ base, mutation, request: requestOf(base, mutation.deviation(base)) }))
    .filter(({ request }) => !isCorrect(request))
    .map(({ request, ...made }) => ({ ...made, ...diagnosed(request) })),
);

function isCorrect(request: ReceivedRequest): boolean {
  const [path = '', query] = request.target.split('?');
  const { method, headers } = request;
  const text = stringToSign({ method, path, query, headers });
  const right = KEYS.some(
    (key) => headers.authorization === `${key.accessKeyId}:${signatureOf(text, key.accessKeySecret)}`,
  );
  return right && headers['content-md5'] === contentMd5Of(request.bytes);
}

it('names the correct cause of every single mistake, except one that leads to the same digest as another', () => {
  const wrong = results.filter(({ mutation, codes }) => codes.length !== 1 || codes[0] !== mutation.code);
  const survivors = wrong.map(({ base, mutation, codes }) => `${mutation.name} (${base.name}): ${codes}`);
  const rate = 1 - wrong.length / results.length;
  console.log(
    `${results.length} mutations of ${mutations.length} kinds, ${(100 * rate).toFixed(1)} % named correctly`,
    survivors,
  );
  expect(results.length).toBeGreaterThanOrEqual(200);
  // If a body ends with a line break, another mistake leaves out the same last byte.
  const others = wrong.filter(
    ({ mutation, base }) => !(mutation.name === 'without the last byte' && base.body.endsWith('\n')),
  );
  expect(others.map(({ mutation }) => mutation.name)).toEqual([]);
});

it('describes each mistake, and says what to do', () => {
  const causes = results.flatMap((result) => result.causes);
  expect(causes.filter(({ cause }) => !/^\S.{5,}$/s.test(cause) || cause.includes('{detail}'))).toEqual([]);
  expect(causes.filter(({ fix }) => !/^[A-Z].{5,}\.$/s.test(fix))).toEqual([]);
});

it('names no cause for a correct request', () => {
  expect(bases.flatMap((base) => namedCodes(requestOf(base)))).toEqual([]);
});

it('names no cause if no mistake fits', () => {
  const codes = bases.flatMap((base) =>
    namedCodes(
      requestOf(base, { secret: () => 'a secret that no one knows', authorization: (id, s) => `${id}:${s}` }),
    ),
  );
  expect(codes).toEqual([]);
});

it('reveals no secret', () => {
  for (const secret of ['Canary', 'canary', OTHER.accessKeySecret])
    expect(results.filter(({ report }) => report.includes(secret))).toEqual([]);
});
