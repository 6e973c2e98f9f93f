/** Mistakes in the digest of the body, in x-acs-content-sha256 and in the canonical request. */
import { createHash } from 'node:crypto';
import type { Acs3Scheme } from '@pushspec/contract';
import type { Attempt, Mistake } from '../../search/attempt.ts';
import { type BodyDigest, type BodyVariant, bodyVariants } from '../../search/body/variants.ts';
import type { DigestKind } from '../../search/digest-formats.ts';
import { type Acs3Case, bodyDigest, withCanonicalParts } from '../case.ts';
import { canonicalQuery, queryPairs } from '../signature.ts';
import { jsonTexts } from './json.ts';

/** Returns the name and the format of the digest of the body. */
export function digestKind({ algorithm, fields }: Acs3Scheme): DigestKind {
  const { name } = fields.digest;
  return { code: 'body-digest', name, hash: algorithm.hash, place: name, encoding: 'lower-case-hex' };
}

export const digestMistakes: readonly Mistake<Acs3Case>[] = [
  {
    code: 'digest-signed-otherwise',
    cause: 'the last line of the canonical request is {detail}, not the digest of the body as it is sent',
    fix: 'End the canonical request with the hexadecimal SHA-256 of the body, and send the same in x-acs-content-sha256.',
    attempts: otherDigests,
  },
];

function* otherDigests(request: Acs3Case): Iterable<Attempt> {
  const { scheme, parts, request: received } = request;
  const sent = received.headers[scheme.fields.digest.name] ?? '';
  const right = bodyDigest(scheme, received.bytes);
  const bytes = Buffer.from(right, 'hex');
  const found: readonly (readonly [string, string])[] = [
    [right, 'the right digest, while another one is sent'],
    [sent, 'the digest that is sent, which is wrong'],
    ['', 'empty'],
    [parts.digest.toUpperCase(), 'written in uppercase'],
    [bytes.toString('base64'), 'written in base64'],
    [bodyDigest(scheme, ''), 'the digest of an empty body'],
    ['UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD, as for AWS'],
    [received.bytes.toString('utf8'), 'the body itself'],
    ...['md5', 'sha1', 'sha512'].map(
      (hash) =>
        [
          createHash(hash).update(received.bytes).digest('hex'),
          `the ${hash.toUpperCase()} of the body`,
        ] as const,
    ),
    [createHash('md5').update(received.bytes).digest('base64'), 'the MD5 of the body in base64'],
    [bodyDigest(scheme, right), 'the digest of the digest'],
    ['null', 'null'],
    ['undefined', 'undefined'],
  ];
  for (const [digest, detail] of found) yield withCanonicalParts(request, { digest }, detail);
  for (const { bytes: other, detail } of otherBodies(request))
    yield withCanonicalParts(
      request,
      { digest: bodyDigest(scheme, other) },
      `the digest of another body: ${detail}`,
    );
}

const BODY_DIGEST: BodyDigest = { code: 'body-digest', name: 'the digest', hash: 'sha256' };

/** Returns bodies that a caller may have digested instead of the bytes that arrived. */
export function* otherBodies(request: Acs3Case): Iterable<BodyVariant> {
  const { request: received, pairs, sent } = request;
  const { bytes, rest } = received;
  const variant = (text: string, detail: string): BodyVariant => ({
    code: 'body-digest-of-other-text',
    cause: 'the digest is that of {detail}',
    detail,
    fix: 'Digest exactly the bytes of the body, and nothing if there is no body.',
    bytes: Buffer.from(text),
  });
  yield* bodyVariants({ bytes, rest }, BODY_DIGEST);
  if (sent.query) yield variant(sent.query, 'the query');
  if (pairs.length > 0) yield variant(canonicalQuery(pairs), 'the sorted query');
  const form = queryPairs(sent.form);
  if (form) {
    const encoders: readonly ((text: string) => string)[] = [encodeURIComponent, formEncoded, (text) => text];
    for (const encode of encoders)
      for (const order of [form, form.toSorted(([a], [b]) => (a < b ? -1 : 1))])
        yield variant(
          order.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&'),
          'the form in another order or encoding',
        );
    yield variant(canonicalQuery(form), 'the sorted form');
    yield variant(JSON.stringify(Object.fromEntries(form)), 'the parameters as a JSON object');
  }
  for (const { text, name, detail } of jsonTexts(request)) {
    yield variant(text, `the events as JSON, ${detail}`);
    yield variant(`{"${name}":${text}}`, `the events as JSON, ${detail}`);
    yield variant(`{"${name}": ${text}}`, `the events as JSON, ${detail}`);
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}
