/** Mistakes in the computation, in any scheme: anything other than one HMAC of the string to sign with the secret. */
import { createHash } from 'node:crypto';
import { type Attempt, hmac, type Mistake, type Signed } from './attempt.ts';

/** Returns the mistakes in the computation. @param fix - a sentence that describes the correct one */
export function hashMistakes(fix: string): readonly Mistake<Signed>[] {
  return [
    {
      code: 'hmac-arguments-swapped',
      cause: 'key and message are swapped: the string to sign was used as the key',
      fix,
      attempts: ({ key, text, hmacKey }) => [{ hmacKey: text, text: hmacKey(key.accessKeySecret) }],
    },
    {
      code: 'no-hmac',
      cause: 'the signature is a plain hash of {detail}, not an HMAC',
      fix,
      attempts: plainHashes,
    },
    {
      code: 'hash-of-text-signed',
      cause: 'the HMAC was computed for {detail}, not for the string to sign',
      fix,
      attempts: hashedFirst,
    },
    {
      code: 'hashed-twice',
      cause: 'the signature was hashed again: {detail}',
      fix,
      attempts: hashedAgain,
    },
  ];
}

function* plainHashes({ key, text }: Signed): Iterable<Attempt> {
  const { accessKeySecret: secret } = key;
  const ways = [
    [text + secret, 'the string to sign and the secret'],
    [secret + text, 'the secret and the string to sign'],
    [text, 'the string to sign alone'],
    [`${text}\n${secret}`, 'the string to sign and the secret'],
    [`${secret}\n${text}`, 'the secret and the string to sign'],
    [secret + text + secret, 'the string to sign between two copies of the secret'],
    [`${text}:${secret}`, 'the string to sign and the secret'],
    [`${text}&${secret}`, 'the string to sign and the secret'],
  ] as const;
  for (const [message, detail] of ways)
    yield { digest: (algorithm) => createHash(algorithm).update(message).digest(), detail };
}

/** Returns a digest as strings and bytes. */
function written(digest: Buffer): (string | Buffer)[] {
  const hex = digest.toString('hex');
  return [digest, hex, hex.toUpperCase(), digest.toString('base64')];
}

function* hashedFirst({ text }: Signed): Iterable<Attempt> {
  for (const hash of ['md5', 'sha1', 'sha256']) {
    const digest = createHash(hash).update(text).digest();
    for (const message of written(digest))
      yield { text: message, detail: `the ${hash.toUpperCase()} of the string to sign` };
  }
}

function* hashedAgain({ key, text, hmacKey }: Signed): Iterable<Attempt> {
  const secret = hmacKey(key.accessKeySecret);
  for (const index of [0, 1, 2, 3]) {
    const first = (algorithm: string) => written(hmac(algorithm, secret, text))[index] as string | Buffer;
    yield {
      digest: (algorithm) => hmac(algorithm, secret, first(algorithm)),
      detail: 'HMAC of the HMAC',
    };
    yield {
      digest: (algorithm) => createHash(algorithm).update(first(algorithm)).digest(),
      detail: 'a hash of the HMAC',
    };
  }
}
