/** Which schemas the body of an operation is held to. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, operationFacts } from './contract.ts';

export interface BodySchemas {
  /** JSON pointer of the schema that the contract gives the body. */
  readonly root: string;
  /** Of the record whose members are checked before the credentials are looked at. */
  readonly decode: string | undefined;
  /** Of each kind of body; a body without kinds has one without a name. */
  readonly kinds: readonly { readonly kind: string | undefined; readonly pointer: string }[];
}

export function bodySchemas(contract: Contract, entry: OperationEntry): BodySchemas {
  const { schema, decode, kinds } = operationFacts(contract, entry).body;
  return {
    root: schema,
    decode,
    kinds:
      kinds.length > 0
        ? kinds.map(({ name, schema: pointer }) => ({ kind: name, pointer }))
        : [{ kind: undefined, pointer: schema }],
  };
}
