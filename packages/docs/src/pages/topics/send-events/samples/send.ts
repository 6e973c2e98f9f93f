import { createGuanceClient, isPushError } from '@pushspec/client/guance';

const address = { secret: 'secret_dev', subUri: 'datakit/push', baseUrl: 'http://127.0.0.1:4010' };
const client = createGuanceClient(address);
try {
  const { status } = await client.send({ status: 'error', title: 'disk full', biz_team: 'payments' });
  console.log('accepted with', status);
  await createGuanceClient({ ...address, apiKey: 'typo' }).send({ status: 'ok' });
} catch (error) {
  if (!isPushError(error)) throw error;
  console.log('refused:', error.reason);
}
