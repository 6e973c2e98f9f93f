import { expect, it } from 'vitest';
import { apiNames, loadBundle, profiles } from './bundle.ts';
import { type JsonObject, operationsOf, resolveNode } from './document.ts';
import { wireReasonTable } from './generate/tables.ts';
import { isRenderingOf, reasonOfResponse, renderMessage, type WireReason } from './reasons.ts';

const blueking = wireReasonTable(loadBundle('blueking', 'receiver')) as unknown as Record<string, WireReason>;

it('renders parameters and keeps a placeholder without a value', () => {
  expect(renderMessage('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});

it('recognizes a rendering with any parameters', () => {
  expect(isRenderingOf("name '{name}' is (bad)", "name '.*' is (bad)")).toBe(true);
  expect(isRenderingOf("name '{name}' is (bad)", 'name x is (bad)')).toBe(false);
});

it('prefers the reason whose message has the most literal characters', () => {
  const response = { status: 401, message: 'reject empty token' };
  expect(reasonOfResponse(blueking, response)).toBe('empty-token');
});

it('falls back to the general reason of the status', () => {
  expect(reasonOfResponse(blueking, { status: 400, message: 'a message of a later version' })).toBe(
    'bad-request',
  );
});

it('returns undefined for a status that the contract does not have', () => {
  expect(reasonOfResponse(blueking, { status: 418, message: '' })).toBeUndefined();
});

it('matches the error code before the status', () => {
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
  expect(reasonOfResponse(reasons, { status: 401, message: 'no', errorCode: 'ft.Key' })).toBe('key');
});

it('matches the family of an error code after the code itself', () => {
  const common = { status: 400, retryable: false, fix: 'x' };
  const reasons: Record<string, WireReason> = {
    general: { ...common, errorCode: '400', message: 'no', general: true },
    format: { ...common, errorCode: 'Time.Format', message: 'bad time' },
    expired: { ...common, errorCode: 'Time.Expired', errorCodeFamily: 'Time', message: 'old time' },
  };
  const reasonOf = (errorCode: string) => reasonOfResponse(reasons, { status: 400, message: '', errorCode });
  expect(['Time.Format', 'Time.Expired', 'Time.Other', 'Time', 'Timestamp', '400'].map(reasonOf)).toEqual([
    'format',
    'expired',
    'expired',
    'expired',
    'general',
    'general',
  ]);
});

it('finds the reason of every error example of every contract', () => {
  for (const api of apiNames) {
    for (const profile of profiles) {
      const document = loadBundle(api, profile);
      const reasons = wireReasonTable(document) as unknown as Record<string, WireReason>;
      for (const { operation } of operationsOf(document)) {
        for (const [status, response] of Object.entries(operation.responses as JsonObject)) {
          const { content } = resolveNode(document, response as JsonObject);
          const media = Object.values(content as JsonObject)[0] as JsonObject;
          if (Number(status) < 400) continue;
          for (const [code, example] of Object.entries(media.examples as JsonObject)) {
            const value = (example as JsonObject).value as JsonObject;
            const message = String(value[String(operation['x-message-member'])]);
            const codeMember = String(operation['x-code-member'] ?? 'errorCode');
            const errorCode = value[codeMember] === undefined ? undefined : String(value[codeMember]);
            expect(`${api} ${code}`).toBe(
              `${api} ${reasonOfResponse(reasons, { status: Number(status), message, errorCode })}`,
            );
          }
        }
      }
    }
  }
});
