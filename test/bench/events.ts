/** The hundred events of a batch, which take 14 KB as JSON. */
export const HUNDRED = 100;

export const cloudmonitorEvents = () =>
  Array.from({ length: HUNDRED }, (_, index) => ({
    name: 'DiskUsageHigh',
    content: `web-${index}: /data is ${index} % full, and that is more than it should be`,
    groupId: 27147,
    time: '20261121T083000.000+0800',
  }));

export const bluekingPoints = (nowMs: number) =>
  Array.from({ length: HUNDRED }, (_, index) => ({
    metrics: { cpu_load: index / 7, mem_usage: 0.5 },
    target: `10.0.0.${index}`,
    dimension: { module: 'db', location: 'guangdong' },
    timestamp: nowMs - index,
  }));
