/** Runs a relay for samples that use one, in this process. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { type AccessKey, developmentConfig } from '@pushspec/contract';
import { createRelay } from '@pushspec/relay';

/**
 * Starts a relay to CloudMonitor with the development key. Disposing it stops it.
 *
 * @param folder Parent of the folder with its spool
 */
export async function runningRelay(
  target: string,
  folder: string,
): Promise<AsyncDisposable & { url: string }> {
  const credentials = developmentConfig.cloudmonitor.accounts[0]?.keys[0] as AccessKey;
  const relay = await createRelay({
    api: 'cloudmonitor',
    createClient: (fetch) => createCloudMonitorClient({ credentials, baseUrl: target, fetch }),
    spool: { file: join(mkdtempSync(join(folder, 'relay-')), 'events.spool') },
  });
  const { url } = await relay.listen({ port: 0 });
  return { url, [Symbol.asyncDispose]: relay.close };
}
