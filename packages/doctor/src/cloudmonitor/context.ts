/** What the doctor has to know of the contract. */
import type { OpenApiDocument, Operation } from '@pushspec/contract';
import { isObject } from '@pushspec/contract';
import type { Header } from './case.ts';
import type { Cause } from './doctor.ts';
import { signerOf } from './signature.ts';

/** The operation whose requests are examined. */
export interface SignedOperation {
  readonly document: OpenApiDocument;
  readonly operation: Operation;
}

/** The headers that are signed or dated, with the values that the contract prescribes or shows. */
function prescribedHeaders({ parameters }: Operation): Header[] {
  return parameters
    .filter((parameter) => parameter.in === 'header' && /^(x-|date$)/i.test(parameter.name))
    .map(({ name, node: { schema, example } }) => {
      const value = isObject(schema) && schema.const !== undefined ? schema.const : (example ?? '');
      return [name.toLowerCase(), String(value)];
    });
}

export function doctorContext({ document, operation }: SignedOperation) {
  const { servers } = document as unknown as { servers?: readonly { url: string }[] };
  return {
    prescribed: prescribedHeaders(operation),
    signer: signerOf(operation),
    servers: (servers ?? []).map(({ url }) => url),
  };
}

/** Spellings that a profile tolerates, and the mistakes that they would be otherwise. */
const TOLERATED: Readonly<Record<string, string>> = {
  'lower-case-signature': 'signature-lower-case',
  'lower-case-md5': 'content-md5-lower-case',
};

/** Returns the causes without those that the profile tolerates. */
export function withoutTolerated({ leniency }: Operation, causes: readonly Cause[]): Cause[] {
  const tolerated = Object.keys(leniency.spellings).map((name) => TOLERATED[name]);
  return causes.filter(({ code }) => !tolerated.includes(code));
}
