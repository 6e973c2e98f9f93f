/** Server-sent events out of a stream: `EventSource` cannot send a token. */

export interface ServerEvent {
  id: string;
  data: string;
}

/** Takes text as it comes and returns the events that are complete with it. */
export function createEventReader(): (text: string) => ServerEvent[] {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => {
      const lines = block.split('\n');
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const data = field('data');
      return data === undefined ? [] : [{ id: field('id') ?? '', data }];
    });
  };
}
