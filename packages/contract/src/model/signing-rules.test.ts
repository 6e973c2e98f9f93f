import { expect, it } from 'vitest';
import { signingRulesOf } from './signing-rules.ts';

it('reads what code needs from the extension, without sources', () => {
  const about = { note: 11, 'x-provenance': 'observed', 'x-source': 'sdk' };
  const operation = {
    'x-signing': {
      lines: { parts: ['method', 'Digest', 'signed-headers'], separator: '|', ...about },
      signedHeaders: { prefixes: ['x-own-'], separator: '=', ...about },
      digest: { header: 'Digest', hash: 'md5', encoding: 'upper-case-hex', reason: 'digest', ...about },
      signature: { hash: 'sha256', encoding: 'upper-case-hex', reason: 'signature', ...about },
      authorization: { separator: '/', reason: 'authorization', ...about },
    },
  };
  expect(signingRulesOf(operation)).toEqual({
    parts: ['method', 'Digest', 'signed-headers'],
    lineSeparator: '|',
    prefixes: ['x-own-'],
    nameSeparator: '=',
    digestHeader: 'Digest',
    digestHash: 'md5',
    signatureHash: 'sha256',
    keySeparator: '/',
  });
});

it('returns no rules if requests are not signed', () => {
  expect(signingRulesOf({ operationId: 'push' })).toBeUndefined();
});
