/**
 * Examples of refusals that name a limit. In a contract they are written out, as everybody reads it;
 * in a bundle they have the limit that is in force, so that nobody has to find them when it changes.
 */
import { isObject, type JsonObject, type OpenApiDocument, operationsOf, resolveNode } from '../document.ts';
import { type MessageParameters, renderMessage } from '../reasons.ts';
import { limitParameters } from './limit-parameters.ts';

/** What a request has too much of; an example of it has to lie beyond the limit. */
const MEASURED = ['length', 'size', 'seconds'];

/** Brings the examples of a document in step with its limits, in place. */
export function renewLimitExamples(document: OpenApiDocument): void {
  const parameters = limitParameters(document);
  for (const { operation } of operationsOf(document)) {
    const member = String(operation['x-message-member']);
    for (const [code, example] of examplesOf(document, operation)) {
      const reason = document['x-reasons'][code];
      const numbers = parameters.get(code);
      const value = isObject(example) ? example.value : undefined;
      if (!reason || !numbers || !isObject(value) || typeof value[member] !== 'string') continue;
      value[member] = renewed(String(reason.message), value[member], numbers);
    }
  }
}

function renewed(template: string, text: string, numbers: MessageParameters): string {
  const written = parametersOf(template, text);
  if (!written || renderMessage(template, written) !== text) return text;
  return renderMessage(template, { ...written, ...beyond(written, numbers), ...numbers });
}

/** What has to be more for the example to lie beyond the limit. */
function beyond(written: Record<string, string>, { limit, offset }: MessageParameters): MessageParameters {
  const isLess = (name: string) => name in written && Number(written[name]) <= Number(limit);
  const measured = MEASURED.filter(isLess).map((name) => [name, Number(limit) + 1] as const);
  const earliest = Number(written.serverTs) + Number(offset) + 1;
  const isEarlier = Number(written.dataTs) < earliest;
  return { ...Object.fromEntries(measured), ...(isEarlier ? { dataTs: earliest } : {}) };
}

/** The parameters with which a text was made from a template; undefined where it was not. */
function parametersOf(template: string, text: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const literals = template.split(/\{\w+\}/).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const values = new RegExp(`^${literals.join('([\\s\\S]*?)')}$`).exec(text)?.slice(1);
  return values && Object.fromEntries(names.map((name, index) => [name, String(values[index])]));
}

function examplesOf(document: OpenApiDocument, operation: JsonObject): [string, unknown][] {
  return Object.values(operation.responses as JsonObject).flatMap((response) => {
    const { content } = isObject(response) ? resolveNode(document, response) : {};
    return Object.values(isObject(content) ? content : {}).flatMap((media) =>
      Object.entries(isObject(media) && isObject(media.examples) ? media.examples : {}),
    );
  });
}
