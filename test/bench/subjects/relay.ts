/** A relay to BlueKing that stores points in the given file. The service is down, so the relay only accepts. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { developmentConfig } from '@pushspec/contract';
import { createRelay } from '@pushspec/relay';
import { report } from './subject.ts';

const [target] = developmentConfig.blueking.dataIds;
const [, , file] = process.argv;
if (!target || file === undefined) throw new Error('usage: relay.ts FILE');
const relay = await createRelay({
  api: 'blueking',
  createClient: (fetch) => createBluekingClient({ ...target, baseUrl: 'http://127.0.0.1:1', fetch }),
  target: { blueking: { dataIds: [target] } },
  spool: { file, maxItems: 10_000_000, maxBytes: 10 * 1024 ** 3 },
  log: () => undefined,
});
const { url } = await relay.listen({ port: 0 });
report(Number(new URL(url).port));
