/** A JSON value as a literal of a language: on one line where it fits, else one element per line. */
import { isObject, type Json } from '@pushspec/contract';

export interface LiteralStyle {
  /** Of one level. */
  indent: string;
  /** Columns that a line may have. */
  width: number;
  /** Between a brace and what is in it, on one line. */
  padding: string;
  /** A comma behind the last of several lines. */
  trailingComma: boolean;
  scalar: (value: null | boolean | number | string) => string;
  key: (name: string) => string;
}

export const jsonStyle: LiteralStyle = {
  indent: '  ',
  width: 88,
  padding: ' ',
  trailingComma: false,
  scalar: (value) => JSON.stringify(value),
  key: (name) => JSON.stringify(name),
};

export interface LiteralPlace {
  /** What stands before every line but the first. */
  margin?: string;
  /** Columns that are taken on the first line. */
  taken?: number;
}

/** @throws never: every JSON value has a literal */
export function literal(
  value: Json,
  style: LiteralStyle,
  { margin = '', taken = 0 }: LiteralPlace = {},
): string {
  const line = oneLine(value, style);
  if (!isNested(value) || margin.length + taken + line.length <= style.width) return line;
  const inner = margin + style.indent;
  const parts = Array.isArray(value)
    ? value.map((item) => literal(item, style, { margin: inner, taken: 1 }))
    : Object.entries(value).map(([name, member]) => {
        const start = `${style.key(name)}: `;
        return start + literal(member, style, { margin: inner, taken: start.length + 1 });
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const end = style.trailingComma ? ',' : '';
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}${end}\n${margin}${close}`;
}

function oneLine(value: Json, style: LiteralStyle): string {
  if (Array.isArray(value)) return `[${value.map((item) => oneLine(item, style)).join(', ')}]`;
  if (!isObject(value)) return style.scalar(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${style.key(name)}: ${oneLine(member, style)}`,
  );
  return members.length === 0 ? '{}' : `{${style.padding}${members.join(', ')}${style.padding}}`;
}

function isNested(value: Json): value is Json[] | { [name: string]: Json } {
  return Array.isArray(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}
