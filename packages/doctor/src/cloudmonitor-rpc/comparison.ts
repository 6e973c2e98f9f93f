/** Compares the server's string to sign with the caller's. Secrets are masked in both. */
import { parameterOf } from '@pushspec/contract';
import type { Cause, SigningKey } from '../search/attempt.ts';
import {
  type Difference,
  firstDifferent,
  readCallerString,
  STRING_TO_SIGN_HEADER,
} from '../search/caller-string.ts';
import { formsOf, maskerOf, shortened } from '../search/mask.ts';
import type { Acs3Case, V1Case } from './case.ts';

/** The strings, and how the caller's differs. */
export interface RpcComparison {
  readonly causes: readonly Cause[];
  readonly stringToSign: string;
  readonly canonicalRequest?: string;
  readonly callerString?: string;
  readonly difference?: Difference;
}

interface Facts {
  readonly keys: readonly SigningKey[];
  readonly causes: readonly Cause[];
  /** What the caller signed, if a cause reproduces it. */
  readonly signed?: string | undefined;
  readonly isRight: boolean;
}

/** Compares the strings. For ACS3, the caller may send its string to sign or its canonical request. */
export function compared(
  request: Acs3Case | V1Case,
  { keys, causes, signed, isRight }: Facts,
): RpcComparison {
  const canonical = 'canonical' in request ? request.canonical : undefined;
  const whole = canonical ?? request.text;
  const header = request.request.headers[STRING_TO_SIGN_HEADER];
  const own = header === undefined ? undefined : readCallerString(header);
  const isSame = own === request.text || own === whole;
  const caller = own ?? signed;
  const mask = maskOf(request, keys);
  const difference = own === undefined || isSame ? undefined : differenceOf(request, own);
  return {
    causes: causes.length === 0 && isSame && !isRight ? [secretOrComputation(request)] : causes,
    stringToSign: mask(request.text),
    ...(canonical !== undefined && { canonicalRequest: mask(canonical) }),
    ...(caller !== undefined &&
      !isRight &&
      caller !== whole &&
      !isSame && { callerString: shortened(mask(caller)) }),
    ...(difference &&
      !isRight && {
        difference: {
          ...difference,
          server: difference.server === undefined ? undefined : mask(difference.server),
          caller: difference.caller === undefined ? undefined : shortened(mask(difference.caller)),
        },
      }),
  };
}

function secretOrComputation({ scheme }: Acs3Case | V1Case): Cause {
  const { hash } = scheme.algorithm;
  const name = `HMAC-${hash.toUpperCase()}`;
  return {
    code: 'secret-or-computation',
    cause: `the string to sign in the request is correct, so the secret is wrong or is not used as the key of ${name}`,
    fix: `Compare the secret with that of the AccessKeyId, and compute ${name} with it as the key.`,
  };
}

/** Returns a function that hides secrets, and the token of the request, which may be unknown. */
function maskOf({ rpc, rpcV1, sent, request, scheme }: Acs3Case | V1Case, keys: readonly SigningKey[]) {
  const tokens = [
    parameterOf(rpc, rpcV1.fields.securityToken.name, sent),
    request.headers[scheme.fields.securityToken.name.toLowerCase()],
  ].filter((token) => token !== undefined && token !== '') as string[];
  const masker = maskerOf(keys).with(tokens.flatMap(formsOf));
  return (text: string) => masker.text(text);
}

function differenceOf(request: Acs3Case | V1Case, own: string): Difference | undefined {
  if (!('canonical' in request)) return difference(request.text.split(V1_PARTS), own.split(V1_PARTS), v1Part);
  const { canonical, text, parts, scheme } = request;
  if (own.startsWith(scheme.algorithm.value))
    return difference(text.split('\n'), own.split('\n'), (index) => STRING_PARTS[index] ?? END);
  const names = [
    ...['the method', 'the path', 'the query', ...parts.names],
    ...['the empty line behind the headers', 'the names of the signed headers', 'the digest of the body'],
  ];
  return difference(canonical.split('\n'), own.split('\n'), (index) => names[index] ?? END);
}

const END = 'after its end';
const STRING_PARTS = ['the name of the algorithm', 'the digest of the canonical request'];

/** Separators of a string to sign of version 1: & between its parts, and %26 between the parameters. */
const V1_PARTS = /&|%26/;

function v1Part(index: number, part = ''): string {
  if (index === 0) return 'the method';
  return index === 1 ? 'the path' : `the parameter ${part.split('%3D')[0]}`;
}

function difference(
  server: readonly string[],
  caller: readonly string[],
  nameOf: (index: number, part?: string) => string,
): Difference | undefined {
  const index = firstDifferent(server, caller);
  if (index === undefined) return undefined;
  const part = nameOf(index, server[index] ?? caller[index]);
  return { line: index + 1, part, server: server[index], caller: caller[index] };
}
