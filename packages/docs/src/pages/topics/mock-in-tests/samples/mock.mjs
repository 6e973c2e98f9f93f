import { createMock } from '@pushspec/mock';

const mock = createMock();
const { url } = await mock.listen({ port: 0 });
const push = (prefer) =>
  fetch(`${url}/api/v1/push-events/secret/team`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...prefer },
    body: JSON.stringify({ event: { status: 'critical', title: 'disk full' } }),
  });
console.log((await push({})).status);
console.log((await push({ Prefer: 'code=500, example=internal-error' })).status);
await mock.close();
