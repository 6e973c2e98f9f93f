/** A worker with all clients. */
import { fetchOnlyApis } from './apis.mjs';
import { cloudMonitor } from './cloudmonitor.mjs';
import { exchange } from './exchange.mjs';

export default {
  async fetch(request) {
    const input = await request.json();
    return Response.json(await exchange([...fetchOnlyApis(input), cloudMonitor(input)], input));
  },
};
