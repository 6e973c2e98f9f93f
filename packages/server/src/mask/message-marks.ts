/** Marks which parts of a message come from the contract, and which from a request or the configuration. */
import { isSecretName, type Marks, type Range } from '@pushspec/contract/masking';
import type { Contract } from '../contract/contract.ts';
import type { Finding } from '../pipeline/verdict.ts';
import { declaredNames } from './contract-strings.ts';

interface Parameter extends Range {
  readonly name: string;
}

interface Alignment {
  readonly literals: readonly Range[];
  readonly parameters: readonly Parameter[];
}

/** Parameters whose values come from a contract or the server. */
const OWN_PARAMETERS = [
  ...['allowed', 'pattern', 'limit', 'length', 'size', 'index', 'kind', 'itemKind'],
  ...['mistake', 'part', 'line', 'seconds', 'offset', 'serverTs', 'detail'],
];

/** Parameters whose values are names of properties. */
const NAMING_PARAMETERS = ['field', 'name', 'path'];

const JSON_TYPES = ['null', 'boolean', 'bool', 'number', 'integer', 'string', 'array', 'object'];

/** Returns the marks of a message. */
export function messageMarks(
  contract: Contract | undefined,
  { code, message }: Pick<Finding, 'code' | 'message'>,
): Marks {
  const template = contract?.reasons[code]?.message;
  return marksIn(contract, template, message) ?? { cuts: new Set([message.length]) };
}

/** Returns the marks, or `undefined` if the message does not match the template. */
export function marksIn(
  contract: Contract | undefined,
  template: string | undefined,
  message: string,
): Required<Marks> | undefined {
  const alignment = template === undefined ? undefined : align(template, message);
  if (!alignment) return undefined;
  const { literals, parameters } = alignment;
  return {
    own: [...literals, ...parameters.flatMap((parameter) => ownIn(contract, parameter, message))],
    secrets: parameters.filter(
      ({ name, start, end }) => isSecretName(name) && !isMasked(message.slice(start, end)),
    ),
    // Values are truncated in messages.
    cuts: new Set(parameters.map(({ end }) => end)),
  };
}

/** Whether a value is masked or empty. */
function isMasked(value: string): boolean {
  return /^(?:…[\w-]{0,4})?$/.test(value);
}

function ownIn(contract: Contract | undefined, parameter: Parameter, message: string): Range[] {
  if (OWN_PARAMETERS.includes(parameter.name)) return [parameter];
  const { name, start, end } = parameter;
  const value = message.slice(start, end);
  if (contract && isFromContract(contract, value)) return [parameter];
  if (!NAMING_PARAMETERS.includes(name)) return [];
  const names = declaredNames(contract);
  const pieces: Range[] = [];
  let at = start;
  for (const piece of value.split('.')) {
    if (names.has(piece)) pieces.push({ start: at, end: at + piece.length });
    at += piece.length + 1;
  }
  return pieces.length === value.split('.').length ? [parameter] : pieces;
}

function isFromContract({ operation, typeNames }: Contract, value: string): boolean {
  const strings = [operation.mediaType, operation.path, ...Object.entries(typeNames).flat(), ...JSON_TYPES];
  return strings.includes(value);
}

/** Aligns a template with a message. Matches each literal at its first position after the previous one. */
function align(template: string, message: string): Alignment | undefined {
  const literals: Range[] = [];
  const parameters: Parameter[] = [];
  const pieces = template.split(/\{(\w+)\}/);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 1) continue;
    const isLast = index === pieces.length - 1;
    const start = isLast && index > 0 ? message.length - piece.length : message.indexOf(piece, at);
    const name = pieces[index - 1];
    const fits = start >= at && message.startsWith(piece, start) && (name !== undefined || start === 0);
    if (!fits || (isLast && start + piece.length !== message.length)) return undefined;
    if (name !== undefined) parameters.push({ name, start: at, end: start });
    at = start + piece.length;
    if (piece !== '') literals.push({ start, end: at });
  }
  return { literals, parameters };
}
