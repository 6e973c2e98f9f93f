/** Attributes the samples of a CPU profile to the parts of the server. */

interface CallFrame {
  functionName: string;
  /** Empty for native functions and for code that Ajv generates. */
  url: string;
}

export interface Profile {
  nodes: readonly { id: number; callFrame: CallFrame; children?: readonly number[] }[];
  samples: readonly number[];
  timeDeltas: readonly number[];
}

/** Returns microseconds by part, without idle time. */
export function attributed({ nodes, samples, timeDeltas }: Profile): ReadonlyMap<string, number> {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const known = new Map<number, string>();
  /** Finds the part of a sample: the innermost frame that belongs to a part. */
  const partOf = (id: number): string => {
    const part = known.get(id) ?? partOfFrame(frames.get(id)) ?? partOfCaller(id);
    known.set(id, part);
    return part;
  };
  const partOfCaller = (id: number): string => {
    const parent = parents.get(id);
    return parent === undefined ? 'Node: HTTP, sockets, timers, event loop' : partOf(parent);
  };
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const part = partOf(id);
    times.set(part, (times.get(part) ?? 0) + (timeDeltas[index] ?? 0));
  }
  times.delete(IDLE);
  return times;
}

const IDLE = '(idle)';

/** Returns the part of a frame, or `undefined` for a function of Node or V8 that works for its caller. */
function partOfFrame(frame: CallFrame | undefined): string | undefined {
  if (!frame) return undefined;
  const { functionName, url } = frame;
  if (functionName === IDLE) return IDLE;
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (WRITES.includes(functionName)) return 'system call that writes the response';
  if (functionName === 'urlParse') return 'url.parse(), called by express-openapi-validator';
  if (/^validate\d+$/.test(functionName)) return 'validators that Ajv generated';
  const [, dependency] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (dependency !== undefined) return `dependency ${DEPENDENCIES[dependency] ?? dependency}`;
  return /\/packages\/(.+)$/.exec(url)?.[1]?.replace('/src/', ': ');
}

/** Functions that write to a socket. */
const WRITES = ['writev', 'writeUtf8String', 'writeLatin1String', 'writeBuffer'];

/** Packages that the small dependencies belong to. */
const DEPENDENCIES: Readonly<Record<string, string>> = {
  router: 'router (Express)',
  debug: 'router (Express)',
  parseurl: 'router (Express)',
  'path-to-regexp': 'path-to-regexp (route lookup of express-openapi-validator)',
};
