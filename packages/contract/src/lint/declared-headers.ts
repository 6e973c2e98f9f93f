/** No header parameter that OpenAPI says to ignore, and none that differs from another in letter case only. */
import { parametersOf } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const IGNORED = ['accept', 'content-type', 'authorization'];

export const declaredHeaders: BundleRule = ({ document }, report) => {
  const seen = new Set<string>();
  for (const { pointer, node } of parametersOf(document)) {
    if (node.in !== 'header') continue;
    const name = String(node.name).toLowerCase();
    if (IGNORED.includes(name)) report(pointer, `OpenAPI ignores a header parameter called ${node.name}`);
    if (seen.has(name)) report(pointer, `${node.name} is declared twice`);
    seen.add(name);
  }
};
