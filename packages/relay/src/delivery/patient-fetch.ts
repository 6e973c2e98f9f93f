/**
 * Makes failures of the way to the vendor look temporary, so that the reporter repeats the request until the event is too old.
 * Otherwise an expired certificate or a login page of a gateway would end every event that waits.
 */
import type { Fetch, FetchResponse } from '@pushspec/client';

/** Codes of connections that fail or break, which the reporter repeats by itself. `EPROTO` is one of TLS. */
const TEMPORARY = /^E(?!PROTO$|RR_)[A-Z_]+$|^UND_ERR_(?:SOCKET|\w*TIMEOUT)$/;

const SERVICE_UNAVAILABLE = 503;
const MAX_CAUSES = 10;

/** Returns the `fetch`. `log` gets each problem once, until a response of the vendor arrives. */
export function patientFetch(fetch: Fetch, log: (line: string) => void): Fetch {
  let logged: string | undefined;
  const report = (problem: string) => {
    if (problem !== logged) log(`warning: ${problem}. Events wait until this is fixed.`);
    logged = problem;
  };
  return async (url, init) => {
    const { origin } = new URL(url);
    let response: FetchResponse;
    try {
      response = await fetch(url, init);
    } catch (error) {
      const causes = causesOf(error);
      if (init.signal.aborted || causes.some(({ code }) => TEMPORARY.test(String(code)))) throw error;
      report(`no request to ${origin} can succeed: ${causes.at(-1)?.message}`);
      // Without the code and the cause it counts as a broken connection.
      throw new TypeError('fetch failed');
    }
    if (response.ok) {
      logged = undefined;
      return response;
    }
    const text = await response.text();
    if (isJson(text)) return again(response, text);
    report(`${origin} responded with ${response.status} and not in JSON: check the address and the proxies`);
    return again(response, '', SERVICE_UNAVAILABLE);
  };
}

/** Returns a response whose body can be read again. A redirect has status 0 in browsers, which no `Response` can have. */
function again(response: FetchResponse, text: string, status = response.status): FetchResponse {
  const { headers } = response;
  return { status, ok: false, headers, body: null, text: async () => text };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

interface Cause {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

/** Returns an error and its causes, the outermost first. */
function causesOf(error: unknown): readonly Cause[] {
  const chain: Cause[] = [];
  for (let next = error as Cause | undefined; next && chain.length < MAX_CAUSES; next = next.cause as Cause)
    chain.push(next);
  return chain;
}
