/** Calls PutCustomEvent, or the action in ACTION, for the events of each call, with the method in METHOD. */
const { readFileSync } = require('node:fs');
const { RPCClient } = require('@alicloud/pop-core');

const { ACTION = 'PutCustomEvent', METHOD: method = 'POST' } = process.env;
const client = new RPCClient({
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN,
  endpoint: process.env.PUSH_URL,
  apiVersion: ACTION === 'PutEvent' ? '2018-03-08' : '2019-01-01',
});

function parameters(events) {
  if (ACTION === 'PutEvent') return { EventInfo: JSON.stringify(events) };
  const names = { name: 'EventName', content: 'Content', groupId: 'GroupId', time: 'Time' };
  const rename = (event) =>
    Object.fromEntries(Object.entries(event).map(([name, value]) => [names[name], value]));
  return { EventInfo: events.map(rename) };
}

async function main() {
  for (const events of JSON.parse(readFileSync(process.argv[2], 'utf8')))
    console.log(await client.request(ACTION, parameters(events), { method }));
}

main().catch(({ name, message }) => {
  console.error(name, message);
  process.exitCode = 1;
});
