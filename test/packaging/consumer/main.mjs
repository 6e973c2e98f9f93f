/** Exchanges requests with the server that the command line describes, and prints the results. */
import { fetchOnlyApis } from './apis.mjs';
import { cloudMonitor } from './cloudmonitor.mjs';
import { exchange } from './exchange.mjs';

const input = JSON.parse(process.argv[2]);
console.log(JSON.stringify(await exchange([...fetchOnlyApis(input), cloudMonitor(input)], input)));
