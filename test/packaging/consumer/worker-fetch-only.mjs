/** A worker without modules of Node. */
import { fetchOnlyApis } from './apis.mjs';
import { exchange } from './exchange.mjs';

export default {
  async fetch(request) {
    const input = await request.json();
    return Response.json(await exchange(fetchOnlyApis(input), input));
  },
};
