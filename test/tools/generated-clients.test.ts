/**
 * Checks clients that other people's generators make of the contracts: they compile, send every example and large numbers
 * unchanged to the reference server, and read its responses.
 */
import {
  type ApiName,
  apiNames,
  type Json,
  type JsonObject,
  loadBundle,
  operationsOf,
} from '@pushspec/contract';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { runningProxy } from '../samples/running-proxy.ts';
import { callOf } from './call.ts';
import { clientGenerators } from './client-generators.ts';
import { install } from './install.ts';
import { expectKnown } from './known-failures.ts';
import { scratchOf, writeBundle } from './scratch.ts';

const installed = {
  java: await install('java'),
  go: await install('go'),
  python: await install('python'),
  typescript: await install('typescript'),
};

/** The schemas of an API with several operations at one path describe a decoded form, so only its types are of use. */
const hasBodies = (api: ApiName) =>
  operationsOf(loadBundle(api, 'documented')).every(({ path }) => !path.includes('#'));

const cases = clientGenerators.flatMap((generator) =>
  apiNames.filter(hasBodies).map((api) => ({ generator, api, tool: generator.tool })),
);

/** Returns the received bodies in their order. */
async function received(url: string, ids: readonly string[]): Promise<Json[]> {
  const bodies: Json[] = [];
  for (const id of ids) {
    const response = await fetch(`${url}/__admin/requests/${id}`);
    const { request } = (await response.json()) as { request: { body: string } };
    bodies.push(JSON.parse(request.body));
  }
  return bodies;
}

/** The admin API masks access tokens. */
function withoutToken(body: Json): Json {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { access_token, ...rest } = body as JsonObject;
  return rest;
}

it.for(cases)('the client of $tool sends to $api', async ({ generator, api, tool }, context) => {
  const { folder, needs } = generator;
  const scratch = scratchOf(folder, installed[folder], context);
  if (needs) scratch.add(needs, installed[needs]);
  const call = callOf(api);
  const bundle = writeBundle(scratch, api);
  scratch.write('bodies.json', JSON.stringify(call.bodies));
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  await using proxy = await runningProxy(url);
  await expectKnown(tool, api, async () => {
    await generator.build(scratch, bundle, call);
    const { stdout } = await scratch.run(generator.command(scratch), {
      env: { PUSH_URL: call.headers.length > 0 ? proxy.url : url },
    });
    expect(stdout.trim().split(/\s+/)).toEqual(call.bodies.map(() => String(call.successCode)));
    const requests = await server.requests();
    expect(requests.map(({ outcome }) => outcome)).toEqual(call.bodies.map(() => 'accepted'));
    const bodies = await received(
      url,
      requests.map(({ id }) => String(id)),
    );
    for (const [index, body] of call.bodies.map(withoutToken).entries()) {
      const sent = withoutToken(bodies[index] ?? null);
      expect(sent, `sends ${JSON.stringify(sent)}`).toEqual(body);
    }
  });
});
