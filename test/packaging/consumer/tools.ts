/** Compiles against the installed types of all other packages. */
import { httpTarget, loadContract, loadScenarios, runScenarios, type Summary } from '@pushspec/conformance';
import { type ApiName, type Config, developmentConfig, loadBundle } from '@pushspec/contract';
import { limits, type paths, type ReasonCode } from '@pushspec/contract/blueking';
import { createExplainer } from '@pushspec/contract/explain';
import { isRenderingOf } from '@pushspec/contract/reasons';
import { openSite } from '@pushspec/docs';
import { examineCloudMonitor, readRawRequest } from '@pushspec/doctor';
import { createMock } from '@pushspec/mock';
import { createServer, type ReceivedRequest, type Verdict } from '@pushspec/server';
import { EXIT, run } from 'pushspec';

const api: ApiName = 'blueking';
const config: Config = developmentConfig;
export const requests: number | undefined = limits.pushCustomReport.rateLimits[0]?.requests;
export const code: ReasonCode = 'data-empty';
export type Push = paths['/v2/push/'];

export async function verdicts(): Promise<Verdict[]> {
  const server = await createServer({ profile: 'receiver', config, site: openSite() });
  const mock = createMock();
  await Promise.all([server.listen({ port: 0 }), mock.listen({ port: 0 })]);
  await Promise.all([server.close(), mock.close()]);
  return server.requests({ api });
}

export async function received(): Promise<ReceivedRequest[]> {
  const server = await createServer();
  const verdict = await server.waitFor(({ request }) => request.method === 'POST');
  return [verdict.request, await server.request(verdict.id)];
}

export async function check(url: string): Promise<Summary> {
  const target = await httpTarget({ url, config, profile: 'documented' });
  return runScenarios({
    scenarios: await loadScenarios({ api }),
    contracts: [loadContract(api, 'documented')],
    target,
  });
}

export function why(raw: Buffer): (string | undefined)[] {
  const report = examineCloudMonitor({ request: readRawRequest(raw), keys: [], nowMs: Date.now() });
  const explainer = createExplainer(loadBundle(api, 'documented'), '/components/schemas/PushRecord');
  return [report.signature, ...explainer.explain({}).map((failure) => failure.code)];
}

export async function commandLine(): Promise<boolean> {
  const { stdout, stderr, stdin } = process;
  return (await run(['--version'], { stdout, stderr, stdin })) === EXIT.ok && isRenderingOf('{a}', 'a');
}
