/** What the contract says of one example request, in the form that the printers of all languages read. */
import {
  bodyMediaType,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  requestExamples,
  type Vendor,
} from '@pushspec/contract';
import { credentialVariable } from './credential-variables.ts';
import { type Signing, signingOf } from './signing.ts';

/** A text, or the name of the environment variable whose value stands there. */
export type Part = { text: string } | { variable: string };

/** A member of the body whose value comes from the environment. */
export interface BodyCredential {
  member: string;
  variable: string;
  isText: boolean;
}

export interface SampleRequest {
  vendor: Vendor;
  /** Name of the example in the contract. */
  example: string;
  /** The first server of the contract, with the defaults of its variables. */
  server: string;
  method: string;
  path: readonly Part[];
  mediaType: string;
  /** The whole body of the example. */
  body: Json;
  credentials: readonly BodyCredential[];
  /** Pointer into the body's top member that holds the items; undefined where the body is sent as it stands. */
  itemMember: string | undefined;
  /** What an answer has to have to be a success. */
  accepted: { status: number; members: readonly [name: string, value: string | boolean][] };
  signing: Signing | undefined;
}

/** Which members of the answer decide; the descriptions of the answers in the contracts say so, and its example has their values. */
const DECISIVE: Record<Vendor, readonly string[]> = {
  blueking: ['code', 'result'],
  cloudmonitor: ['code'],
  guance: ['success', 'errorCode'],
};

/** One request per named example of an operation. */
export function sampleRequests(
  vendor: Vendor,
  bundle: OpenApiDocument,
  entry: OperationEntry,
): SampleRequest[] {
  const mediaType = bodyMediaType(entry);
  return requestExamples(bundle, entry).map(({ name: example, value }) => {
    const itemMember = String(entry.operation['x-item-pointer'] ?? '').slice(1) || undefined;
    return {
      vendor,
      example,
      server: serverOf(bundle),
      method: entry.method,
      path: pathParts(vendor, entry.path),
      mediaType,
      body: value,
      credentials: itemMember === undefined ? [] : bodyCredentials(vendor, value, itemMember),
      itemMember,
      accepted: acceptedBy(vendor, entry),
      signing: signingOf(bundle, entry, mediaType),
    };
  });
}

/** The items, or the body of a request that has no credentials in it. */
export function payloadOf({ body, itemMember }: SampleRequest): Json {
  return itemMember !== undefined && isObject(body) ? (body[itemMember] ?? null) : body;
}

interface Content {
  examples: Record<string, { value?: Json }>;
}

function contentOf(holder: Json | undefined, mediaType: string): Content {
  const content = isObject(holder ?? null) && (holder as JsonObject).content;
  const media = isObject(content) ? content[mediaType] : undefined;
  const examples = isObject(media) && isObject(media.examples) ? media.examples : {};
  return { examples: examples as Content['examples'] };
}

function serverOf(bundle: OpenApiDocument): string {
  const [server] = Array.isArray(bundle.servers) ? bundle.servers.filter(isObject) : [];
  const variables = isObject(server?.variables) ? server.variables : {};
  return String(server?.url).replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) ? String(variable.default) : whole;
  });
}

function pathParts(vendor: Vendor, path: string): Part[] {
  return path
    .split(/(\{\w+\})/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith('{') ? { variable: credentialVariable(vendor, piece.slice(1, -1)) } : { text: piece },
    );
}

/** What stands beside the items says who reports. */
function bodyCredentials(vendor: Vendor, body: Json, itemMember: string): BodyCredential[] {
  return Object.entries(isObject(body) ? body : {})
    .filter(([member]) => member !== itemMember)
    .map(([member, value]) => ({
      member,
      variable: credentialVariable(vendor, member),
      isText: typeof value === 'string',
    }));
}

function acceptedBy(vendor: Vendor, { operation }: OperationEntry): SampleRequest['accepted'] {
  const responses = isObject(operation.responses) ? operation.responses : {};
  const [status = ''] = Object.keys(responses).filter((code) => code.startsWith('2'));
  const value = contentOf(responses[status], 'application/json').examples.accepted?.value;
  const members = DECISIVE[vendor].map((name): [string, string | boolean] => {
    const found = isObject(value ?? null) ? (value as JsonObject)[name] : undefined;
    if (typeof found === 'string' || typeof found === 'boolean') return [name, found];
    throw new Error(`the contract of ${vendor} has no ${name} in its example of an accepted request`);
  });
  return { status: Number(status), members };
}
