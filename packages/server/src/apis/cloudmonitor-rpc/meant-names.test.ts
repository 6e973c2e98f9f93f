import { expect, it } from 'vitest';
import { rpcRequest, send, signedRequest, startServer } from '../../server.fixture.ts';

/** Returns the codes of the reasons, and the messages of the warnings. */
async function explained(request: Parameters<typeof send>[1]) {
  const server = await startServer();
  await send(server.url, request);
  const [verdict] = await server.requests();
  return {
    reasons: verdict?.reasons.map(({ code }) => code),
    warnings: verdict?.warnings.map(({ message }) => message),
  };
}

it.each([
  ['EventInfo[0].EventName', 'EventInfo.1.EventName'],
  ['EventInfo[2].Content', 'EventInfo.2.Content'],
  ['EventName', 'EventInfo.1.EventName'],
  ['content', 'EventInfo.1.Content'],
])('says that the parameter %s should be %s', async (name, meant) => {
  const target = `/?${encodeURIComponent(name)}=n`;
  const { reasons, warnings } = await explained(rpcRequest('', { target }));
  expect(reasons).toEqual(['no-events']);
  expect(warnings).toEqual([
    `\`${name}\` is a parameter that neither the documentation nor an SDK knows: did you mean \`${meant}\`?`,
  ]);
});

it.each([
  ['eventName', 'did you mean `EventName`?'],
  ['name', 'did you mean `EventName`? `name` is its name in PutEvent and in the upload API'],
])('says that the field %s should be EventName', async (name, suggestion) => {
  const target = `/?EventInfo.1.${name}=n&EventInfo.1.Content=c`;
  const { reasons, warnings } = await explained(rpcRequest('', { target }));
  expect(reasons).toEqual(['name-missing']);
  expect(warnings).toEqual([
    `\`${name}\` is a field that neither the documentation nor an SDK knows: ${suggestion}`,
  ]);
});

it('says that EventName is the name of the RPC API in a refused upload', async () => {
  const { reasons, warnings } = await explained(signedRequest('[{"EventName":"n","content":"c"}]'));
  expect(reasons).toEqual(['name-missing']);
  expect(warnings).toEqual([
    expect.stringContaining('did you mean `name`? `EventName` is its name in PutCustomEvent of the RPC API'),
  ]);
});

it('names at most five unknown names', async () => {
  const names = ['Name', 'NAME', 'nAme', 'naMe', 'namE', 'NAme', 'naME'].map((name) => `"${name}":1`).join();
  const { warnings } = await explained(signedRequest(`[{${names}}]`));
  expect(warnings).toHaveLength(5);
});

it('does not name an unknown name that resembles no other', async () => {
  const { reasons, warnings } = await explained(signedRequest('[{"name":"n","host":"web-001"}]'));
  expect({ reasons, warnings }).toEqual({ reasons: ['content-missing'], warnings: [] });
});
