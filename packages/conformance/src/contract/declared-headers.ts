/** Lists the header parameters of an operation. */
import { isObject, type JsonObject, type OperationEntry, resolveNode } from '@pushspec/contract';
import type { Contract } from './contract.ts';

export interface DeclaredHeader {
  readonly name: string;
  readonly isRequired: boolean;
  /** JSON pointer of the parameter. */
  readonly pointer: string;
  readonly parameter: JsonObject;
  readonly schema: JsonObject;
}

export function declaredHeaders(
  { document }: Contract,
  { operation, pointer }: OperationEntry,
): DeclaredHeader[] {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  return parameters.flatMap((node, index) => {
    const parameter = resolveNode(document, node);
    if (parameter.in !== 'header') return [];
    const location = typeof node.$ref === 'string' ? node.$ref.slice(1) : `${pointer}/parameters/${index}`;
    return [
      {
        name: String(parameter.name),
        isRequired: parameter.required === true,
        pointer: location,
        parameter,
        schema: isObject(parameter.schema) ? parameter.schema : {},
      },
    ];
  });
}
