/** Describes an example request of a contract, for the writers of all languages. */
import {
  type Acs3Scheme,
  type ApiName,
  acceptanceOf,
  bodyMediaType,
  isObject,
  itemPointerOf,
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  operationsOf,
  pointerSegments,
  type Rpc,
  readOperations,
  requestExamples,
  withoutTimes,
} from '@pushspec/contract';
import { credentialVariable, KEY_ID_VARIABLE, KEY_SECRET_VARIABLE } from './credential-variables.ts';
import { serversOf } from './servers.ts';
import { type Signing, signingOf } from './signing.ts';

/** A part of a path: a literal string, or the name of an environment variable. */
export type PathPart = { literal: string } | { variable: string };

/** A property of the body whose value is a credential. */
export interface BodyCredential {
  property: string;
  variable: string;
  /** Whether the value is a string; otherwise it is a number. */
  isString: boolean;
}

/** A property that has this value in every success response. */
export interface SuccessProperty {
  /** Name of the property, preceded by the name of the object that contains it, if it is nested. */
  path: readonly string[];
  value: string | number | boolean;
}

/** Server and credentials of a sample. */
export interface SampleTarget {
  /** Scheme, host and port. */
  server: string;
  /** Values of credentials, by variable. Without them, the sample reads the variables. */
  values?: Readonly<Record<string, string>>;
}

/** An operation of a gateway, where parameters name the operation, and its signing scheme. */
export interface SampleGateway {
  rpc: Rpc;
  acs3: Acs3Scheme;
}

export interface SampleRequest {
  api: ApiName;
  operationId: string;
  isFirstOperation: boolean;
  /** Undefined for an API without a gateway. */
  gateway: SampleGateway | undefined;
  /** Name of the example in the contract. */
  example: string;
  server: string;
  method: string;
  path: readonly PathPart[];
  mediaType: string;
  /** Body of the example without the timestamps of its items. */
  body: Json;
  /** Credentials in the body. Empty if their values are known. */
  credentials: readonly BodyCredential[];
  /** Top-level property that contains the items, or `undefined` if the whole body is the payload. */
  itemProperty: string | undefined;
  /** Conditions for a success response. */
  accepted: { status: number; properties: readonly SuccessProperty[] };
  signing: Signing | undefined;
  /** Variables that the sample reads. */
  variables: readonly string[];
  /** Known credentials, by variable. */
  values: Readonly<Record<string, string>>;
}

/** Returns one request per named example of an operation. The default target is the vendor's first server, with credentials from the environment. */
export function sampleRequests(
  api: ApiName,
  bundle: OpenApiDocument,
  entry: OperationEntry,
  target: SampleTarget = { server: serversOf(bundle)[0]?.url ?? '' },
): SampleRequest[] {
  return requestExamples(bundle, entry).map(({ name, value }) =>
    sampleRequest({ api, bundle, entry, target, example: name, body: value }),
  );
}

interface Example {
  api: ApiName;
  bundle: OpenApiDocument;
  entry: OperationEntry;
  target: SampleTarget;
  example: string;
  body: Json;
}

function sampleRequest({ api, bundle, entry, target, example, body }: Example): SampleRequest {
  const mediaType = bodyMediaType(entry);
  const itemProperty = itemPointerOf(entry)?.slice(1) || undefined;
  // HTTP clients do not send the fragment that distinguishes operations on one path.
  const path = pathParts(api, entry.path.split('#')[0] ?? '');
  const credentials = itemProperty === undefined ? [] : bodyCredentials(api, body, itemProperty);
  const signing = signingOf(bundle, entry, mediaType);
  const gateway = gatewayOf(bundle, entry);
  const { server, values } = target;
  const variables = [
    ...path.flatMap((part) => ('variable' in part ? [part.variable] : [])),
    ...credentials.map(({ variable }) => variable),
    ...(signing || gateway ? [KEY_ID_VARIABLE, KEY_SECRET_VARIABLE] : []),
  ];
  return {
    ...{ api, example, server, method: entry.method, mediaType, itemProperty, signing, gateway },
    operationId: entry.operationId,
    isFirstOperation: operationsOf(bundle)[0]?.operationId === entry.operationId,
    ...(values
      ? { path: filledPath(path, values), credentials: [], variables: [], values }
      : { path, credentials, variables, values: {} }),
    body: withoutTimes(bundle, entry, values ? filledBody(body, credentials, values) : body),
    accepted: acceptedBy(bundle, entry),
  };
}

function gatewayOf(bundle: OpenApiDocument, entry: OperationEntry): SampleGateway | undefined {
  const { rpc, signingSchemes } = readOperations(bundle).find(({ id }) => id === entry.operationId) ?? {};
  return rpc && signingSchemes?.acs3 && { rpc, acs3: signingSchemes.acs3 };
}

/** Returns the items, or the whole body if it contains no credentials. */
export function payloadOf({ body, itemProperty }: SampleRequest): Json {
  return itemProperty !== undefined && isObject(body) ? (body[itemProperty] ?? null) : body;
}

function pathParts(api: ApiName, path: string): PathPart[] {
  return path
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{') ? { variable: credentialVariable(api, piece.slice(1, -1)) } : { literal: piece },
    );
}

function filledPath(path: readonly PathPart[], values: Readonly<Record<string, string>>): PathPart[] {
  return [
    { literal: path.map((part) => ('literal' in part ? part.literal : values[part.variable])).join('') },
  ];
}

function filledBody(
  body: Json,
  credentials: readonly BodyCredential[],
  values: Readonly<Record<string, string>>,
): Json {
  if (!isObject(body)) return body;
  const filled = credentials.map(({ property, variable, isString }) => {
    const value = values[variable] ?? '';
    return [property, isString ? value : Number(value)];
  });
  return { ...body, ...Object.fromEntries(filled) };
}

/** Returns the properties next to the items, because they identify the sender. */
function bodyCredentials(api: ApiName, body: Json, itemProperty: string): BodyCredential[] {
  return Object.entries(isObject(body) ? body : {})
    .filter(([property]) => property !== itemProperty)
    .map(([property, value]) => ({
      property,
      variable: credentialVariable(api, property),
      isString: typeof value === 'string',
    }));
}

function acceptedBy(bundle: OpenApiDocument, { operation }: OperationEntry): SampleRequest['accepted'] {
  const { status, values } = acceptanceOf(bundle, operation);
  return {
    status,
    properties: Object.entries(values).map(([pointer, value]) => {
      const path = pointerSegments(pointer);
      if (path.length > 2 || value === null || typeof value === 'object')
        throw new Error(
          `samples cannot check ${pointer}: it is nested too deep, or its value is not a scalar`,
        );
      return { path, value };
    }),
  };
}
