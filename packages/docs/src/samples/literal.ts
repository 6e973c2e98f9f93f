/** Formats a JSON value as a literal: on one line if it fits, else one element per line. */
import { isObject, type Json } from '@pushspec/contract';

/** The literal syntax of a language. */
export interface LiteralStyle {
  /** Indentation of one level. */
  indent: string;
  /** Maximum number of columns per line. */
  width: number;
  /** Space inside braces on one line. */
  padding: string;
  /** Whether the last of several lines ends with a comma. */
  trailingComma: boolean;
  scalar: (value: null | boolean | number | string) => string;
  key: (name: string) => string;
}

/** The style of JSON. */
export const jsonStyle: LiteralStyle = {
  indent: '  ',
  width: 88,
  padding: ' ',
  trailingComma: false,
  scalar: (value) => JSON.stringify(value),
  key: (name) => JSON.stringify(name),
};

/** The position of a literal in the source. */
export interface LiteralPosition {
  /** Indentation of every line except the first. */
  margin?: string;
  /** Columns already used on the first line. */
  taken?: number;
}

/** Formats a JSON value in a style. Never throws, because every JSON value has a literal. */
export function literal(
  value: Json,
  style: LiteralStyle,
  { margin = '', taken = 0 }: LiteralPosition = {},
): string {
  const line = oneLine(value, style);
  if (!isNested(value) || margin.length + taken + line.length <= style.width) return line;
  const inner = margin + style.indent;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, style, { margin: inner, taken: 1 }))
    : Object.entries(value).map(([name, child]) => {
        const start = `${style.key(name)}: `;
        return start + literal(child, style, { margin: inner, taken: start.length + 1 });
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const end = style.trailingComma ? ',' : '';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}${end}\n${margin}${close}`;
}

function oneLine(value: Json, style: LiteralStyle): string {
  if (Array.isArray(value)) return `[${value.map((item) => oneLine(item, style)).join(', ')}]`;
  if (!isObject(value)) return style.scalar(value);
  const properties = Object.entries(value).map(
    ([name, child]) => `${style.key(name)}: ${oneLine(child, style)}`,
  );
  return properties.length === 0 ? '{}' : `{${style.padding}${properties.join(', ')}${style.padding}}`;
}

function isNested(value: Json): value is Json[] | { [name: string]: Json } {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}
