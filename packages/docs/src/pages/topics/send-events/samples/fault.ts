import { createGuanceClient } from '@pushspec/client/guance';

const client = createGuanceClient({
  webhook: 'http://127.0.0.1:4010/api/v1/push-events/secret_dev/datakit/push',
});
await client.alert({ host: 'web-001' }, { title: 'disk full', check_value: 97.5 });
await client.resolve({ host: 'web-001' }, { title: 'disk is fine again', check_value: 61 });
