/**
 * Adds examples of refusals while bundling. A contract has at least one. The others repeat it with the status, code and
 * message of their reason. Examples in the contract stay as they are.
 */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { type MessageParameters, renderMessage } from '../reasons.ts';
import { updateLimitExamples } from './limit-examples.ts';

/** Adds the missing examples in place, and removes the `example` parameters of reasons. */
export function addReasonExamples(document: OpenApiDocument): void {
  const messages = readOperations(document).flatMap(({ entry, messageProperty, codeProperty }) => {
    const refusals = refusalsOf(document, entry.operation);
    const model = refusals.find(({ written }) => Object.keys(written).length > 0);
    return refusals.flatMap((refusal) =>
      addExamples(document, { ...refusal, model, messageProperty, codeProperty }),
    );
  });
  updateLimitExamples(document);
  for (const { code, value, property } of messages) checkComplete(code, String(value[property]));
  for (const reason of Object.values(writtenReasons(document))) delete reason.example;
}

interface Refusal {
  readonly status: number;
  /** The media type object with the examples. */
  readonly media: JsonObject;
  /** Examples in the contract, by name. */
  readonly written: JsonObject;
}

function refusalsOf(document: OpenApiDocument, { responses }: JsonObject): Refusal[] {
  return Object.entries(isObject(responses) ? responses : {}).flatMap(([status, response]) => {
    const content = isObject(response) ? resolveNode(document, response).content : undefined;
    const [media] = Object.values(isObject(content) ? content : {}).filter(isObject);
    if (Number(status) < 400 || media === undefined) return [];
    return [{ status: Number(status), media, written: isObject(media.examples) ? media.examples : {} }];
  });
}

interface Added {
  readonly code: string;
  readonly value: JsonObject;
  /** Name of the property that holds the message. */
  readonly property: string;
}

interface Incomplete extends Refusal {
  /** The first response of the operation that has an example. */
  readonly model: Refusal | undefined;
  readonly messageProperty: string;
  readonly codeProperty: string;
}

/** Adds the missing examples, in the order of the reasons. */
function addExamples(
  document: OpenApiDocument,
  { status, media, written, model, messageProperty: property, codeProperty }: Incomplete,
): Added[] {
  const reasons = Object.entries(writtenReasons(document)).filter(([, reason]) => reason.status === status);
  const missing = reasons.filter(([code]) => !(code in written));
  if (missing.length === 0) return [];
  const envelope = firstValue(written) ?? (model && withStatus(model, status));
  if (!envelope) {
    const [code] = missing[0] ?? [];
    throw new Error(`reason ${code}: no refusal example to copy: add one in \`responses\``);
  }
  const added = missing.map(([code, { message, errorCode, example }]): Added => {
    const rendered = renderedMessage(code, String(message), isObject(example) ? example : {});
    const value = {
      ...envelope,
      ...(errorCode !== undefined && { [codeProperty]: errorCode }),
      [property]: rendered,
    };
    return { code, value, property };
  });
  const all: JsonObject = {
    ...Object.fromEntries(added.map(({ code, value }) => [code, { value }])),
    ...written,
  };
  const inOrder = [...reasons.map(([code]) => code), ...Object.keys(written)];
  media.examples = Object.fromEntries(inOrder.map((code) => [code, all[code] ?? null]));
  return added;
}

function firstValue(examples: JsonObject): JsonObject | undefined {
  const [first] = Object.values(examples);
  return isObject(first) && isObject(first.value) ? first.value : undefined;
}

/** Returns the properties of a response for another status. Those that repeat the status, as number or string, change with it. */
function withStatus({ status, written }: Refusal, other: number): JsonObject | undefined {
  const value = firstValue(written);
  if (!value) return undefined;
  const changed = Object.entries(value).map(([name, own]) => {
    if (own === status) return [name, other];
    return [name, own === String(status) ? String(other) : own];
  });
  return Object.fromEntries(changed);
}

function renderedMessage(code: string, template: string, parameters: JsonObject): string {
  const unused = Object.keys(parameters).find((name) => !template.includes(`{${name}}`));
  if (unused !== undefined)
    throw new Error(`reason ${code}: the message has no {${unused}}: remove it from \`example\``);
  return renderMessage(template, parameters as MessageParameters);
}

/** @throws Error if a parameter of the message has no value */
function checkComplete(code: string, message: string): void {
  const open = /\{\w+\}/.exec(message)?.[0];
  if (open === undefined) return;
  throw new Error(`reason ${code}: no rule has a value for ${open} in the message: add one in \`example\``);
}
