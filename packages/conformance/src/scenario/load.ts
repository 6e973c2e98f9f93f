/** Reads and checks scenario files. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type ApiName,
  apiNames,
  checkedName,
  checkedOptions,
  isObject,
  type JsonObject,
  type OptionNames,
  type Profile,
  profiles,
} from '@pushspec/contract';
import { compileSchema, type Violation } from '../contract/schema-validator.ts';
import { parsedYaml } from './parsed-yaml.ts';
import { ACCEPTED, type Scenario } from './scenario.ts';

/** Options of {@link loadScenarios}. */
export interface LoadOptions {
  /** @default all */
  api?: ApiName | undefined;
  /**
   * Folder with a subfolder for each vendor. Its URL ends with a slash.
   * @default the published spec package
   * @example directory: new URL('./spec/', import.meta.url)
   */
  directory?: URL;
}

const LOAD_OPTIONS: OptionNames<LoadOptions> = { api: true, directory: true };

/** Thrown for an invalid scenario file. The message names the file, location and rule. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/**
 * Loads all scenarios, in the order of vendors and file names.
 * Rejects with a {@link ScenarioError}, or with a TypeError for an invalid option.
 */
export async function loadScenarios(options: LoadOptions = {}): Promise<Scenario[]> {
  const { api, directory = specDirectory() } = checkedOptions('loadScenarios', options, LOAD_OPTIONS);
  if (!(directory instanceof URL && directory.href.startsWith('file:') && directory.pathname.endsWith('/')))
    throw new TypeError(
      "directory must be the URL of a folder, with a slash at its end, such as new URL('./spec/', import.meta.url)",
    );
  const chosen = api === undefined ? apiNames : [checkedName({ what: 'api', value: api, names: apiNames })];
  const files = chosen.flatMap((api) => filesOf(api, directory));
  return Promise.all(
    files.map(({ api, name, url }) => parseScenario(readFileSync(url, 'utf8'), { api, name })),
  );
}

/** Returns the folder of the contracts and scenarios. */
export function specDirectory(): URL {
  return new URL('./', import.meta.resolve('@pushspec/spec/package.json'));
}

function filesOf(api: ApiName, directory: URL) {
  const folder = new URL(`${api}/scenarios/`, directory);
  return namesIn(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ api, name: name.slice(0, -'.yaml'.length), url: new URL(name, folder) }));
}

function namesIn(folder: URL): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new ScenarioError(
      `no scenarios folder at ${fileURLToPath(folder)}: set \`directory\` to the folder that contains <api>/scenarios`,
      { cause },
    );
  }
}

type Document = Omit<
  Scenario,
  'id' | 'api' | 'file' | 'profiles' | 'reason' | 'given' | 'expect' | 'except'
> &
  Partial<Pick<Scenario, 'reason' | 'given' | 'expect' | 'except'>> & { profile?: Profile | 'both' };

/** Parses one scenario from YAML. Rejects with {@link ScenarioError}. */
export async function parseScenario(
  yaml: string,
  { api, name }: { api: ApiName; name: string },
): Promise<Scenario> {
  const file = `spec/${api}/scenarios/${name}.yaml`;
  const { profile = 'both', ...document } = await checked(yaml, file);
  return {
    reason: ACCEPTED,
    given: {},
    expect: {},
    except: {},
    ...document,
    id: `${api}/${name}`,
    api,
    file,
    profiles: profile === 'both' ? profiles : [profile],
  };
}

async function checked(yaml: string, file: string): Promise<Document> {
  let value: unknown;
  try {
    value = parsedYaml(yaml);
  } catch (cause) {
    throw new ScenarioError(`${file}: ${(cause as Error).message}`, { cause });
  }
  const [violation] = (await scenarioSchema())(value as never);
  if (violation) throw new ScenarioError(`${file}${explained(violation)}`);
  return value as Document;
}

function explained({ pointer, keyword, rule, node }: Violation): string {
  const location = pointer === '' ? '' : ` at ${pointer}`;
  const schema: JsonObject = isObject(node) ? node : {};
  if (keyword === 'additionalProperties') {
    return `${location}: unknown property, use one of ${Object.keys(schema.properties ?? {}).join(', ')}`;
  }
  const explanation = schema.description ?? `${keyword} ${JSON.stringify(schema[keyword])}`;
  return `${location} breaks a rule: ${explanation} (${keyword} in scenario.schema.json#${rule})`;
}

let compiled: ReturnType<typeof compileSchema> | undefined;

function scenarioSchema() {
  compiled ??= compileSchema(
    JSON.parse(readFileSync(new URL('scenario.schema.json', specDirectory()), 'utf8')),
    '',
  );
  return compiled;
}
