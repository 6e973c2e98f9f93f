/**
 * Updates examples of refusals that state a limit, a list or a pattern, so that bundles always show the current rule
 * and no one has to update examples by hand.
 */
import type { OpenApiDocument } from '../document.ts';
import { parametersOfMessage } from '../message-parameters.ts';
import { readOperations } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { type MessageParameters, renderMessage } from '../reasons.ts';
import { type StatedRule, statedRules } from './limit-parameters.ts';

/** Message parameters that measure the request. In an example they must exceed the limit. */
const MEASURED = ['length', 'size', 'seconds'];

/** Message parameters that show the refused value. */
const VALUES = ['value', 'name'];

/** Updates the examples of a document to match its rules, in place. */
export function updateLimitExamples(document: OpenApiDocument): void {
  const rules = Map.groupBy(statedRules(document), ({ code }) => code);
  const reasons = writtenReasons(document);
  for (const { messageProperty, responses } of readOperations(document)) {
    for (const [code, value] of responses.flatMap(({ examples }) => [...examples])) {
      const reason = reasons[code];
      if (!reason || typeof value[messageProperty] !== 'string') continue;
      value[messageProperty] = updated(String(reason.message), value[messageProperty], rules.get(code) ?? []);
    }
  }
}

function updated(template: string, message: string, rules: readonly StatedRule[]): string {
  const written = parametersOfMessage(template, message);
  if (!written || renderMessage(template, written) !== message) return message;
  const rule = ruleFor(written, rules);
  if (!rule) return message;
  return renderMessage(template, { ...written, ...beyond(written, rule), ...rule.parameters });
}

/** Returns the rule that an example is about: the first limit of the reason, or the list or pattern that the example shows. */
function ruleFor(
  written: Readonly<Record<string, string>>,
  rules: readonly StatedRule[],
): StatedRule | undefined {
  const stated = rules.filter(({ parameters }) => Object.keys(parameters).some((name) => name in written));
  const [first] = stated;
  if (first === undefined || first.refused !== undefined) return first;
  const isShown = ({ parameters }: StatedRule) =>
    Object.entries(parameters).every(([name, value]) => !(name in written) || written[name] === value);
  return (
    stated.find(isShown) ??
    stated.find(({ field }) => field !== undefined && field === written.field) ??
    first
  );
}

/** Returns the parameters that must change for the example to break the rule. */
function beyond(
  written: Readonly<Record<string, string>>,
  { parameters: { limit, offset }, refused, refuses, otherTypes }: StatedRule,
): MessageParameters {
  const step = refused === 'below' ? -1 : 1;
  const isAllowed = (name: string) =>
    limit !== undefined && name in written && (Number(written[name]) - Number(limit)) * step <= 0;
  const measured = MEASURED.filter(isAllowed).map((name) => [name, Number(limit) + step] as const);
  const earliest = Number(written.serverTs) + Number(offset) + 1;
  const isEarlier = Number(written.dataTs) < earliest;
  const isFitting = (name: string) => name in written && refuses?.(String(written[name])) === false;
  const values = otherTypes ? [] : VALUES.filter(isFitting);
  return {
    ...(otherTypes && isFitting('got') ? { got: otherTypes[0] } : {}),
    ...Object.fromEntries(measured),
    ...(isEarlier ? { dataTs: earliest } : {}),
    ...Object.fromEntries(values.map((name) => [name, refusedLike(String(written[name]), refuses)])),
  };
}

/** Returns a value similar to an allowed one that the rule refuses, or the same value if none is found. */
function refusedLike(value: string, refuses: StatedRule['refuses']): string {
  return [`${value}x`, `${value} `, `-${value}`, '-', ''].find((one) => refuses?.(one)) ?? value;
}
