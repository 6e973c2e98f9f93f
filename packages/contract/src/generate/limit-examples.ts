/**
 * Examples of refusals that name a limit. In a contract they are written out, as everybody reads it;
 * in a bundle they have the limit that is in force, so that nobody has to find them when it changes.
 */
import type { OpenApiDocument } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { type MessageParameters, renderMessage } from '../reasons.ts';
import { limitParameters } from './limit-parameters.ts';

/** What a request has too much of; an example of it has to lie beyond the limit. */
const MEASURED = ['length', 'size', 'seconds'];

/** Brings the examples of a document in step with its limits, in place. */
export function renewLimitExamples(document: OpenApiDocument): void {
  const parameters = limitParameters(document);
  const reasons = writtenReasons(document);
  for (const { messageProperty: member, responses } of readOperations(document)) {
    for (const [code, value] of responses.flatMap(({ examples }) => [...examples])) {
      const reason = reasons[code];
      const numbers = parameters.get(code);
      if (!reason || !numbers || typeof value[member] !== 'string') continue;
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
