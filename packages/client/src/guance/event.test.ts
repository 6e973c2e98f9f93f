/** Checked by the type checker. The sends are real, so that code that compiles also runs. */

import { refusedNames } from '@pushspec/contract/guance';
import { responses } from '@pushspec/contract/guance/responses';
import { expect, expectTypeOf, it } from 'vitest';
import { createGuanceClient, type EventFields, type RefusedName } from './index.ts';

const { accepted } = responses.pushEvent;

const sent: unknown[] = [];
const client = createGuanceClient({
  secret: 'secret_dev',
  baseUrl: 'http://127.0.0.1:1',
  fetch: async (_url, init) => {
    sent.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)));
    return Response.json(accepted.body);
  },
});

it('accepts any other name as a custom string field', async () => {
  await client.send({
    status: 'error',
    biz_team: 'payments',
    x_: '1',
    dfx: '2',
    Source: '3',
    'a b': '4',
    负责人: '张三',
  });
  expect(sent.at(-1)).toMatchObject({ event: { status: 'error', biz_team: 'payments', 负责人: '张三' } });
});

it('accepts an event from a variable with an inferred type', async () => {
  const event = { status: 'ok' as const, check_value: 20, biz_team: 'payments' };
  await client.send(event);
  expect(sent.at(-1)).toEqual({ event });
});

it('accepts an event with optional custom fields', async () => {
  const event: { status: 'ok'; biz_team?: string } = { status: 'ok' };
  await client.send(event);
  expect(sent.at(-1)).toEqual({ event });
});

it('accepts custom fields that are known only at run time', async () => {
  const own: Record<string, string> = { biz_team: 'payments' };
  await client.send({ status: 'ok', check_value: 1, ...own });
  expect(sent.at(-1)).toEqual({ event: { status: 'ok', check_value: 1, biz_team: 'payments' } });
});

it('accepts a list of events with different custom fields', async () => {
  await client.send([
    { status: 'error', biz_team: 'payments' },
    { status: 'ok', biz_ticket: 'T-1', dimension_tags: { host: 'web-001' } },
  ]);
  expect(sent.at(-1)).toMatchObject({ event: { biz_ticket: 'T-1' } });
});

it('does not compile a number in a custom field', async () => {
  // @ts-expect-error a custom field is a string
  await client.send({ status: 'error', biz_count: 1 });
  const event = { status: 'error' as const, biz_count: 1 };
  // @ts-expect-error also from a variable
  await client.send(event);
  // @ts-expect-error also in a list
  await client.send([{ status: 'ok' }, { status: 'error', biz_count: 1 }]);
});

it('does not compile null, an object or a boolean in a custom field', async () => {
  // @ts-expect-error null is not a string
  await client.send({ status: 'error', biz_team: null });
  // @ts-expect-error an object belongs in extraData, which is next to the event
  await client.send({ status: 'error', extraData: { a: 1 } });
  // @ts-expect-error a boolean is not a string
  await client.send({ status: 'error', biz_paid: true });
});

it('does not compile a name that begins with df_', async () => {
  // @ts-expect-error df_ is the vendor's
  await client.send({ status: 'error', df_team: 'payments' });
  const event = { status: 'error' as const, df_team: 'payments' };
  // @ts-expect-error also from a variable
  await client.send(event);
});

it('does not compile a name that begins with _', async () => {
  // @ts-expect-error _ is the vendor's
  await client.send({ status: 'error', _team: 'payments' });
  const event = { status: 'error' as const, _team: 'payments' };
  // @ts-expect-error also from a variable
  await client.send(event);
});

it('does not compile any reserved name', async () => {
  // @ts-expect-error reserved
  await client.send({ status: 'error', source: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', time: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', time_us: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', timestamp: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', workspace_uuid: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', workspace_name: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', extra_data: 'x' });
  // @ts-expect-error reserved
  await client.send({ status: 'error', create_time: 'x' });
  const event = { status: 'error' as const, source: 'x' };
  // @ts-expect-error also from a variable
  await client.send(event);
  expect(refusedNames.UnreservedName.names).toHaveLength(8);
});

it('does not compile a wrong or missing status', async () => {
  // @ts-expect-error not one of the six
  await client.send({ status: 'nodata' });
  // @ts-expect-error status is required
  await client.send({ title: 'disk full' });
});

it('does not compile a wrong type in a known field', async () => {
  // @ts-expect-error a number without quotes
  await client.send({ status: 'error', check_value: '20' });
  // @ts-expect-error a tag is not an object
  await client.send({ status: 'error', dimension_tags: { host: {} } });
});

it('derives the properties of an event from the contract', () => {
  expectTypeOf<keyof EventFields>().toEqualTypeOf<
    'date' | 'status' | 'title' | 'message' | 'dimension_tags' | 'check_value'
  >();
  expectTypeOf<EventFields['status']>().toEqualTypeOf<
    'fatal' | 'critical' | 'error' | 'warning' | 'info' | 'ok'
  >();
  expectTypeOf<'biz_team'>().not.toExtend<RefusedName>();
  expectTypeOf<'df_team'>().toExtend<RefusedName>();
});
