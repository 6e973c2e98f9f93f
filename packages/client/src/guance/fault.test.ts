import { responses } from '@pushspec/contract/guance/responses';
import { expect, it } from 'vitest';
import { rejection } from '../rejection.fixture.ts';
import { createGuanceClient } from './index.ts';

const { accepted } = responses.pushEvent;

const tags = { host: 'web-001', device: '/data' };

function clientOf() {
  const sent: unknown[] = [];
  const client = createGuanceClient({
    webhook: 'http://127.0.0.1:1/api/v1/push-events/secret_dev/datakit/push',
    fetch: async (_url, init) => {
      sent.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)));
      return Response.json(accepted.body);
    },
  });
  return { client, sent };
}

it('reports a fault with status error, and its recovery with the same tags and status ok', async () => {
  const { client, sent } = clientOf();
  await client.alert(tags);
  await client.resolve(tags);
  expect(sent).toEqual([
    { event: { status: 'error', dimension_tags: tags } },
    { event: { status: 'ok', dimension_tags: tags } },
  ]);
});

it('sends all details, with the additional data next to the event', async () => {
  const { client, sent } = clientOf();
  const details = { title: 'disk full', message: '97 %', check_value: 97.5, date: 1763683200 };
  await client.alert(tags, {
    ...details,
    status: 'critical',
    biz_team: 'payments',
    extraData: { ruleId: 'disk' },
  });
  await client.resolve(tags, { check_value: 61, biz_team: 'payments', extraData: { ruleId: 'disk' } });
  expect(sent).toEqual([
    {
      event: { ...details, status: 'critical', biz_team: 'payments', dimension_tags: tags },
      extraData: { ruleId: 'disk' },
    },
    {
      event: { status: 'ok', check_value: 61, biz_team: 'payments', dimension_tags: tags },
      extraData: { ruleId: 'disk' },
    },
  ]);
});

it('is aborted by the signal in the details', async () => {
  const { client, sent } = clientOf();
  const error = await rejection(client.alert(tags, { signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ name: 'TransportError', kind: 'aborted' });
  expect(sent).toEqual([]);
});

it('does not compile the status of the other call, or a second set of tags', async () => {
  const { client, sent } = clientOf();
  // @ts-expect-error ok closes
  await client.alert(tags, { status: 'ok' });
  // @ts-expect-error the status of the end is ok
  await client.resolve(tags, { status: 'error' });
  // @ts-expect-error the tags come first
  await client.alert(tags, { dimension_tags: { host: 'web-002' } });
  expect(sent).toMatchObject([
    {},
    { event: { status: 'ok' } },
    { event: { status: 'error', dimension_tags: tags } },
  ]);
});

it('accepts and rejects the same custom fields as send()', async () => {
  const { client } = clientOf();
  await client.alert(tags, { biz_team: 'payments', 负责人: '张三' });
  // @ts-expect-error a custom field is a string
  await client.alert(tags, { biz_count: 1 });
  // @ts-expect-error df_ is the vendor's
  await client.resolve(tags, { df_team: 'payments' });
  // @ts-expect-error reserved
  await client.resolve(tags, { source: 'x' });
  const own: Record<string, string> = { biz_team: 'payments' };
  await client.alert(tags, { title: 'disk full', ...own });
  const details = { status: 'critical', check_value: '97' } as const;
  // @ts-expect-error check_value is a number, also in a variable
  await client.alert(tags, details);
  // @ts-expect-error a tag is not an object
  await client.alert({ host: {} });
});
