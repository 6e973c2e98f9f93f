/** Options that several commands have. */
import { InvalidArgumentError, Option } from 'commander';

/** A port, where 0 takes a free one. */
export function portOption(flags: string, value: number): Option {
  return new Option(flags, 'port to listen on; 0 takes a free one').default(value).argParser(parsePort);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  return port;
}

export function parseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('it is an address such as http://127.0.0.1:4010.');
  }
  return text.replace(/\/+$/, '');
}
