/** Declares the media type of a service that labels its responses differently than their content. */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';

/**
 * Adds the media type on the wire to every response of an operation that has one, after that of the content. Its schema is a
 * string, because tools compare the body of such a response with a string.
 */
export function declareResponseMediaTypes(document: OpenApiDocument): void {
  for (const { entry, responseMediaType } of readOperations(document)) {
    const { responses } = entry.operation;
    if (responseMediaType === undefined || !isObject(responses)) continue;
    const [onTheWire = ''] = responseMediaType.split(';');
    for (const response of Object.values(responses).filter(isObject)) {
      const { content } = resolveNode(document, response);
      const [inside] = Object.keys(isObject(content) ? content : {});
      if (inside === undefined || inside === onTheWire.trim()) continue;
      const schema = { type: 'string', contentMediaType: inside };
      Object.assign(content as JsonObject, { [onTheWire.trim()]: { schema } });
    }
  }
}
