/** Times too far ahead of the vendor's clock. */
import { maxFutureOf, type PrecompiledExplainer } from '@pushspec/contract/precompiled';
import { isObject } from '../contract.ts';
import type { Occurrence } from './finding.ts';

/** The first instant of an item that is refused at this time, in milliseconds since 1970. */
export function tooFarAhead(
  nodes: PrecompiledExplainer['nodes'],
  value: unknown,
  now: () => number,
): Occurrence | undefined {
  for (const { path, node } of nodes) {
    const rule = maxFutureOf(node);
    if (!rule) continue;
    const serverTs = Math.floor(now() / 1000);
    const offset = rule.seconds;
    const instant = memberAt(value, path);
    // The vendor compares whole seconds.
    if (typeof instant !== 'number' || instant < (serverTs + offset + 1) * 1000) continue;
    const parameters = { dataTs: Math.floor(instant / 1000), serverTs, offset, value: instant };
    return { code: rule.reason, pointer: `/${path.join('/')}`, parameters };
  }
  return undefined;
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce((node, name) => (isObject(node) ? node[name] : undefined), value);
}
