/** Contract violations and their formatting. */
import type { Json } from '@pushspec/contract';
import type { Validator } from './schema-validator.ts';

/** A violation of the contract. */
export interface Violation {
  /** The part of the message that is wrong. */
  readonly part: 'method' | 'path' | 'credentials' | 'media type' | 'status' | 'size' | 'header' | 'body';
  readonly expected: string;
  readonly got: string;
}

/** Returns a violation if the two values differ. */
export function differing(part: Violation['part'], expected: string, got: string): Violation[] {
  return expected === got ? [] : [{ part, expected, got }];
}

/** Returns the schema rules that a body breaks. */
export function schemaViolations(validate: Validator, value: Json): Violation[] {
  return validate(value).map(({ pointer, keyword, rule, node }) => {
    const rules = typeof node === 'object' ? node[keyword] : node;
    return {
      part: 'body',
      expected: `${pointer || 'the whole value'} to satisfy ${keyword} ${shortened(JSON.stringify(rules))} (${rule})`,
      got: shortened(JSON.stringify(value)),
    };
  });
}

/** Returns a media type without its parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** Parses a body as JSON, or returns `undefined` if it is not JSON. */
export function parsedJson(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

const SHOWN_LENGTH = 200;

/** Shortens a string to fit on a line. */
export function shortened(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}… (${text.length} characters)`;
}
