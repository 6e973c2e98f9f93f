/** Reads the facts that the doctor needs from the contract. */
import type { OpenApiDocument, Operation } from '@pushspec/contract';
import { onlyValueOf } from '@pushspec/contract';
import type { Header } from './case.ts';
import type { Cause } from './doctor.ts';
import { signerOf } from './signature.ts';

/** The operation whose requests are examined. */
export interface SignedOperation {
  readonly document: OpenApiDocument;
  readonly operation: Operation;
}

/** Returns the signed headers and the Date, with the values that the contract requires or shows. */
function prescribedHeaders({ parameters }: Operation): Header[] {
  return parameters
    .filter((parameter) => parameter.in === 'header' && /^(x-|date$)/i.test(parameter.name))
    .map(({ name, node: { schema, example } }) => [
      name.toLowerCase(),
      String(onlyValueOf(schema) ?? example ?? ''),
    ]);
}

/** Returns the facts of the contract that the doctor needs for an operation. */
export function doctorContext({ document, operation }: SignedOperation) {
  const { servers } = document as unknown as { servers?: readonly { url: string }[] };
  return {
    prescribed: prescribedHeaders(operation),
    signer: signerOf(operation),
    servers: (servers ?? []).map(({ url }) => url),
  };
}

/** Mistakes that a profile may tolerate, by the name of the leniency. */
const TOLERATED: Readonly<Record<string, string>> = {
  'lower-case-signature': 'signature-lower-case',
  'lower-case-md5': 'content-md5-lower-case',
};

/** Returns the causes without those that the profile tolerates. */
export function withoutTolerated({ leniency }: Operation, causes: readonly Cause[]): Cause[] {
  const tolerated = Object.keys(leniency.spellings).map((name) => TOLERATED[name]);
  return causes.filter(({ code }) => !tolerated.includes(code));
}
