/** Mistakes in the computation: anything other than the HMAC of the string to sign with the secret. */
import type { Attempt } from '../../search/attempt.ts';
import { hashMistakes } from '../../search/computation.ts';
import { type Mistake, type SignatureCase, withParts } from '../case.ts';
import { HMAC, LINES } from '../labels.ts';
import { percentEncoded } from './percent-encoding.ts';

const FIX = `Compute ${HMAC} once, with the AccessKeySecret as the key and the string to sign as the message.`;

export const computationMistakes: readonly Mistake[] = [
  ...hashMistakes(FIX),
  {
    code: 'other-text-signed',
    cause: 'only {detail} was signed',
    fix: `Sign the whole string to sign: ${LINES}.`,
    attempts: otherTexts,
  },
  {
    code: 'other-scheme',
    cause: 'the string to sign is that of {detail}',
    fix: 'Use the signature scheme of this call: six lines, and uppercase hexadecimal digits.',
    includes: ['signature-base64', 'authorization-scheme'],
    attempts: otherSchemes,
  },
];

function* otherTexts({ parts, request, path }: SignatureCase): Iterable<Attempt> {
  yield { text: request.bytes, detail: 'the body' };
  yield { text: parts.contentMd5, detail: 'Content-MD5' };
  yield { text: parts.date, detail: 'the Date' };
  yield { text: parts.resource, detail: 'the path' };
  yield { text: parts.headers, detail: 'the signed headers' };
  yield { text: `${parts.method}\n${path}`, detail: 'method and path' };
  yield { text: '', detail: 'an empty string' };
}

function* otherSchemes(signatureCase: SignatureCase): Iterable<Attempt> {
  const { parts, request, query, signed } = signatureCase;
  const { method, contentMd5, contentType, date, headers, resource } = parts;
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
    yield {
      text: `${method}&%2F&${percentEncoded(pairs)}`,
      secret,
      detail: 'RPC calls, built from the query',
    };
  const body =
    request.bytes.length > 0 && request.bytes.length < 65_536 ? request.bytes.toString() : undefined;
  if (body === undefined) return;
  yield {
    ...withParts(signatureCase, { contentMd5: body }),
    detail: 'another scheme, with the body instead of its MD5',
  };
  yield { text: `${signatureCase.text}\n${body}`, detail: 'another scheme, with the body at the end' };
  yield { text: signatureCase.text + body, detail: 'another scheme, with the body at the end' };
}
