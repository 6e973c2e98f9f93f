/** Writes the table of servers in a short form. It is part of each client, and most URLs only repeat their region. */

/** Consecutive regions whose URLs differ only in the region. */
interface Run {
  readonly start: string;
  readonly end: string;
  readonly regions: string[];
}

/** Fewer regions are shorter as properties. */
const LEAST_REGIONS = 3;

const HELPER = `/** Maps regions to URLs that differ only in the region. */
const urls = <const Region extends string>(start: string, end: string, ...regions: Region[]) =>
  Object.fromEntries(regions.map((region) => [region, start + region + end])) as Record<Region, string>;

`;

/** Returns the source of the constant `servers` and of the function that it needs. Keeps the order of the regions. */
export function serverSource(table: Readonly<Record<string, Readonly<Record<string, string>>>>): string {
  const networks = Object.entries(table).map(
    ([network, servers]) => `  ${JSON.stringify(network)}: ${networkSource(servers)}`,
  );
  const isShort = networks.some((source) => source.includes('urls('));
  const body = networks.length === 0 ? '{}' : `{\n${networks.join(',\n')}\n}`;
  return `${isShort ? HELPER : ''}export const servers = ${body} as const;\n`;
}

function networkSource(servers: Readonly<Record<string, string>>): string {
  const parts = runsOf(servers).flatMap(({ start, end, regions }) =>
    regions.length < LEAST_REGIONS
      ? regions.map((region) => property(region, servers[region] ?? ''))
      : [`    .../* @__PURE__ */ urls(${[start, end, ...regions].map(quoted).join(', ')})`],
  );
  return `{\n${parts.join(',\n')}\n  }`;
}

const quoted = (text: string) => JSON.stringify(text);
const property = (region: string, url: string) => `    ${quoted(region)}: ${quoted(url)}`;

function runsOf(servers: Readonly<Record<string, string>>): Run[] {
  const runs: Run[] = [];
  for (const [region, url] of Object.entries(servers)) {
    const [start = '', ...rest] = url.split(region);
    const end = rest.join(region);
    const last = runs.at(-1);
    const isAlike = rest.length > 0 && last?.start === start && last.end === end;
    if (isAlike) last.regions.push(region);
    else runs.push({ start, end, regions: [region] });
  }
  return runs;
}
