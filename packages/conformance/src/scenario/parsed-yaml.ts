import { parse } from 'yaml';

/** Parses YAML. Throws a one-line error that names the location. */
export function parsedYaml(yaml: string): unknown {
  try {
    return parse(yaml);
  } catch (cause) {
    // The following lines only repeat the location.
    const [problem] = (cause as Error).message.split(':\n');
    throw new Error(problem, { cause });
  }
}
