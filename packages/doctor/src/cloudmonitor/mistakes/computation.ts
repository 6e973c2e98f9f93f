/** Something else than HMAC of the string with the secret. */
import { createHash } from 'node:crypto';
import { type Attempt, hmac, type Mistake, type SignatureCase, withParts } from '../case.ts';
import { HMAC, LINES } from '../words.ts';

const FIX = `Compute ${HMAC} once, with the AccessKeySecret as the key and the string to sign as the message.`;

export const computationMistakes: readonly Mistake[] = [
  {
    code: 'hmac-arguments-swapped',
    cause: 'key and message are swapped: the string to sign was used as the key',
    fix: FIX,
    attempts: ({ key, text }) => [{ secret: text, text: key.accessKeySecret }],
  },
  {
    code: 'no-hmac',
    cause: 'it is a plain hash of {detail}, and no HMAC',
    fix: FIX,
    attempts: plainHashes,
  },
  {
    code: 'hash-of-text-signed',
    cause: 'the HMAC was made of {detail}, and not of the string to sign',
    fix: FIX,
    attempts: hashedFirst,
  },
  {
    code: 'hashed-twice',
    cause: 'the signature was hashed once more: {detail}',
    fix: FIX,
    attempts: hashedAgain,
  },
  {
    code: 'other-text-signed',
    cause: 'only {detail} was signed',
    fix: `Sign the whole string to sign: ${LINES}.`,
    attempts: otherTexts,
  },
  {
    code: 'other-scheme',
    cause: 'the string to sign is that of {detail}',
    fix: 'Use the signature of this call: six lines, and hexadecimal digits in upper case.',
    includes: ['signature-base64', 'authorization-scheme'],
    attempts: otherSchemes,
  },
];

function* plainHashes({ key, text }: SignatureCase): Iterable<Attempt> {
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

/** A digest as text and bytes. */
function written(digest: Buffer): (string | Buffer)[] {
  const hex = digest.toString('hex');
  return [digest, hex, hex.toUpperCase(), digest.toString('base64')];
}

function* hashedFirst({ text }: SignatureCase): Iterable<Attempt> {
  for (const hash of ['md5', 'sha1', 'sha256']) {
    const digest = createHash(hash).update(text).digest();
    for (const message of written(digest))
      yield { text: message, detail: `the ${hash.toUpperCase()} of the string to sign` };
  }
}

function* hashedAgain({ key, text }: SignatureCase): Iterable<Attempt> {
  for (const index of [0, 1, 2, 3]) {
    const first = (algorithm: string) =>
      written(hmac(algorithm, key.accessKeySecret, text))[index] as string | Buffer;
    yield {
      digest: (algorithm) => hmac(algorithm, key.accessKeySecret, first(algorithm)),
      detail: 'HMAC of the HMAC',
    };
    yield {
      digest: (algorithm) => createHash(algorithm).update(first(algorithm)).digest(),
      detail: 'a hash of the HMAC',
    };
  }
}

function* otherTexts({ parts, request, path }: SignatureCase): Iterable<Attempt> {
  yield { text: request.bytes, detail: 'the body' };
  yield { text: parts.contentMd5, detail: 'Content-MD5' };
  yield { text: parts.date, detail: 'the Date' };
  yield { text: parts.resource, detail: 'the path' };
  yield { text: parts.headers, detail: 'the signed headers' };
  yield { text: `${parts.method}\n${path}`, detail: 'method and path' };
  yield { text: '', detail: 'an empty text' };
}

function* otherSchemes(signatureCase: SignatureCase): Iterable<Attempt> {
  const { parts, request, query, signed } = signatureCase;
  const { method, contentMd5, contentType, date, headers, resource } = parts;
  const encoded = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  const accept = request.headers.accept ?? '';
  for (const line of new Set([accept, 'application/json', '*/*', '']))
    yield {
      text: [method, line, contentMd5, contentType, date, headers, resource].join('\n'),
      detail: 'ROA calls, with a line for Accept',
    };
  const acs = signed
    .filter(([name]) => name.startsWith('x-acs-'))
    .map(([name, value]) => `${name}:${value}\n`);
  yield {
    text: `${[method, accept, contentMd5, contentType, date].join('\n')}\n${acs.join('')}${resource}`,
    detail: 'ROA calls, with a line for Accept',
  };
  const pairs = (query ?? '').split('&').sort().join('&');
  for (const secret of [signatureCase.key.accessKeySecret, `${signatureCase.key.accessKeySecret}&`])
    yield { text: `${method}&%2F&${encoded(pairs)}`, secret, detail: 'RPC calls, made of the query' };
  const body =
    request.bytes.length > 0 && request.bytes.length < 65_536 ? request.bytes.toString() : undefined;
  if (body === undefined) return;
  yield {
    ...withParts(signatureCase, { contentMd5: body }),
    detail: 'another scheme, with the body in the place of its MD5',
  };
  yield { text: `${signatureCase.text}\n${body}`, detail: 'another scheme, with the body at the end' };
  yield { text: signatureCase.text + body, detail: 'another scheme, with the body at the end' };
}
