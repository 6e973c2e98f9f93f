/** Finds the schemas that apply to the body of an operation. */
import type { OperationEntry } from '@pushspec/contract';
import { type Contract, operationFacts } from './contract.ts';
import { type SchemaLocation, schemaLocations } from './schema-locations.ts';

export interface BodySchemas {
  /** JSON pointer of the schema that the contract gives the body. */
  readonly root: string;
  /** JSON pointer of the record whose properties are checked before the credentials. */
  readonly decode: string | undefined;
  /** Schema of each kind of body. A body without kinds has one unnamed entry. */
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

/** Returns the locations of the schema of a kind, followed by those of the record that is decoded first. */
export function bodyLocations(contract: Contract, entry: OperationEntry, kind: string): SchemaLocation[] {
  const { decode } = bodySchemas(contract, entry);
  const pointers = decode === undefined ? [kind] : [kind, decode];
  return pointers.flatMap((pointer) => schemaLocations(contract.document, pointer));
}
