/** Mistakes in a single line: the method, Content-Type or Content-MD5 as signed. */

import type { Attempt } from '../../search/attempt.ts';
import { bodyVariants, MD5 } from '../../search/body/variants.ts';
import { type Mistake, type SignatureCase, withParts } from '../case.ts';

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
/** Strings that some languages write for a missing value. */
const ABSENT = ['null', 'None', 'undefined', 'nil', '(null)'];

/** Larger bodies are not rewritten, because a signed MD5 of another body is rare. */
const MAX_REWRITTEN_BYTES = 16 * 1024;

export const lineMistakes: readonly Mistake[] = [
  {
    code: 'content-type-charset-added',
    cause: 'Content-Type was signed without parameters, but an HTTP library added a charset',
    fix: 'Keep the HTTP library from adding a charset, for example by sending bytes instead of a string.',
    attempts: (request) => [withParts(request, { contentType: bareType(request) })],
  },
  {
    code: 'content-type-charset-lost',
    cause: 'Content-Type was signed with a charset, but is sent without it',
    fix: 'Sign and send application/json, without a charset.',
    attempts: (request) =>
      CHARSETS.map((charset) => withParts(request, { contentType: bareType(request) + charset })),
  },
  {
    code: 'content-type-empty',
    cause: 'Content-Type is sent, but its line in the string to sign is empty',
    fix: 'Sign Content-Type exactly as you send it.',
    attempts: (request) => [withParts(request, { contentType: '' })],
  },
  {
    code: 'content-type-other',
    cause: 'Content-Type was signed as {detail}, which is not what is sent',
    fix: 'Sign Content-Type exactly as you send it.',
    attempts: otherTypes,
  },
  {
    code: 'method-case',
    cause: 'the method was not signed in uppercase',
    fix: 'Sign the method in uppercase.',
    attempts: (request) =>
      [request.parts.method.toLowerCase(), titled(request.parts.method)].map((method) =>
        withParts(request, { method }),
      ),
  },
  {
    code: 'method-other',
    cause: 'the request was signed as {detail}, but is sent with another method',
    fix: 'Sign the method that you send.',
    attempts: (request) =>
      ['POST', 'PUT', 'GET', 'PATCH', 'DELETE', ''].map((method) =>
        withParts(request, { method }, method || 'a request without a method'),
      ),
  },
  {
    code: 'content-md5-signed-otherwise',
    cause: 'Content-MD5 was signed {detail}, not as it is sent',
    fix: 'Sign Content-MD5 exactly as you send it.',
    attempts: otherMd5,
  },
  {
    code: 'content-md5-signed-of-other-body',
    cause: 'the signed Content-MD5 is that of another body: {detail}',
    fix: 'Serialize the body once. Then digest, sign and send exactly these bytes.',
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
  yield withParts(request, { contentMd5: given.toLowerCase() }, 'in lowercase');
  yield withParts(request, { contentMd5: given.toUpperCase() }, 'in uppercase');
  for (const hex of new Set([right, given.toUpperCase()])) {
    if (!/^[0-9A-F]{32}$/.test(hex)) continue;
    const bytes = Buffer.from(hex, 'hex');
    yield withParts(request, { contentMd5: hex }, 'as the correct hexadecimal digits');
    yield withParts(request, { contentMd5: hex.toLowerCase() }, 'as lowercase hexadecimal digits');
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
  for (const { detail, bytes: other } of bodyVariants({ bytes, rest: request.request.rest }, MD5)) {
    const md5 = request.signer.contentMd5Of(other);
    yield withParts(request, { contentMd5: md5 }, detail);
    // An MD5 that is sent in lowercase was signed in lowercase too.
    if (request.parts.contentMd5 !== request.parts.contentMd5.toUpperCase())
      yield withParts(request, { contentMd5: md5.toLowerCase() }, detail);
  }
}
