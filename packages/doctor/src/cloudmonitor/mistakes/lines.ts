/** Mistakes in a single line: the method, Content-Type, and Content-MD5 as signed. */

import { bodyVariants } from '../body/variants.ts';
import { type Attempt, type Mistake, type SignatureCase, withParts } from '../case.ts';

const CHARSETS = ['; charset=utf-8', ';charset=utf-8', '; charset=UTF-8', ';charset=UTF-8', ';charset=utf8'];
const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  '*/*',
  'application/xml',
  'json',
];
/** What some languages make of an absent value. */
const ABSENT = ['null', 'None', 'undefined', 'nil', '(null)'];

/** Larger bodies are not written anew: a signed MD5 of another body than the one sent is rare. */
const MAX_REWRITTEN_BYTES = 16 * 1024;

export const lineMistakes: readonly Mistake[] = [
  {
    code: 'content-type-charset-added',
    cause:
      'Content-Type was signed without the parameters with which it is sent; an HTTP library adds a charset',
    fix: 'Keep the HTTP library from adding a charset, for example by sending bytes instead of text.',
    attempts: (request) => [withParts(request, { contentType: bareType(request) })],
  },
  {
    code: 'content-type-charset-lost',
    cause: 'Content-Type was signed with a charset and is sent without it',
    fix: 'Sign and send application/json, without a charset.',
    attempts: (request) =>
      CHARSETS.map((charset) => withParts(request, { contentType: bareType(request) + charset })),
  },
  {
    code: 'content-type-empty',
    cause: 'Content-Type is sent, and its line in the string to sign is empty',
    fix: 'Sign Content-Type exactly as it is sent.',
    attempts: (request) => [withParts(request, { contentType: '' })],
  },
  {
    code: 'content-type-other',
    cause: 'Content-Type was signed as {detail}, which is not what is sent',
    fix: 'Sign Content-Type exactly as it is sent.',
    attempts: otherTypes,
  },
  {
    code: 'method-case',
    cause: 'the method was signed in lower case',
    fix: 'Sign the method in upper case.',
    attempts: (request) =>
      [request.parts.method.toLowerCase(), titled(request.parts.method)].map((method) =>
        withParts(request, { method }),
      ),
  },
  {
    code: 'method-other',
    cause: 'the request was signed as {detail}, and is sent with another method',
    fix: 'Sign the method that is sent.',
    attempts: (request) =>
      ['POST', 'PUT', 'GET', 'PATCH', 'DELETE', ''].map((method) =>
        withParts(request, { method }, method || 'a request without a method'),
      ),
  },
  {
    code: 'content-md5-signed-otherwise',
    cause: 'Content-MD5 was signed {detail}, and not as it is sent',
    fix: 'Sign Content-MD5 exactly as it is sent.',
    attempts: otherMd5,
  },
  {
    code: 'content-md5-signed-of-other-body',
    cause: 'the Content-MD5 that was signed is that of another body: {detail}',
    fix: 'Serialise the body once, and digest, sign and send these very bytes.',
    attempts: md5OfOtherBodies,
  },
];

function bareType({ parts }: SignatureCase): string {
  return parts.contentType.split(';')[0]?.trim() ?? '';
}

function titled(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase();
}

function* otherTypes(request: SignatureCase): Iterable<Attempt> {
  const { contentType } = request.parts;
  for (const type of TYPES)
    for (const end of ['', ...CHARSETS.slice(0, 4)]) {
      if (end === '' || /^(text|application\/x)/.test(type))
        yield withParts(request, { contentType: type + end }, type + end);
    }
  for (const type of [contentType.toLowerCase(), contentType.toUpperCase()])
    yield withParts(request, { contentType: type }, type);
  for (const type of ABSENT) yield withParts(request, { contentType: type }, type);
  yield withParts(request, { contentType: contentType.split(', ')[0] ?? '' }, 'one of two values');
}

function* otherMd5(request: SignatureCase): Iterable<Attempt> {
  const { parts } = request;
  const given = parts.contentMd5;
  const right = request.signer.contentMd5Of(request.request.bytes);
  yield withParts(request, { contentMd5: '' }, 'as an empty line');
  yield withParts(request, { contentMd5: given.toLowerCase() }, 'in lower case');
  yield withParts(request, { contentMd5: given.toUpperCase() }, 'in upper case');
  for (const hex of new Set([right, given.toUpperCase()])) {
    if (!/^[0-9A-F]{32}$/.test(hex)) continue;
    const bytes = Buffer.from(hex, 'hex');
    yield withParts(request, { contentMd5: hex }, 'as the right hexadecimal digits');
    yield withParts(request, { contentMd5: hex.toLowerCase() }, 'as hexadecimal digits in lower case');
    yield withParts(request, { contentMd5: bytes.toString('base64') }, 'in base64');
    yield withParts(request, { contentMd5: Buffer.from(hex).toString('base64') }, 'as base64 of the digits');
    const lower = Buffer.from(hex.toLowerCase()).toString('base64');
    yield withParts(request, { contentMd5: lower }, 'as base64 of the digits');
    yield withParts(request, { contentMd5: `"${hex}"` }, 'in quotation marks');
    yield withParts(request, { contentMd5: hex.slice(8, 24) }, 'as its middle half');
  }
  for (const contentMd5 of ABSENT) yield withParts(request, { contentMd5 }, `as ${contentMd5}`);
}

function* md5OfOtherBodies(request: SignatureCase): Iterable<Attempt> {
  const { bytes } = request.request;
  if (bytes.length > MAX_REWRITTEN_BYTES) return;
  for (const { detail, bytes: other } of bodyVariants({ bytes, rest: request.request.rest })) {
    const md5 = request.signer.contentMd5Of(other);
    yield withParts(request, { contentMd5: md5 }, detail);
    // Where the MD5 is sent in lower case, it was signed in lower case too.
    if (request.parts.contentMd5 !== request.parts.contentMd5.toUpperCase())
      yield withParts(request, { contentMd5: md5.toLowerCase() }, detail);
  }
}
