/** What a judge finds, and how it writes it down. */
import type { Json } from '@pushspec/contract';
import type { Validator } from './schema-validator.ts';

/** Something that the contract does not allow. */
export interface Violation {
  /** What of the message it is. */
  readonly part: 'method' | 'path' | 'credentials' | 'media type' | 'status' | 'size' | 'header' | 'body';
  readonly expected: string;
  readonly got: string;
}

export function differing(part: Violation['part'], expected: string, got: string): Violation[] {
  return expected === got ? [] : [{ part, expected, got }];
}

/** The rules of a schema that a body breaks. */
export function schemaViolations(validate: Validator, value: Json): Violation[] {
  return validate(value).map(({ pointer, keyword, rule, node }) => {
    const rules = typeof node === 'object' ? node[keyword] : node;
    return {
      part: 'body',
      expected: `${pointer || 'the whole'} to satisfy ${keyword} ${shortened(JSON.stringify(rules))} (${rule})`,
      got: shortened(JSON.stringify(value)),
    };
  });
}

/** A media type without its parameters. */
export function essence(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase();
}

/** The JSON value of a body, or undefined where it is none. */
export function parsedJson(bytes: Buffer): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

const SHOWN_LENGTH = 200;

/** A text at a length that fits a line. */
export function shortened(text: string): string {
  return text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}… (${text.length} characters)`;
}
