/** What the contract says of one example request, in the form that the printers of all languages read. */
import {
  acceptanceOf,
  bodyMediaType,
  isObject,
  itemPointerOf,
  type Json,
  type OpenApiDocument,
  type OperationEntry,
  pointerSegments,
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

/** A member of the answer that has this value in a success. */
export interface DecisiveMember {
  /** The name of the member, before it that of the object which holds it, if that is not the answer itself. */
  way: readonly string[];
  value: string | number | boolean;
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
  accepted: { status: number; members: readonly DecisiveMember[] };
  signing: Signing | undefined;
}

/** One request per named example of an operation. */
export function sampleRequests(
  vendor: Vendor,
  bundle: OpenApiDocument,
  entry: OperationEntry,
): SampleRequest[] {
  const mediaType = bodyMediaType(entry);
  return requestExamples(bundle, entry).map(({ name: example, value }) => {
    const itemMember = itemPointerOf(entry)?.slice(1) || undefined;
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
      accepted: acceptedBy(bundle, entry),
      signing: signingOf(bundle, entry, mediaType),
    };
  });
}

/** The items, or the body of a request that has no credentials in it. */
export function payloadOf({ body, itemMember }: SampleRequest): Json {
  return itemMember !== undefined && isObject(body) ? (body[itemMember] ?? null) : body;
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

function acceptedBy(bundle: OpenApiDocument, { operation }: OperationEntry): SampleRequest['accepted'] {
  const { status, members } = acceptanceOf(bundle, operation);
  return {
    status,
    members: Object.entries(members).map(([pointer, value]) => {
      const way = pointerSegments(pointer);
      if (way.length > 2 || value === null || typeof value === 'object')
        throw new Error(`the samples cannot compare ${pointer}`);
      return { way, value };
    }),
  };
}
