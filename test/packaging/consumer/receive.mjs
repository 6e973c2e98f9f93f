/** Sends one event with the client to the server in this process, and prints what it received. */
import { createGuanceClient } from '@pushspec/client/guance';
import { createServer } from '@pushspec/server';

const server = await createServer({
  config: { guance: { apiKeys: [], monitors: [{ secret: 'elsewhere' }] } },
});
const guance = createGuanceClient({ secret: 'elsewhere', baseUrl: 'http://server', fetch: server.fetch });
await guance.send({ status: 'error', title: 'disk full' });
const [verdict] = await server.requests();
console.log(
  JSON.stringify({ outcome: verdict.outcome, event: JSON.parse(verdict.request.body).event.title }),
);
await server.close();
