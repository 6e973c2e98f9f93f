import { createOpenApiClient } from '@pushspec/client/guance';

const api = createOpenApiClient({
  secret: 'secret_dev',
  subUri: 'datakit/push',
  baseUrl: 'http://127.0.0.1:4010',
});
for (const field of ['biz_team', 'df_team']) {
  const { data, error, response } = await api.POST('/api/v1/push-events/{secret}/{subUri}', {
    body: { event: { status: 'error', title: 'disk full', [field]: 'payments' } },
  });
  console.log(response.status, data ? 'accepted' : error.message);
}
