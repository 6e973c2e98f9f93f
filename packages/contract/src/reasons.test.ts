import { expect, it } from 'vitest';
import { loadBundle, profiles, vendors } from './bundle.ts';
import { type JsonObject, operationsOf } from './document.ts';
import { wireReasonTable } from './generate/tables.ts';
import { isRenderingOf, reasonOfAnswer, renderMessage, type WireReason } from './reasons.ts';

const blueking = wireReasonTable(loadBundle('blueking', 'receiver')) as unknown as Record<string, WireReason>;

it('puts parameters into a template and leaves an unknown one as it is', () => {
  expect(renderMessage('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});

it('recognises a rendering whatever its parameters hold', () => {
  expect(isRenderingOf("name '{name}' is (bad)", "name '.*' is (bad)")).toBe(true);
  expect(isRenderingOf("name '{name}' is (bad)", 'name x is (bad)')).toBe(false);
});

it('takes the reason with the most literal text', () => {
  const answer = { status: 401, message: 'reject empty token' };
  expect(reasonOfAnswer(blueking, answer)).toBe('empty-token');
});

it('falls back to the general reason of the status', () => {
  expect(reasonOfAnswer(blueking, { status: 400, message: 'a text of a later version' })).toBe('bad-request');
});

it('knows no reason for a status that the contract has not', () => {
  expect(reasonOfAnswer(blueking, { status: 418, message: '' })).toBeUndefined();
});

it('goes by the error code before the status', () => {
  const reasons: Record<string, WireReason> = {
    limited: {
      status: 401,
      errorCode: 'ft.Limited',
      message: 'slow down',
      retryable: true,
      fix: 'x',
      general: true,
    },
    key: { status: 403, errorCode: 'ft.Key', message: 'bad key', retryable: false, fix: 'x' },
  };
  expect(reasonOfAnswer(reasons, { status: 401, message: 'no', errorCode: 'ft.Key' })).toBe('key');
});

it('finds the reason of every error example of every contract', () => {
  for (const vendor of vendors) {
    for (const profile of profiles) {
      const document = loadBundle(vendor, profile);
      const reasons = wireReasonTable(document) as unknown as Record<string, WireReason>;
      for (const { operation } of operationsOf(document)) {
        for (const [status, response] of Object.entries(operation.responses as JsonObject)) {
          const media = Object.values((response as JsonObject).content as JsonObject)[0] as JsonObject;
          if (Number(status) < 400) continue;
          for (const [code, example] of Object.entries(media.examples as JsonObject)) {
            const value = (example as JsonObject).value as JsonObject;
            const message = String(value[String(operation['x-message-member'])]);
            const errorCode = value.errorCode === undefined ? undefined : String(value.errorCode);
            expect(`${vendor} ${code}`).toBe(
              `${vendor} ${reasonOfAnswer(reasons, { status: Number(status), message, errorCode })}`,
            );
          }
        }
      }
    }
  }
});
