/**
 * Examples of refusals that state a limit, a list or a pattern. A contract writes them out for its readers;
 * in a bundle they state the current rule, so that nobody has to find them when it changes.
 */
import type { OpenApiDocument } from '../document.ts';
import { readOperations } from '../model/read-contract.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { type MessageParameters, renderMessage } from '../reasons.ts';
import { type StatedRule, statedRules } from './limit-parameters.ts';

/** What a request has too much or too little of; an example of it has to lie beyond the limit. */
const MEASURED = ['length', 'size', 'seconds'];

/** What a message says about the value that was refused. */
const VALUES = ['value', 'name'];

/** Brings the examples of a document in step with its rules, in place. */
export function renewLimitExamples(document: OpenApiDocument): void {
  const rules = Map.groupBy(statedRules(document), ({ code }) => code);
  const reasons = writtenReasons(document);
  for (const { messageProperty: member, responses } of readOperations(document)) {
    for (const [code, value] of responses.flatMap(({ examples }) => [...examples])) {
      const reason = reasons[code];
      if (!reason || typeof value[member] !== 'string') continue;
      value[member] = renewed(String(reason.message), value[member], rules.get(code) ?? []);
    }
  }
}

function renewed(template: string, text: string, rules: readonly StatedRule[]): string {
  const written = parametersOf(template, text);
  if (!written || renderMessage(template, written) !== text) return text;
  const rule = ruleFor(written, rules);
  if (!rule) return text;
  return renderMessage(template, { ...written, ...beyond(written, rule), ...rule.parameters });
}

/** The rule that an example is about. A limit is the first of its reason; of lists and patterns any may be shown. */
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

/** What has to change for the example to break the rule. */
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

/** A value like an allowed one that the rule refuses; the same where none is found. */
function refusedLike(value: string, refuses: StatedRule['refuses']): string {
  return [`${value}x`, `${value} `, `-${value}`, '-', ''].find((one) => refuses?.(one)) ?? value;
}

/** The parameters with which a text was made from a template; undefined where it was not. */
function parametersOf(template: string, text: string): Record<string, string> | undefined {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
  const literals = template.split(/\{\w+\}/).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const values = new RegExp(`^${literals.join('([\\s\\S]*?)')}$`).exec(text)?.slice(1);
  return values && Object.fromEntries(names.map((name, index) => [name, String(values[index])]));
}
