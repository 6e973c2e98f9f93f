import { parse } from 'yaml';

/** The value of a YAML text. Throws an error of one line that names the place. */
export function parsedYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    // What follows is the place once more, drawn in lines of their own.
    const [problem] = (cause as Error).message.split(':\n');
    throw new Error(problem, { cause });
  }
}
