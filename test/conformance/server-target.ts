/** The reference server as a target: in this process, with a clock that stands still. */
import { type HttpTarget, httpTarget, type Target } from '@pushspec/conformance';
import { type Config, developmentConfig, type Profile, parseConfig } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';

/** What the clock says at the beginning of each scenario. */
export const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');

export interface ServerTarget
  extends Required<Omit<Target, 'call' | 'stage' | 'answersWithExamples' | 'kept'>> {
  /** Of the server that has the configuration of the moment. */
  readonly url: string;
  close(): Promise<void>;
}

interface Running {
  url: string;
  server: PushServer;
  http: HttpTarget;
}

/** A server for each configuration that scenarios ask for, and one clock for all of them. */
export async function serverTarget(profile: Profile): Promise<ServerTarget> {
  let nowMs = BEGINNING;
  const clock = () => nowMs;
  const start = async (config: Config): Promise<Running> => {
    const server = await createServer({ profile, config, clock, store: ':memory:' });
    const { url } = await server.listen({ port: 0 });
    const http = await httpTarget({ url, config, profile, name: 'server', now: clock, holdsClock: true });
    return { url, server, http };
  };
  const usual = await start(developmentConfig);
  const others = new Map<string, Running>();
  let current = usual;
  return {
    name: 'server',
    profile,
    holdsClock: true,
    now: clock,
    get url() {
      return current.url;
    },
    get config() {
      return current.http.config;
    },
    send: (request) => current.http.send(request),
    // Over HTTP it takes several times as long; http.test.ts reads verdicts that way.
    async verdictOf({ headers }) {
      const [newest] = await current.server.requests({ limit: 1 });
      return newest?.id === headers['x-pushspec-request-id'] ? newest : undefined;
    },
    async reset() {
      current = usual;
      nowMs = BEGINNING;
      await current.server.reset();
    },
    async setClock(instant) {
      nowMs = instant;
    },
    async fail(fault) {
      current.server.fail(fault);
    },
    async configure(vendor, settings) {
      const key = JSON.stringify({ [vendor]: settings });
      current = others.get(key) ?? (await start(parseConfig({ [vendor]: settings })));
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
