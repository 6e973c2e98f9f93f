/** Sends 100 events with one signal at the same time, and prints the warnings of the process. */
import { fetchOnlyApis } from './apis.mjs';
import { cloudMonitor } from './cloudmonitor.mjs';

const warnings = [];
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
const input = JSON.parse(process.argv[2]);
const { signal } = new AbortController();
const accepted = {};
for (const { create, good } of [...fetchOnlyApis(input), cloudMonitor(input)]) {
  const client = create(input.baseUrl);
  const sending = Array.from({ length: 100 }, () => client.send(good, { signal }).catch((error) => error));
  accepted[client.api] = (await Promise.all(sending)).filter(({ status }) => status === 200).length;
}
await new Promise((resolve) => setTimeout(resolve, 10));
console.log(JSON.stringify({ accepted, warnings }));
