/** Makes the reference server a conformance target, in this process and with a frozen clock. */
import { type HttpTarget, httpTarget, type Target } from '@pushspec/conformance';
import { type Config, configPartOf, developmentConfig, type Profile, parseConfig } from '@pushspec/contract';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';

/** Time of the clock at the start of each scenario. */
export const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');

export interface ServerTarget
  extends Required<Omit<Target, 'call' | 'stage' | 'respondsWithExamples' | 'storedRequests'>> {
  /** URL of the server with the current configuration. */
  readonly url: string;
  close(): Promise<void>;
}

/** Changes to the server that the target does not report, such as a changed contract. */
export interface Altered {
  readonly documents?: NonNullable<ServerOptions['documents']>;
  readonly config?: (config: Config) => Config;
}

interface Running {
  url: string;
  server: PushServer;
  http: HttpTarget;
}

/** Creates a target with a server for each configuration that scenarios need, and one clock for all. */
export async function serverTarget(profile: Profile, altered: Altered = {}): Promise<ServerTarget> {
  let nowMs = BEGINNING;
  const clock = () => nowMs;
  const documents = altered.documents && { documents: altered.documents };
  const start = async (config: Config): Promise<Running> => {
    const given = altered.config?.(config) ?? config;
    const server = await createServer({ profile, config: given, clock, store: ':memory:', ...documents });
    const { url } = await server.listen({ port: 0 });
    const http = await httpTarget({ url, config, profile, name: 'server', now: clock, hasFrozenClock: true });
    return { url, server, http };
  };
  const usual = await start(developmentConfig);
  const others = new Map<string, Running>();
  let current = usual;
  return {
    name: 'server',
    profile,
    hasFrozenClock: true,
    now: clock,
    get url() {
      return current.url;
    },
    get config() {
      return current.http.config;
    },
    send: (request) => current.http.send(request),
    // HTTP takes several times as long. http.test.ts covers it.
    async verdictOf({ headers }) {
      const [newest] = await current.server.requests({ limit: 1 });
      return newest?.id === headers['x-pushspec-request-id'] ? newest : undefined;
    },
    async reset() {
      current = usual;
      nowMs = BEGINNING;
      await current.server.reset();
    },
    async setClock(time) {
      nowMs = time;
    },
    async fail(fault) {
      current.server.fail(fault);
    },
    async configure(api, settings) {
      const changed = { [configPartOf(api)]: settings };
      const key = JSON.stringify(changed);
      current = others.get(key) ?? (await start(parseConfig(changed)));
      others.set(key, current);
      await current.server.reset();
    },
    async close() {
      for (const { server, http } of [usual, ...others.values()]) {
        await http.close();
        await server.close();
      }
    },
  };
}
