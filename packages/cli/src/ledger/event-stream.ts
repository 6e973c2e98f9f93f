/** Server-sent events, as far as the admin API sends them. */

export interface ServerEvent {
  id: string;
  data: string;
}

/** The events of a stream, one after the other; ends with the stream. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event) yield event;
    }
  }
}

/** Undefined for a block without data, such as a comment that keeps the connection. */
function eventOf(block: string): ServerEvent | undefined {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
  const value = (name: string) => fields.find((field) => field?.[1] === name)?.[2];
  const data = value('data');
  return data === undefined ? undefined : { id: value('id') ?? '', data };
}
