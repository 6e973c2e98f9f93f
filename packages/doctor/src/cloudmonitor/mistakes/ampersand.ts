/** Signatures made as for RPC calls. */
import type { Mistake } from '../case.ts';

export const ampersandMistakes: readonly Mistake[] = [
  {
    code: 'rpc-style-signature',
    cause: 'the request is signed as for RPC calls: with an ampersand after the secret, and in base64',
    fix: 'This is not an RPC call: sign with only the secret, and write uppercase hexadecimal digits.',
    includes: ['signature-base64'],
    onlyWith: 'signature-base64',
    attempts: ({ key }) => [{ secret: `${key.accessKeySecret}&` }],
  },
  {
    code: 'secret-with-ampersand',
    cause: 'an ampersand follows the secret, as in the signatures of RPC calls',
    fix: 'Sign with only the secret.',
    attempts: ({ key }) => [{ secret: `${key.accessKeySecret}&` }, { secret: `&${key.accessKeySecret}` }],
  },
];
