/** Compiles against the installed types of the client, with only a compiler and the DOM types. */
import type { ClientOptions, PushResult } from '@pushspec/client';
import { type BluekingReason, createBluekingClient, isPushError } from '@pushspec/client/blueking';
import {
  createCloudMonitorClient,
  createOpenApiClient,
  customEvent,
  fromEnvironment,
  type PublicRegion,
} from '@pushspec/client/cloudmonitor';
import { createGuanceClient, type GuanceSite } from '@pushspec/client/guance';
import { validate } from '@pushspec/client/guance/validate';
import { createReporter, type Ledger } from '@pushspec/client/reporter';

const region: PublicRegion = 'cn-hangzhou';
const site: GuanceSite = 'Guance CN1';
const options: ClientOptions = { timeoutMs: 1000 };

const blueking = createBluekingClient({
  ...options,
  dataId: 1,
  accessToken: 'token',
  kind: 'metric',
  baseUrl: 'http://127.0.0.1:1',
});
const cloudMonitor = createCloudMonitorClient({ ...options, credentials: fromEnvironment(), region });
const guance = createGuanceClient({ ...options, secret: 'secret', site });

export async function pushAll(): Promise<Pick<PushResult, 'api' | 'status'>[]> {
  return [
    await blueking.send({ metrics: { cpu_load: 0.25 }, target: 'web-001', dimension: {} }),
    await cloudMonitor.send({ name: 'deploy', content: '1.4' }),
    await guance.send({ status: 'ok', title: 'disk full', biz_team: 'payments' }),
  ];
}

interface Load {
  readonly cpu_load: number;
}
interface Host {
  readonly host: string;
}
const load: Load = { cpu_load: 0.25 };
const host: Host = { host: 'web-001' };

export async function pushInterfaces(): Promise<void> {
  await blueking.send({ metrics: load, target: 'web-001', dimension: host });
  await cloudMonitor.send(customEvent({ name: 'load', content: load }));
  await guance.send({ status: 'ok', dimension_tags: host }, { extraData: load });
  createReporter(blueking).push({ metrics: load, target: 'web-001', dimension: host });
}

export async function report(): Promise<Ledger> {
  const reporter = createReporter(guance, { onOutcome: ({ end }) => console.log(end) });
  reporter.push({ status: 'error', title: 'disk full', biz_team: 'payments' });
  return reporter.close();
}

export async function upload(): Promise<string | undefined> {
  const api = createOpenApiClient({ ...options, credentials: fromEnvironment(), region });
  const body = [{ name: 'deploy', content: '1.4' }];
  const { data, error } = await api.POST('/event/custom/upload', { body });
  return data?.code ?? error?.msg;
}

export const isValid: boolean = validate({ status: 'ok' }).valid;

export function reasonOf(error: unknown): BluekingReason | undefined {
  return isPushError(error) ? error.reason : undefined;
}

// @ts-expect-error a client for metrics accepts no event
blueking.send({ event_name: 'e', event: { content: 'c' }, target: 't', dimension: {} });
// @ts-expect-error the region does not exist
createCloudMonitorClient({ credentials: fromEnvironment(), region: 'nowhere' });
// @ts-expect-error the value of a custom field is a string
guance.send({ status: 'ok', biz_team: 7 });
// @ts-expect-error the name is reserved
guance.send({ status: 'ok', df_team: 'payments' });
// @ts-expect-error a metric is a number
blueking.send({ metrics: host, target: 'web-001' });
