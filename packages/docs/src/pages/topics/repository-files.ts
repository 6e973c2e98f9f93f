/** Lists the files of other packages that pages are generated from. Pages are built inside the repository only. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const packages = join(import.meta.dirname, '../../../..');

/** Path of the OpenAPI document of the admin API. */
export const ADMIN_DOCUMENT = 'server/admin.openapi.yaml';

/** Source file of each option type, by its name in pages: `<package>.<type>`. */
export const OPTION_SOURCES: Readonly<Record<string, string>> = {
  'server.ServerOptions': 'server/src/server-options.ts',
  'server.ListenOptions': 'server/src/http/listening.ts',
  'server.TrafficLimits': 'server/src/http/traffic.ts',
  'server.PushServer': 'server/src/server-options.ts',
  'server.ClockControl': 'server/src/clock.ts',
  'server.Filter': 'server/src/store/store.ts',
  'server.WaitForOptions': 'server/src/store/wait-for.ts',
  'mock.MockOptions': 'mock/src/mock.ts',
  'client.ClientOptions': 'client/src/options.ts',
  'client.SendOptions': 'client/src/options.ts',
  'client.BluekingOptions': 'client/src/blueking/client.ts',
  'client.CloudMonitorTarget': 'client/src/cloudmonitor/client.ts',
  'client.CloudMonitorSigning': 'client/src/cloudmonitor/client.ts',
  'client.CloudMonitorCredentials': 'client/src/cloudmonitor/credentials.ts',
  'client.RpcSigning': 'client/src/cloudmonitor-rpc/client.ts',
  'client.RpcTarget': 'client/src/cloudmonitor-rpc/client.ts',
  'client.ExpiringCredentials': 'client/src/cloudmonitor/credentials.ts',
  'client.GuanceKey': 'client/src/guance/options.ts',
  'client.GuanceCredentials': 'client/src/guance/options.ts',
  'client.GuanceTarget': 'client/src/guance/options.ts',
  'client.GuanceWebhook': 'client/src/guance/options.ts',
  'client.GuanceSendOptions': 'client/src/guance/client.ts',
  'client.OpenApiOptions': 'client/src/openapi-client.ts',
  'client.UndiciOptions': 'client/src/undici/index.ts',
  'client.ReporterOptions': 'client/src/reporter/options.ts',
  'client.BatchOptions': 'client/src/reporter/options.ts',
  'client.QueueOptions': 'client/src/reporter/options.ts',
  'client.RetryOptions': 'client/src/reporter/options.ts',
  'client.PaceOptions': 'client/src/reporter/options.ts',
  'client.SpoolOptions': 'client/src/spool/spool.ts',
  'spool-sqlite.StoreOptions': 'spool-sqlite/src/store.ts',
  'client.FlushOptions': 'client/src/reporter/closing.ts',
  'client.CloseOptions': 'client/src/reporter/closing.ts',
  'client.ExitOptions': 'client/src/reporter/exit.ts',
  'client.CustomEventInput': 'client/src/cloudmonitor/custom-event.ts',
  'client.SignInput': 'client/src/cloudmonitor/sign.ts',
  'client.SignedHeadersInput': 'client/src/cloudmonitor/signed-headers.ts',
  'client.RpcSignedHeadersInput': 'client/src/cloudmonitor-rpc/signed-headers.ts',
  'client.BluekingValidateOptions': 'client/src/blueking/validate.ts',
  'client.GuanceValidateOptions': 'client/src/guance/validate.ts',
  'client.InMemoryOptions': 'client/src/testing/in-memory-service.ts',
  'client.InMemoryBluekingOptions': 'client/src/blueking/in-memory.ts',
  'client.InMemoryGuanceOptions': 'client/src/guance/in-memory.ts',
  'client.InMemorySpoolOptions': 'client/src/testing/in-memory-spool.ts',
  'client.MetricsOptions': 'client/src/opentelemetry/instruments.ts',
  'client.ClientMetricsOptions': 'client/src/opentelemetry/measure-client.ts',
  'client.UntracedFetchOptions': 'client/src/opentelemetry/untraced-fetch.ts',
  'conformance.HttpTargetOptions': 'conformance/src/target/http-target.ts',
};

/** Returns the content of a file, by its path below `packages`. */
export function readRepositoryFile(path: string): string {
  return readFileSync(join(packages, path), 'utf8');
}

/** Returns all files that pages are generated from. A change makes the pages stale. */
export function repositoryFiles(): string[] {
  return [...new Set([ADMIN_DOCUMENT, ...Object.values(OPTION_SOURCES)])].sort();
}
