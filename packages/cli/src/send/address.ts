/** Where to send: an address, or a name from the contract's list of servers. */
import { servers as cloudMonitorServers } from '@pushspec/contract/cloudmonitor';
import { servers as guanceServers } from '@pushspec/contract/guance';
import { CommandFailure, EXIT } from '../failure.ts';
import { suggestion } from '../options.ts';

/** The server of `pushspec start` and `serve`. */
export const LOCAL_URL = 'http://127.0.0.1:4010';

export interface CloudMonitorAddressFlags {
  url?: string;
  region?: string;
  network?: string;
}

export function cloudMonitorUrl({ url, region, network }: CloudMonitorAddressFlags): string {
  if (region === undefined) {
    if (network !== undefined)
      throw usage('--network says which address of a region is used: give --region, too');
    return url ?? LOCAL_URL;
  }
  if (url !== undefined) throw usage('--region and --url both say where to send it: give one of them');
  const networks: Readonly<Record<string, Readonly<Record<string, string>>>> = cloudMonitorServers;
  const found = lookUp(region, networks[network ?? 'public'] ?? {});
  if (found !== undefined) return found;
  const elsewhere = Object.keys(networks).find((name) => Object.hasOwn(networks[name] ?? {}, region));
  throw usage(
    elsewhere === undefined
      ? unknown('--region', region, networks[network ?? 'public'] ?? {})
      : `${region} has no ${network ?? 'public'} address: give --network ${elsewhere}, or its address with --url`,
  );
}

export interface GuanceAddressFlags {
  url?: string;
  site?: string;
}

export interface GuanceAddress {
  readonly url: string;
  /** The monitor's own address, which says the monitor, too. */
  readonly webhook?: string | undefined;
}

/** @param webhook From the environment; what the flags say goes before it. */
export function guanceAddress({ url, site }: GuanceAddressFlags, webhook: string | undefined): GuanceAddress {
  if (site !== undefined) {
    if (url !== undefined) throw usage('--site and --url both say where to send it: give one of them');
    const found = lookUp(site, guanceServers.public);
    if (found === undefined) throw usage(unknown('--site', site, guanceServers.public));
    return { url: found };
  }
  if (url !== undefined || !webhook) return { url: url ?? LOCAL_URL };
  return { url: URL.canParse(webhook.trim()) ? new URL(webhook.trim()).origin : LOCAL_URL, webhook };
}

function lookUp(name: string, table: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function unknown(option: string, name: string, table: Readonly<Record<string, string>>): string {
  const names = Object.keys(table);
  const hint = suggestion(name, names);
  return `${option} ${name} is not known: it is one of ${names.join(', ')}; for another address give --url${hint}`;
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
