/** Interpret: whether a monitor takes the event, and what becomes of its fields. */
import {
  type Config,
  escapePointer,
  isObject,
  type Json,
  type JsonObject,
  type Monitor,
} from '@pushspec/contract';
import type { SchemaExplainer } from '@pushspec/contract/explain';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../exchange.ts';
import { type Item, judgeAccepted } from '../../interpretation.ts';
import { sameText } from '../../same-text.ts';
import type { ReadContext } from '../../steps/step.ts';
import type { Finding, Judgement } from '../../verdict.ts';
import type { GuanceCaller } from './authenticate.ts';
import type { GuanceCode } from './codes.ts';
import type { Address, Addressing } from './locate.ts';

/** What a schema cannot say: a field of the user's own must not be named like a tag of the same event. */
export function collisionStep(contract: Contract, explainer: SchemaExplainer) {
  const known = new Set(
    explainer.nodes.flatMap(({ path }) => (path.length === 2 && path[0] === 'event' ? [path[1]] : [])),
  );
  return ({ body }: Exchange<GuanceCaller>): Judgement | undefined => {
    const event = (body as JsonObject).event as JsonObject;
    const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
    const name = Object.keys(event).find((field) => !known.has(field) && Object.hasOwn(tags, field));
    if (name === undefined) return undefined;
    return refuse(contract, 'custom-field-collides' satisfies GuanceCode, {
      pointer: `/event/${escapePointer(name)}`,
      parameters: { path: `event.${name}`, name },
    });
  };
}

export interface InterpreterOptions {
  contract: Contract;
  config: Config['guance'];
  explainer: SchemaExplainer;
  addressing: Addressing;
}

export function interpreter({ contract, config, explainer, addressing }: InterpreterOptions) {
  return (exchange: Exchange<GuanceCaller>): Judgement => {
    const { body } = exchange;
    const mismatch = mismatchOf(config.monitors, addressing.addressOf(exchange));
    return judgeAccepted({
      contract,
      body,
      advice: explainer.advise(body),
      warnings: mismatch ? [finding(contract, mismatch.code, { parameters: mismatch.parameters })] : [],
    });
  };
}

interface Mismatch {
  code: GuanceCode;
  parameters: Record<string, string>;
}

/** Why no monitor takes an event sent to this address; undefined where one does. */
function mismatchOf(monitors: readonly Monitor[], address: Address): Mismatch | undefined {
  const monitor = monitors.find(({ secret }) => sameText(secret, address.secret));
  if (!monitor) return { code: 'unknown-secret', parameters: {} };
  const { subUri = '', enabled = true } = monitor;
  if (subUri !== address.subUri) {
    return { code: 'sub-uri-mismatch', parameters: { subUri: address.subUri, expected: subUri } };
  }
  return enabled ? undefined : { code: 'monitor-disabled', parameters: {} };
}

/** What is changed in an event before it is kept. */
export function transformer(contract: Contract) {
  return ({ value }: Item, { receivedAt }: ReadContext): Finding[] => {
    const event =
      isObject(value as Json) && isObject((value as JsonObject).event) ? (value as JsonObject).event : {};
    return changesOf(contract, event as JsonObject, Math.floor(receivedAt / 1000));
  };
}

function changesOf(contract: Contract, event: JsonObject, nowSeconds: number): Finding[] {
  const found: Finding[] = [];
  const add = (code: GuanceCode, member: string, parameters: Record<string, string | number>) =>
    found.push(finding(contract, code, { pointer: `/event/${member}`, parameters }));
  if (event.date === undefined) add('date-defaulted', 'date', { value: nowSeconds });
  if (event.title === undefined) add('title-defaulted', 'title', {});
  if (event.message === undefined) add('message-defaulted', 'message', {});
  const tags = isObject(event.dimension_tags) ? event.dimension_tags : {};
  for (const [name, value] of Object.entries(tags)) {
    if (typeof value === 'string') continue;
    add('tag-stringified', `dimension_tags/${escapePointer(name)}`, {
      field: name,
      name,
      value: String(value),
    });
  }
  return found;
}
