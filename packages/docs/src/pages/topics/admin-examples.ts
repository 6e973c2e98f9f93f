/** Writes curl commands for each operation of the admin API, with the examples in its document. A test runs all of them. */
import { isObject, type JsonObject } from '@pushspec/contract';
import type { AdminOperation } from './admin-document.ts';

/** The server in the commands. */
export const SERVER = 'http://127.0.0.1:4010';
/** Stands for the ID of a request. The test replaces it. */
export const ID_VARIABLE = '$REQUEST_ID';
/** Stands for the ID of a sandbox. The test replaces it. */
export const SANDBOX_VARIABLE = '$SANDBOX_ID';
/** The API in paths with `{api}`. */
const API = 'guance';

/** Returns a command per example of the operation, or one command if it has no examples. */
export function adminExamples(entry: AdminOperation): string[] {
  const bodies = exampleBodies(entry.operation);
  return bodies.length === 0 ? [commandOf(entry)] : bodies.map((body) => commandOf(entry, body));
}

function commandOf({ method, path, operation }: AdminOperation, body?: unknown): string {
  const url =
    SERVER +
    path.replace('{id}', path.includes('/sandboxes/') ? SANDBOX_VARIABLE : ID_VARIABLE).replace('{api}', API);
  const quoted = url.includes('$') ? `"${url}"` : url;
  const options = [
    isStream(operation) ? '-N --max-time 1 ' : '',
    method === 'GET' || (body !== undefined && method === 'POST') ? '' : `-X ${method} `,
  ].join('');
  const data =
    body === undefined ? '' : ` \\\n  -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;
  return `curl -s ${options}${quoted}${data}`;
}

/** Returns whether the response is a stream, which never ends. */
function isStream({ responses }: JsonObject): boolean {
  return JSON.stringify(responses).includes('text/event-stream');
}

function exampleBodies(operation: JsonObject): unknown[] {
  const body = isObject(operation.requestBody) ? operation.requestBody : {};
  const content = isObject(body.content) ? body.content['application/json'] : undefined;
  const examples = isObject(content) && isObject(content.examples) ? Object.values(content.examples) : [];
  return examples.filter(isObject).map(({ value }) => value);
}
