import { httpTarget, loadContract, loadScenarios, runScenarios, textReport } from '@pushspec/conformance';
import { developmentConfig } from '@pushspec/contract';

const url = 'http://127.0.0.1:4010';
const target = await httpTarget({ url, config: developmentConfig, profile: 'documented' });
const summary = await runScenarios({
  scenarios: await loadScenarios({ api: 'guance' }),
  contracts: [loadContract('guance', 'documented')],
  target,
});
await target.close();
console.log(summary.failed === 0 ? 'all is as the contract says' : textReport(summary));
