/** The addresses of a contract by region, for commands that take one in place of an address. */
import { Option } from 'commander';
import { CommandFailure, EXIT } from './failure.ts';
import { suggestion } from './options.ts';

export interface RegionFlags {
  region?: string;
  network?: string;
}

/** @param instead Name of the option that gives the address itself. */
export function regionOptions(instead: string): Option[] {
  return [
    new Option('--region <name>', 'the address of this region, such as cn-hangzhou').conflicts(instead),
    new Option('--network <name>', 'public, or vpc for the address within the VPCs (default: public)'),
  ];
}

/** Returns the address of a region, or `undefined` without a region. `networks` lists the addresses by network and region. */
export function regionUrl(
  { region, network }: RegionFlags,
  networks: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string | undefined {
  const name = network ?? 'public';
  const regions = Object.hasOwn(networks, name) ? networks[name] : undefined;
  if (regions === undefined)
    throw new CommandFailure(
      EXIT.usage,
      `--network takes one of ${Object.keys(networks).join(', ')}${suggestion(name, Object.keys(networks))}`,
    );
  if (region === undefined && network === undefined) return undefined;
  if (region === undefined)
    throw new CommandFailure(EXIT.usage, '--network goes with a region: name it with --region');
  const url = Object.hasOwn(regions, region) ? regions[region] : undefined;
  if (url !== undefined) return url;
  const other = Object.keys(networks).find((candidate) => Object.hasOwn(networks[candidate] ?? {}, region));
  const hint =
    other === undefined
      ? suggestion(region, Object.keys(regions))
      : `; with --network ${other} there is ${region}`;
  const names = Object.keys(regions).join(', ');
  throw new CommandFailure(EXIT.usage, `--region takes, in the network ${name}, one of ${names}${hint}`);
}
