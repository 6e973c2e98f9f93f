// Sends requests in its own sandbox on a shared server. Prints the sandbox ID and the numbers of accepted, failed and kept requests.
const { URL: url, NAME: name, COUNT: count } = process.env;

async function admin(method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/__admin${path}`, {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  return response.json();
}

const { id, config } = await admin('POST', '/sandboxes', { name });
const [{ secret, subUri }] = config.guance.monitors;
const statuses = [];
async function push() {
  const response = await fetch(`${url}/api/v1/push-events/${secret}/${subUri}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event: { status: 'error', title: name } }),
  });
  statuses.push(response.status);
}

await push();
await admin('POST', `/reset?sandbox=${id}`);
for (let sent = 0; sent < Number(count); sent++) await push();
await admin('POST', `/faults?sandbox=${id}`, { api: 'guance', reason: 'internal-error' });
await push();
const { kept } = await admin('GET', `/requests?sandbox=${id}`);
const has = (status) => statuses.filter((one) => one === status).length;
console.log(id, has(200), has(500), kept);
