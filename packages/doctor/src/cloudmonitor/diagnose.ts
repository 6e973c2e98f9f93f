/** Finds the causes of a wrong signature and of a wrong Content-MD5. */
import type { Cause } from '../search/attempt.ts';
import { type Body, bodyVariants, MD5 } from '../search/body/variants.ts';
import type { DigestKind } from '../search/digest-formats.ts';
import { findCauses, findDigestCauses, type SignatureCauses } from '../search/find-causes.ts';
import type { SignatureCase } from './case.ts';
import { catalog } from './mistakes/catalog.ts';
import type { Signer } from './signature.ts';

/** Finds the causes of a wrong signature. */
export function signatureCauses(request: SignatureCase, signature: string): SignatureCauses {
  return findCauses(request, signature, { kind: signatureKind(request.signer), catalog });
}

/** Returns the causes that reproduce a wrong Content-MD5, or an empty list if none fits. */
export function contentMd5Causes({ signer, ...body }: Body & { signer: Signer }, given: string): Cause[] {
  const kind = contentMd5Kind(signer);
  return findDigestCauses(body.bytes, given, { kind, variants: bodyVariants(body, MD5) });
}

function signatureKind({ rules }: Signer): DigestKind {
  return {
    code: 'signature',
    name: 'the signature',
    hash: rules.signatureHash,
    place: 'Authorization',
    encoding: 'upper-case-hex',
  };
}

function contentMd5Kind({ rules }: Signer): DigestKind {
  const name = rules.digestHeader;
  return { code: 'content-md5', name, hash: rules.digestHash, place: name, encoding: 'upper-case-hex' };
}
