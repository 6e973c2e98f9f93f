/** Creates the responses of the mock. */
import { isRenderingOf, type MessageParameters, renderMessage } from '@pushspec/contract/reasons';

export interface MockResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Creates a problem response (RFC 9457) about how the mock is used. No vendor sends one. */
export function problem(status: number, title: string, detail: string): MockResponse {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail }),
  };
}

export function plainText(status: number, text: string): MockResponse {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: text,
  };
}

/** Replaces the message of an example with the same message for this request. */
export function withMessage(
  response: MockResponse,
  template: string,
  parameters: MessageParameters,
): MockResponse {
  const message = renderMessage(template, parameters);
  const isMessage = (value: unknown) => typeof value === 'string' && isRenderingOf(template, value);
  const body = JSON.parse(response.body, (_, value: unknown) => (isMessage(value) ? message : value));
  return { ...response, body: JSON.stringify(body) };
}
