/** Mistakes in the secret, in any scheme: the correct string to sign, signed with something else. No message contains a secret. */
import { createHash } from 'node:crypto';
import type { Attempt, Mistake, Signed } from './attempt.ts';

export const secretMistakes: readonly Mistake<Signed>[] = [
  {
    code: 'secret-of-other-key',
    cause: 'the secret of another access key was used: {detail}',
    fix: 'Sign with the AccessKeySecret that belongs to the AccessKeyId of the request.',
    attempts: ({ otherKeys, key }) =>
      otherKeys
        .filter(({ accessKeySecret }) => accessKeySecret !== key.accessKeySecret)
        .map(({ accessKeyId, accessKeySecret }) => ({ secret: accessKeySecret, detail: accessKeyId })),
  },
  {
    code: 'key-id-as-secret',
    cause: '{detail} was used instead of the AccessKeySecret',
    fix: 'Sign with the AccessKeySecret, and send only the AccessKeyId.',
    attempts: idsAsSecrets,
  },
  {
    code: 'secret-blanks',
    cause: 'the secret was used with {detail}',
    fix: 'Trim the secret where it is read from a file, a form or the environment.',
    attempts: ({ key }) => whitespace(key.accessKeySecret),
  },
  {
    code: 'secret-encoded',
    cause: 'the secret was {detail} before it was used',
    fix: 'Use the unchanged UTF-8 bytes of the secret.',
    attempts: ({ key }) => encodings(key.accessKeySecret),
  },
  {
    code: 'secret-incomplete',
    cause: 'the secret was used {detail}',
    fix: 'Copy the whole secret and nothing else.',
    attempts: incomplete,
  },
];

function* idsAsSecrets({ key, otherKeys }: Signed): Iterable<Attempt> {
  yield { secret: key.accessKeyId, detail: 'the AccessKeyId' };
  if (key.securityToken !== undefined) yield { secret: key.securityToken, detail: 'the security token' };
  for (const { accessKeyId } of otherKeys) yield { secret: accessKeyId, detail: 'another AccessKeyId' };
}

function* whitespace(secret: string): Iterable<Attempt> {
  const around: readonly (readonly [string, string, string])[] = [
    ['', '\n', 'a line feed at its end'],
    ['', '\r\n', 'CRLF at its end'],
    ['', '\r', 'a carriage return at its end'],
    ['', ' ', 'a space at its end'],
    [' ', '', 'a space at its beginning'],
    [' ', ' ', 'spaces around it'],
    ['', '  ', 'two spaces at its end'],
    ['\t', '', 'a tab at its beginning'],
    ['', '\t', 'a tab at its end'],
    ['\n', '', 'a line feed at its beginning'],
    ['"', '"', 'quotation marks around it'],
    ["'", "'", 'single quotation marks around it'],
    ['\ufeff', '', 'a byte order mark before it'],
    ['', '\0', 'a zero byte at its end'],
    ['\u00a0', '', 'a no-break space before it'],
    ['', '\u00a0', 'a no-break space after it'],
    ['\u200b', '', 'an invisible character before it'],
    ['', '\u200b', 'an invisible character after it'],
    ['<', '>', 'angle brackets around it'],
    ['', ',', 'a comma at its end'],
    ['', ';', 'a semicolon at its end'],
  ];
  for (const [left, right, detail] of around) yield { secret: left + secret + right, detail };
  if (secret.trim() !== secret) yield { secret: secret.trim(), detail: 'its whitespace removed' };
}

function* encodings(secret: string): Iterable<Attempt> {
  const bytes = Buffer.from(secret);
  yield { secret: bytes.toString('base64'), detail: 'encoded as base64' };
  yield { secret: Buffer.from(secret, 'base64'), detail: 'decoded from base64' };
  yield { secret: bytes.toString('hex'), detail: 'written as hexadecimal digits' };
  yield { secret: bytes.toString('hex').toUpperCase(), detail: 'written as hexadecimal digits' };
  yield { secret: Buffer.from(secret, 'hex'), detail: 'decoded from hexadecimal digits' };
  yield { secret: encodeURIComponent(secret), detail: 'URL-encoded' };
  yield { secret: secret.toLowerCase(), detail: 'changed to lowercase' };
  yield { secret: secret.toUpperCase(), detail: 'changed to uppercase' };
  yield { secret: Buffer.from(secret, 'utf16le'), detail: 'encoded as UTF-16' };
  yield { secret: Buffer.from(secret, 'utf16le').swap16(), detail: 'encoded as UTF-16, big-endian' };
  for (const hash of ['md5', 'sha1', 'sha256']) {
    const digest = createHash(hash).update(bytes).digest();
    const detail = `hashed with ${hash.toUpperCase()}`;
    yield { secret: digest, detail };
    yield { secret: digest.toString('hex'), detail };
    yield { secret: digest.toString('hex').toUpperCase(), detail };
  }
}

function* incomplete({ key }: Signed): Iterable<Attempt> {
  const { accessKeyId, accessKeySecret: secret, securityToken } = key;
  yield { secret: '', detail: 'as an empty string' };
  yield { secret: secret.slice(0, -1), detail: 'without its last character' };
  yield { secret: secret.slice(1), detail: 'without its first character' };
  yield { secret: secret + secret, detail: 'twice' };
  yield { secret: accessKeyId + secret, detail: 'after the AccessKeyId' };
  yield { secret: secret + accessKeyId, detail: 'before the AccessKeyId' };
  yield { secret: `${accessKeyId}:${secret}`, detail: 'together with the AccessKeyId' };
  yield { secret: [...secret].reverse().join(''), detail: 'backwards' };
  for (const text of ['null', 'None', 'undefined']) yield { secret: text, detail: `as ${text}` };
  if (securityToken !== undefined) {
    yield { secret: secret + securityToken, detail: 'together with the security token' };
  }
}
