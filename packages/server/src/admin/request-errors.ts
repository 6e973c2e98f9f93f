/** Error messages for requests that violate the admin API's document. They replace validator messages that do not help. */
import { scanJson, unknownName } from '@pushspec/contract';
import type { Request } from 'express';
import { error as validatorErrors } from 'express-openapi-validator';

/** An operation of the document, as the validator attaches it to a request. */
interface Operation {
  parameters?: readonly { name: string; in: string }[];
  requestBody?: { content?: Record<string, { schema?: { properties?: Properties } } | undefined> };
}

type Properties = Readonly<Record<string, { description?: string } | undefined>>;

interface ValidationError {
  path: string;
  errorCode?: string;
}

/** Media type of all request bodies. */
export const JSON_TYPE = 'application/json';

/** Returns a clear message for known errors, or the error's own message. */
export function messageOf(request: Request, error: Error): string {
  if (error instanceof validatorErrors.UnsupportedMediaType)
    return `Content-Type must be ${JSON_TYPE}, got ${sentMediaType(request)}`;
  const body = bodyMessage(error);
  if (body !== undefined) return body;
  if (error.message.startsWith('malformed uri')) return 'the path is not valid percent-encoded UTF-8';
  const { openapi } = request as { openapi?: { schema?: Operation } };
  const errors = (error as { errors?: readonly ValidationError[] }).errors ?? [];
  const operation = openapi?.schema ?? {};
  return (
    invalidChoice(operation, errors) ??
    unknownProperty(operation, errors) ??
    unknownParameter(operation, errors) ??
    String(error.message)
  );
}

/** Characters of a header shown in a message. */
const SHOWN_HEADER = 100;

/** Returns the Content-Type as it was sent, because `normalizeMediaType` changes the header. */
function sentMediaType({ rawHeaders }: Request): string {
  const at = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type');
  const sent = at < 0 ? undefined : rawHeaders[at + 1];
  return sent?.slice(0, SHOWN_HEADER) || 'none';
}

/** An error from Express or its body parser. */
interface ParserError extends Error {
  type?: unknown;
  body?: unknown;
  limit?: unknown;
  /** Set by decompression errors only. */
  errno?: unknown;
}

/** Names the byte of a syntax error. The parser's message quotes the body and rarely says where the error is. */
function bodyMessage({ type, body, limit, message, errno }: ParserError): string | undefined {
  if (type === 'entity.too.large') return `the body must have at most ${limit} bytes`;
  if (type === 'entity.parse.failed' && typeof body === 'string') {
    const { problem } = scanJson(Buffer.from(body));
    // The parser accepts only objects and arrays.
    if (!problem) return 'the body must be a JSON object or array';
    return `the body is not JSON at byte ${problem.byte}: ${problem.detail}`;
  }
  return errno === undefined ? undefined : `the body is not compressed as Content-Encoding says: ${message}`;
}

function propertiesOf({ requestBody }: Operation): Properties | undefined {
  return requestBody?.content?.[JSON_TYPE]?.schema?.properties;
}

/** Describes the allowed values of a property with a `oneOf`. The validator would list the errors of every branch. */
function invalidChoice(operation: Operation, errors: readonly ValidationError[]): string | undefined {
  const path = errors.find(({ errorCode }) => errorCode?.startsWith('oneOf.'))?.path;
  const name = path?.slice('/body/'.length) ?? '';
  const description = propertiesOf(operation)?.[name]?.description;
  return description && `\`${name}\` is not valid. ${description}`;
}

function unknownProperty(operation: Operation, errors: readonly ValidationError[]): string | undefined {
  const properties = propertiesOf(operation);
  const names = errors
    .filter(({ errorCode }) => errorCode?.startsWith('additionalProperties.'))
    .map(({ path }) => path.slice('/body/'.length));
  const unknown = properties && unknownName(names, Object.keys(properties));
  return unknown && `the body has no property ${unknown}`;
}

function unknownParameter(
  { parameters = [] }: Operation,
  errors: readonly ValidationError[],
): string | undefined {
  const known = parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));
  const names = errors.flatMap(({ path }) =>
    path.startsWith('/query/') ? [path.slice('/query/'.length)] : [],
  );
  const unknown = unknownName(names, known);
  return unknown && `there is no query parameter ${unknown}`;
}
