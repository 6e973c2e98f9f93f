/** Which schemas the body of an operation is held to. */
import { bodySchemaPointer, isObject, type OperationEntry } from '@pushspec/contract';

export interface BodySchemas {
  /** JSON pointer of the schema that the contract gives the body. */
  readonly root: string;
  /** Of the record whose members are checked before the credentials are looked at (`x-decode-schema`). */
  readonly decode: string | undefined;
  /** Of each kind of body (`x-kinds`); a body without kinds has one without a name. */
  readonly kinds: readonly { readonly kind: string | undefined; readonly pointer: string }[];
}

export function bodySchemas(entry: OperationEntry): BodySchemas {
  const { operation } = entry;
  const root = bodySchemaPointer(entry);
  const kinds = operation['x-kinds'];
  const decode = operation['x-decode-schema'];
  return {
    root,
    decode: typeof decode === 'string' ? `/components/schemas/${decode}` : undefined,
    kinds: isObject(kinds)
      ? Object.entries(kinds).map(([kind, node]) => ({
          kind,
          pointer: `/components/schemas/${isObject(node) ? node.schema : kind}`,
        }))
      : [{ kind: undefined, pointer: root }],
  };
}
