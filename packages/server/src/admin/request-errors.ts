/** Messages for requests that break the document of the admin API, where the validator's own do not say what to do. */
import { scanJson, unknownName } from '@pushspec/contract';
import type { Request } from 'express';
import { error as refusals } from 'express-openapi-validator';

/** An operation of the document, as the validator keeps it on a request. */
interface Operation {
  parameters?: readonly { name: string; in: string }[];
  requestBody?: { content?: Record<string, { schema?: { properties?: object } } | undefined> };
}

interface Broken {
  path: string;
  errorCode?: string;
}

/** The media type of every body. */
export const JSON_TYPE = 'application/json';

/** Returns a message that says what to do, or the error's own. */
export function messageOf(request: Request, error: Error): string {
  if (error instanceof refusals.UnsupportedMediaType) return `Content-Type must be ${JSON_TYPE}`;
  const unread = unreadBody(error);
  if (unread !== undefined) return unread;
  if (error.message.startsWith('malformed uri')) return 'the path is not valid percent-encoded UTF-8';
  const { openapi } = request as { openapi?: { schema?: Operation } };
  const broken = (error as { errors?: readonly Broken[] }).errors ?? [];
  const operation = openapi?.schema ?? {};
  return unknownProperty(operation, broken) ?? unknownParameter(operation, broken) ?? String(error.message);
}

/** An error of Express, or of its parser of bodies. */
interface ParserError extends Error {
  type?: unknown;
  body?: unknown;
  limit?: unknown;
  /** Only errors of decompression have one. */
  errno?: unknown;
}

/** Names the byte of a fault. The parser's own message repeats a piece of the body and rarely says where it is. */
function unreadBody({ type, body, limit, message, errno }: ParserError): string | undefined {
  if (type === 'entity.too.large') return `the body must have at most ${limit} bytes`;
  if (type === 'entity.parse.failed' && typeof body === 'string') {
    const { fault } = scanJson(Buffer.from(body));
    // The parser takes no other JSON than these.
    if (!fault) return 'the body must be a JSON object or array';
    return `the body is not JSON at byte ${fault.byte}: ${fault.problem}`;
  }
  return errno === undefined ? undefined : `the body is not compressed as Content-Encoding says: ${message}`;
}

function unknownProperty({ requestBody }: Operation, broken: readonly Broken[]): string | undefined {
  const { properties } = requestBody?.content?.[JSON_TYPE]?.schema ?? {};
  const names = broken
    .filter(({ errorCode }) => errorCode?.startsWith('additionalProperties.'))
    .map(({ path }) => path.slice('/body/'.length));
  const unknown = properties && unknownName(names, Object.keys(properties));
  return unknown && `the body has no property ${unknown}`;
}

function unknownParameter({ parameters = [] }: Operation, broken: readonly Broken[]): string | undefined {
  const known = parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));
  const names = broken.flatMap(({ path }) =>
    path.startsWith('/query/') ? [path.slice('/query/'.length)] : [],
  );
  const unknown = unknownName(names, known);
  return unknown && `there is no query parameter ${unknown}`;
}
