/** Reads and checks scenario files. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  checkedName,
  checkedOptions,
  isObject,
  type JsonObject,
  type OptionNames,
  type Profile,
  profiles,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { compileSchema, type Violation } from '../contract/schema-validator.ts';
import { parsedYaml } from './parsed-yaml.ts';
import { ACCEPTED, type Scenario } from './scenario.ts';

export interface LoadOptions {
  /** @default all */
  vendor?: Vendor | undefined;
  /**
   * Folder that holds a folder for each vendor. Its address ends with a slash.
   * @default the published spec package
   * @example directory: new URL('./spec/', import.meta.url)
   */
  directory?: URL;
}

const LOAD_OPTIONS: OptionNames<LoadOptions> = { vendor: true, directory: true };

/** A scenario file that breaks a rule of the format; the message names file, place and rule. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/**
 * All scenarios, in the order of vendors and file names.
 * Rejects with a {@link ScenarioError}, and with a TypeError where an option has no such value.
 */
export async function loadScenarios(options: LoadOptions = {}): Promise<Scenario[]> {
  const { vendor, directory = specDirectory() } = checkedOptions('loadScenarios', options, LOAD_OPTIONS);
  if (!(directory instanceof URL && directory.href.startsWith('file:') && directory.pathname.endsWith('/')))
    throw new TypeError(
      "directory must be the URL of a folder, with a slash at its end, such as new URL('./spec/', import.meta.url)",
    );
  const chosen =
    vendor === undefined ? vendors : [checkedName({ what: 'vendor', value: vendor, names: vendors })];
  const files = chosen.flatMap((vendor) => filesOf(vendor, directory));
  return Promise.all(
    files.map(({ vendor, name, url }) => parseScenario(readFileSync(url, 'utf8'), { vendor, name })),
  );
}

/** Folder of the contracts and scenarios. */
export function specDirectory(): URL {
  return new URL('./', import.meta.resolve('@pushspec/spec/package.json'));
}

function filesOf(vendor: Vendor, directory: URL) {
  const folder = new URL(`${vendor}/scenarios/`, directory);
  return namesIn(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ vendor, name: name.slice(0, -'.yaml'.length), url: new URL(name, folder) }));
}

function namesIn(folder: URL): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new ScenarioError(
      `there is no folder of scenarios at ${fileURLToPath(folder)}: directory is the folder that holds <vendor>/scenarios`,
      { cause },
    );
  }
}

type Document = Omit<
  Scenario,
  'id' | 'vendor' | 'file' | 'profiles' | 'reason' | 'given' | 'expect' | 'except'
> &
  Partial<Pick<Scenario, 'reason' | 'given' | 'expect' | 'except'>> & { profile?: Profile | 'both' };

/** One scenario from its YAML text. Throws {@link ScenarioError}. */
export async function parseScenario(
  text: string,
  { vendor, name }: { vendor: Vendor; name: string },
): Promise<Scenario> {
  const file = `spec/${vendor}/scenarios/${name}.yaml`;
  const { profile = 'both', ...document } = await checked(text, file);
  return {
    reason: ACCEPTED,
    given: {},
    expect: {},
    except: {},
    ...document,
    id: `${vendor}/${name}`,
    vendor,
    file,
    profiles: profile === 'both' ? profiles : [profile],
  };
}

async function checked(text: string, file: string): Promise<Document> {
  let value: unknown;
  try {
    value = parsedYaml(text);
  } catch (cause) {
    throw new ScenarioError(`${file}: ${(cause as Error).message}`, { cause });
  }
  const [violation] = (await scenarioSchema())(value as never);
  if (violation) throw new ScenarioError(`${file}${explained(violation)}`);
  return value as Document;
}

function explained({ pointer, keyword, rule, node }: Violation): string {
  const place = pointer === '' ? '' : ` at ${pointer}`;
  const schema: JsonObject = isObject(node) ? node : {};
  if (keyword === 'additionalProperties') {
    return `${place}: there is no such member, only ${Object.keys(schema.properties ?? {}).join(', ')}`;
  }
  const text = schema.description ?? `${keyword} ${JSON.stringify(schema[keyword])}`;
  return `${place} breaks a rule: ${text} (${keyword} in scenario.schema.json#${rule})`;
}

let compiled: ReturnType<typeof compileSchema> | undefined;

function scenarioSchema() {
  compiled ??= compileSchema(
    JSON.parse(readFileSync(new URL('scenario.schema.json', specDirectory()), 'utf8')),
    '',
  );
  return compiled;
}
