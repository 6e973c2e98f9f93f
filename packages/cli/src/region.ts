/** Looks up the endpoint of a region, for commands that accept a region instead of an address. */
import { Option } from 'commander';
import { lookUp, unknown } from './apis/flag-values.ts';
import { CommandFailure, EXIT } from './failure.ts';
import { suggestion } from './options.ts';

export interface RegionFlags {
  region?: string | undefined;
  network?: string | undefined;
}

/** Creates the region options. @param addressOption Name of the option that sets the address directly. */
export function regionOptions(addressOption: string): Option[] {
  return [
    new Option('--region <name>', 'use the endpoint of this region, such as cn-hangzhou').conflicts(
      addressOption,
    ),
    new Option(
      '--network <name>',
      'endpoint of the region: public, or vpc for senders inside a VPC (default: public)',
    ),
  ];
}

type Networks = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Returns the base URL of a region, or `undefined` without a region.
 *
 * @param networks Base URLs by network and region.
 * @param addressOption Name of the option that sets the address directly, for messages.
 */
export function regionUrl(
  { region, network }: RegionFlags,
  networks: Networks,
  addressOption: string,
): string | undefined {
  const name = network ?? 'public';
  const regions = Object.hasOwn(networks, name) ? networks[name] : undefined;
  if (regions === undefined) {
    const names = Object.keys(networks);
    throw usage(`unknown \`--network\` ${name}: use one of ${names.join(', ')}${suggestion(name, names)}`);
  }
  if (region === undefined) {
    if (network !== undefined) throw usage('`--network` needs `--region`: add the region');
    return undefined;
  }
  const url = lookUp(region, regions);
  if (url !== undefined) return url;
  const otherNetwork = Object.keys(networks).find((other) => Object.hasOwn(networks[other] ?? {}, region));
  throw usage(
    otherNetwork === undefined
      ? unknown({ option: '--region', name: region, table: regions, addressOption })
      : `${region} has no ${name} endpoint: use \`--network ${otherNetwork}\`, or set the address with \`${addressOption}\``,
  );
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
