/** Describes the call of an operation that a program makes with a generated client. */
import {
  type ApiName,
  developmentConfig,
  isObject,
  type Json,
  type JsonObject,
  loadBundle,
  operationsOf,
  resolveNode,
} from '@pushspec/contract';
import { examplesOf } from './examples.ts';

export interface Call {
  api: ApiName;
  operationId: string;
  tag: string;
  /** Values of the path parameters, in the order of the contract. */
  pathArguments: string[];
  pathNames: string[];
  /** Names of the required headers. The signing proxy replaces their values. */
  headers: string[];
  optionalHeaders: string[];
  /** Component of the body, or of its items. */
  component: string;
  isList: boolean;
  bodies: Json[];
  /** `code` of a success response. */
  successCode: Json;
}

const monitor = developmentConfig.guance.monitors[0];

/** Values with which a request is accepted. Other APIs have their credentials in the body or in headers. */
const pathValues: Record<string, string | undefined> = { secret: monitor?.secret, subUri: monitor?.subUri };

/** The largest integer that every language reads and writes exactly as a double, in place of each number of an example. */
const LARGE = Number.MAX_SAFE_INTEGER;
const largeProperties = ['check_value', 'groupId', 'cpu_load', 'count'];

/** Returns the call of an API's operation, with the examples of the contract and one more body with large numbers. */
export function callOf(api: ApiName): Call {
  const document = loadBundle(api, 'documented');
  const [entry] = operationsOf(document);
  const [examples] = examplesOf(api);
  if (entry === undefined || examples === undefined) throw new Error(`${api} has no operation`);
  const { operation, operationId } = entry;
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map((each) =>
    resolveNode(document, each),
  );
  const headersThatAre = (isRequired: boolean) =>
    parameters
      .filter((each) => each.in === 'header' && (each.required === true) === isRequired)
      .map(({ name }) => String(name));
  const pathNames = parameters.filter((each) => each.in === 'path').map(({ name }) => String(name));
  const schema = resolveNode(document, { $ref: `#/components/schemas/${examples.request}` });
  const isList = schema.type === 'array';
  const item = isList && isObject(schema.items) ? String(schema.items.$ref).split('/').at(-1) : undefined;
  const bodies = examples.requests.map(({ value }) => value);
  const large = bodies.map(withLargeNumbers).filter((body, index) => body !== JSON.stringify(bodies[index]));
  const [success] = examples.responses.find(({ status }) => status === '200')?.examples ?? [];
  return {
    api,
    operationId,
    tag: String((operation.tags as Json[])[0]),
    pathNames,
    pathArguments: pathNames.map((name) => pathValues[name] ?? ''),
    headers: headersThatAre(true),
    optionalHeaders: headersThatAre(false),
    component: item ?? examples.request,
    isList,
    bodies: [...bodies, ...large.slice(0, 1).map((body) => JSON.parse(body) as Json)],
    successCode: isObject(success?.value) ? (success.value.code ?? null) : null,
  };
}

function withLargeNumbers(body: Json): string {
  return JSON.stringify(body, (name, value: Json) =>
    largeProperties.includes(name) && typeof value === 'number' ? LARGE : value,
  );
}

const words = (name: string) => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_-]+/);

/** Returns a name as `PascalName`. */
export const pascal = (name: string) =>
  words(name)
    .map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)
    .join('');

/** Returns a name as `camelName`. */
export const camel = (name: string) => pascal(name).replace(/^./, (first) => first.toLowerCase());

/** Returns a name as `snake_name`. */
export const snake = (name: string) => words(name).join('_').toLowerCase();
