/** Builds requests that the server refuses for one reason: media type, JSON, or one property of the last item. */
import { type BenchRequest, benchRequests, signed } from './requests.ts';

/** Returns the content type and body of a broken request. */
type Breakage = (request: BenchRequest) => { contentType: string; body: string };

const JSON_TYPE = 'application/json';

const breakages: Readonly<Record<string, Breakage>> = {
  'media type': ({ body }) => ({ contentType: 'text/plain', body }),
  'malformed JSON': ({ body }) => ({ contentType: JSON_TYPE, body: body.slice(0, -1) }),
  schema: ({ body }) => ({ contentType: JSON_TYPE, body: withWrongType(body) }),
};

/** Changes the type of one property of the last item. */
function withWrongType(body: string): string {
  const from = Math.max(...['"target"', '"name"', '"status"'].map((name) => body.lastIndexOf(`${name}:`)));
  const value = body.indexOf('"', body.indexOf(':', from));
  return `${body.slice(0, value)}[]${body.slice(body.indexOf('"', value + 1) + 1)}`;
}

/** Returns the refused requests by case, signed if the API requires it. BlueKing accepts any media type. */
export function refusedRequests(nowMs: number): Record<string, BenchRequest> {
  return Object.fromEntries(
    Object.entries(benchRequests(nowMs)).flatMap(([name, request]) =>
      Object.entries(breakages)
        .filter(([fault]) => !(name.startsWith('blueking') && fault === 'media type'))
        .map(([fault, breakRequest]) => [
          `${name}, ${fault}`,
          broken(request, { ...breakRequest(request), nowMs }),
        ]),
    ),
  );
}

function broken(
  request: BenchRequest,
  { contentType, body, nowMs }: { contentType: string; body: string; nowMs: number },
): BenchRequest {
  const isSigned = request.headers['x-cms-signature'] !== undefined;
  const { path, headers } = isSigned ? signed(body, nowMs, contentType) : request;
  return { path, headers: { ...headers, 'content-type': contentType }, body, isRefused: true };
}
