/** Reads the body of a response up to a limit that no response of these APIs reaches. */

import type { FetchResponse } from './options.ts';

/** 1 MiB, after decompression. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;

export interface ReadText {
  readonly text: string;
  /** Whether the body exceeded the limit. The connection is then closed. */
  readonly isCut: boolean;
}

export async function readText(response: FetchResponse): Promise<ReadText> {
  if (response.readText) return response.readText(MAX_RESPONSE_BYTES);
  // The response of a test double may not have a stream.
  const reader = isShort(response)
    ? undefined
    : (response.body as Response['body'] | undefined)?.getReader?.();
  if (!reader) return { text: await response.text(), isCut: false };
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isCut: false };
    bytes += value.byteLength;
    if (bytes > MAX_RESPONSE_BYTES) {
      // Not awaited, because canceling may take long, and its failure adds nothing.
      reader.cancel().catch(() => {});
      return { text, isCut: true };
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** Whether `Content-Length` limits the body. Reading it at once is faster than reading chunks. */
function isShort({ headers, body }: FetchResponse): boolean {
  if (!body || !headers) return true;
  const length = headers.get('Content-Length');
  const isEncoded = headers.get('Content-Encoding') !== null || headers.get('Transfer-Encoding') !== null;
  return length !== null && !isEncoded && Number(length) <= MAX_RESPONSE_BYTES;
}
