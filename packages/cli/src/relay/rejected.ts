/** Lists the events that a relay could not deliver, or sends them again. */
import type { RejectedEvent, Retried } from '@pushspec/relay';
import type { RejectedFlags } from '../commands/relay.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { relayToken } from '../token.ts';

export async function runRejected({ retry, ...flags }: RejectedFlags, streams: Streams): Promise<void> {
  if (retry === undefined) return list(flags, streams);
  const body = retry === true ? undefined : JSON.stringify({ ids: retry });
  const result = await call<Retried>(flags, { method: 'POST', path: '/rejected/retry', body });
  if (flags.json) writeJson(streams, result);
  else say(streams, describe(result));
}

function describe({ retried, left }: Retried): string {
  const again = `${retried} ${retried === 1 ? 'event' : 'events'} will be sent again`;
  return left === 0 ? again : `${again}. There is no room for ${left} more: repeat the command later`;
}

async function list(flags: Omit<RejectedFlags, 'retry'>, streams: Streams): Promise<void> {
  const path = `/rejected?limit=${flags.limit}`;
  const { count, events } = await call<{ count: number; events: RejectedEvent[] }>(flags, { path });
  if (flags.json) {
    for (const event of events) writeJson(streams, event);
    return;
  }
  if (count === 0) return say(streams, 'no rejected events');
  for (const { id, at, end, reason, message, mayHaveArrived, event } of events) {
    const arrival = mayHaveArrived ? '  may have arrived' : '';
    streams.stdout.write(
      `${id}  ${at}  ${end}  ${reason}${arrival}\n  ${message}\n  ${JSON.stringify(event)}\n`,
    );
  }
  if (count > events.length) say(streams, `${count - events.length} more: raise \`--limit\``);
}

interface Call {
  readonly path: string;
  readonly method?: 'POST';
  readonly body?: string | undefined;
}

async function call<Result>(
  { url, ...flags }: Pick<RejectedFlags, 'url' | 'token'>,
  { path, method, body }: Call,
): Promise<Result> {
  const token = relayToken(flags.token);
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const response = await fetch(url + path, {
    ...{ headers },
    ...(method && { method }),
    ...(body !== undefined && { body }),
  }).catch((cause: unknown) => {
    throw new CommandFailure(
      EXIT.network,
      `no relay responds at ${url}: start it with \`pushspec relay\`, or set its address with \`--url\``,
      { cause },
    );
  });
  const result: unknown = await response.json().catch(() => undefined);
  if (response.ok) return result as Result;
  const message = (result as { error?: string } | undefined)?.error ?? `status ${response.status}`;
  const advice = response.status === 401 ? ' (set `--token` or PUSHSPEC_RELAY_TOKEN)' : '';
  const code = response.status === 401 ? EXIT.credentials : EXIT.refused;
  throw new CommandFailure(code, `the relay at ${url} refused the request: ${message}${advice}`);
}
