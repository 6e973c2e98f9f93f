/** Compiled against the installed types of the client, by nothing but a compiler and the types of the web. */
import type { ClientOptions, PushResult } from '@pushspec/client';
import { type BluekingReason, createBluekingClient, isPushError } from '@pushspec/client/blueking';
import { createCloudMonitorClient, fromEnvironment, type PublicRegion } from '@pushspec/client/cloudmonitor';
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

export async function pushAll(): Promise<Pick<PushResult, 'vendor' | 'status'>[]> {
  return [
    await blueking.send({ metrics: { cpu_load: 0.25 }, target: 'web-001', dimension: {} }),
    await cloudMonitor.send({ name: 'deploy', content: '1.4' }),
    await guance.send({ status: 'ok', title: 'disk full', biz_team: 'payments' }),
  ];
}

export async function report(): Promise<Ledger> {
  const reporter = createReporter(guance, { onOutcome: ({ end }) => console.log(end) });
  reporter.push({ status: 'error', title: 'disk full', biz_team: 'payments' });
  return reporter.close();
}

export const isValid: boolean = validate({ status: 'ok' }).valid;

export function reasonOf(error: unknown): BluekingReason | undefined {
  return isPushError(error) ? error.reason : undefined;
}

// @ts-expect-error an event is nothing for a client of metrics
blueking.send({ event_name: 'e', event: { content: 'c' }, target: 't', dimension: {} });
// @ts-expect-error there is no such region
createCloudMonitorClient({ credentials: fromEnvironment(), region: 'nowhere' });
// @ts-expect-error the value of a field of one's own is text
guance.send({ status: 'ok', biz_team: 7 });
// @ts-expect-error the name is reserved
guance.send({ status: 'ok', df_team: 'payments' });
