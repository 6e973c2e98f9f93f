/** Reads the schemes in `x-signing`: how requests to an RPC gateway are signed. */
import { isObject, type JsonObject } from '../document.ts';

/** Name of a scheme. `spec/extensions.schema.json` describes the algorithms. */
export type SchemeName = 'acs3' | 'rpc-v1';

/** A header or parameter of a signature. */
export interface SignedField {
  readonly name: string;
  /** The only value that is accepted. */
  readonly value?: string;
  /** Reason code if it is absent. */
  readonly missing?: string;
  /** Reason code if its value is wrong. */
  readonly reason?: string;
}

/** The parts that every scheme has. */
interface CommonScheme {
  /** The scheme is used if this header or parameter is present and starts with `prefix`. */
  readonly selectedBy: { readonly name: string; readonly prefix?: string };
  readonly algorithm: {
    /** The vendor's name of the algorithm. */
    readonly value: string;
    /** The hash of the HMAC. */
    readonly hash: string;
    readonly encoding: 'lower-case-hex' | 'base64';
    /** Reason code if another algorithm is named. */
    readonly reason?: string;
  };
  /** Reason codes of the signature itself. */
  readonly signature: { readonly missing?: string; readonly reason: string };
}

/** ACS3: the signature and its parts are in headers. */
export interface Acs3Scheme extends CommonScheme {
  readonly in: 'header';
  readonly fields: Readonly<Record<'timestamp' | 'nonce' | 'digest' | 'securityToken', SignedField>> & {
    /** Header with the id of a temporary key, which clients send next to its token. */
    readonly securityTokenKeyId?: SignedField;
  };
  readonly signedHeaders: {
    /** Names in lower case that must be listed as signed. */
    readonly required: readonly string[];
    /** Sent headers that start with this string must be listed as well. */
    readonly prefix: string;
    /** Reason code if one is not listed. */
    readonly reason: string;
  };
}

/** RPC version 1: the signature and its parts are parameters. */
export interface RpcV1Scheme extends CommonScheme {
  readonly in: 'parameter';
  readonly fields: Readonly<
    Record<'accessKeyId' | 'algorithm' | 'version' | 'nonce' | 'timestamp' | 'securityToken', SignedField>
  >;
}

/** The schemes of an operation, one of which each request uses. */
export interface SigningSchemes {
  /** How long a nonce of a key may not be used again. */
  readonly nonces: { readonly seconds: number; readonly reason: string };
  readonly acs3: Acs3Scheme | undefined;
  readonly rpcV1: RpcV1Scheme | undefined;
}

/** Returns the signing schemes, or `undefined` if the contract has none. */
export function signingSchemesOf(operation: JsonObject): SigningSchemes | undefined {
  const signing = operation['x-signing'];
  if (!isObject(signing) || !isObject(signing.schemes)) return undefined;
  const { acs3, 'rpc-v1': rpcV1 } = signing.schemes as { acs3?: unknown; 'rpc-v1'?: unknown };
  return {
    nonces: signing.nonces as unknown as SigningSchemes['nonces'],
    acs3: acs3 as Acs3Scheme | undefined,
    rpcV1: rpcV1 as RpcV1Scheme | undefined,
  };
}
