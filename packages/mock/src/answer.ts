/** What goes back to the client. */
import { isRenderingOf, type MessageParameters, renderMessage } from '@pushspec/contract/reasons';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer of the mock itself, about how it is used (RFC 9457); no vendor sends one. */
export function problem(status: number, title: string, detail: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify({ type: 'about:blank', title, status, detail }),
  };
}

export function plainText(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
    body: text,
  };
}

/** Replaces the message of an example with the same message about this request. */
export function reworded(answer: Answer, template: string, parameters: MessageParameters): Answer {
  const message = renderMessage(template, parameters);
  const isMessage = (value: unknown) => typeof value === 'string' && isRenderingOf(template, value);
  const body = JSON.parse(answer.body, (_, value: unknown) => (isMessage(value) ? message : value));
  return { ...answer, body: JSON.stringify(body) };
}
