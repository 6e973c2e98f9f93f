/** Writes the doc comments of generated entries. */

/** A line of code that prints an expression, and its output. */
export interface EntryExample {
  /** The names to import and where to import them from, as in an import declaration. */
  readonly imports: string;
  readonly expression: string;
  readonly output: string;
}

/** Returns the doc comment of a generated entry: a sentence that says what it does, and an example. */
export function entryComment(summary: string, { imports, expression, output }: EntryExample): string {
  const lines = [
    summary,
    '',
    '@example',
    '```js',
    `import ${imports};`,
    '',
    `console.log(${expression});`,
    '```',
    '```text',
    output,
    '```',
  ];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`;
}
