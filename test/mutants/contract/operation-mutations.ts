/** Mutates the limits, switches, headers and addresses of an operation. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, type OperationEntry, resolveNode } from '@pushspec/contract';
import { rpcMutations, schemeMutations } from './gateway-mutations.ts';
import { below, type Mutation, replaced, setAt } from './mutation.ts';
import { reasonSwaps } from './reason-swap.ts';
import { schemaMutations } from './schema-mutations.ts';

export function operationMutations(contract: Contract, entry: OperationEntry): Mutation[] {
  return [
    ...boundMutations(contract, entry),
    ...rateMutations(contract, entry),
    ...reasonSwaps(contract, `${entry.pointer}/x-request-reasons`, entry.operation['x-request-reasons']),
    ...switchMutations(entry),
    ...signingMutations(contract, entry),
    ...rpcMutations(contract, entry),
    ...mediaTypeMutations(entry),
    ...parameterMutations(contract, entry),
    ...addressMutations(entry),
    ...keyMutations(contract),
  ];
}

const BOUNDS: Readonly<Record<string, string>> = {
  'x-max-body-bytes': 'bytes',
  'x-dropped-from-bytes': 'bytes',
  'x-max-depth': 'depth',
  'x-clock-skew': 'seconds',
};

function boundMutations(contract: Contract, { operation, pointer }: OperationEntry): Mutation[] {
  return Object.entries(BOUNDS).flatMap(([name, member]) => {
    const node = operation[name];
    if (!isObject(node) || (name === 'x-max-depth' && !canNest(operation))) return [];
    const codes = [String(node.reason), 'accepted'];
    const value = Number(node[member]);
    const change = { kind: 'limit changed', codes } as const;
    return [
      // A server without a depth limit does not start.
      ...(name === 'x-max-depth'
        ? []
        : [replaced(`${pointer}/${name}`, undefined, { ...change, what: 'is removed' })]),
      ...[value - 1, value + 1, value * 2].map((next) =>
        replaced(`${pointer}/${name}/${member}`, next, { ...change, what: `becomes ${next}` }),
      ),
      ...reasonSwaps(contract, `${pointer}/${name}/reason`, node.reason),
    ];
  });
}

/** Returns whether a request can contain JSON. Otherwise nothing in it is nested. */
function canNest({ 'x-rpc': rpc }: OperationEntry['operation']): boolean {
  if (!isObject(rpc)) return true;
  return Object.values((rpc.style ?? {}) as JsonObject).includes('json');
}

function rateMutations(contract: Contract, { operation, pointer }: OperationEntry): Mutation[] {
  const limits = (operation['x-rate-limits'] ?? []) as JsonObject[];
  const scopes = limits.map(({ scope }) => String(scope));
  return limits.flatMap((limit, index) => {
    const place = `${pointer}/x-rate-limits/${index}`;
    const codes = [String(limit.reason)];
    const set = (member: string, next: Json) =>
      replaced(`${place}/${member}`, next, { kind: 'limit changed', what: `becomes ${next}`, codes });
    const [requests, windowSeconds] = [Number(limit.requests), Number(limit.windowSeconds)];
    return [
      replaced(place, undefined, { kind: 'limit changed', what: 'is removed', codes }),
      set('requests', requests - 1),
      set('requests', requests + 1),
      set('windowSeconds', windowSeconds / 2),
      set('windowSeconds', windowSeconds * 2),
      ...['fixed', 'sliding', 'token-bucket']
        .filter((algorithm) => algorithm !== limit.algorithm)
        .map((algorithm) => set('algorithm', algorithm)),
      ...scopes.filter((scope) => scope !== limit.scope).map((scope) => set('scope', scope)),
      ...reasonSwaps(contract, `${place}/reason`, limit.reason),
    ];
  });
}

const TEXTS: Readonly<Record<string, string>> = {
  'x-message-member': 'mutant',
  'x-response-media-type': 'text/html',
};

/** Mutates the switches of an operation. A missing switch is off. */
const FLAGS = ['x-media-type-parameters', 'x-escape-html'];

function switchMutations({ operation, pointer }: OperationEntry): Mutation[] {
  const kind = 'switch changed';
  const flags = FLAGS.map((name) => {
    const next = operation[name] !== true;
    return replaced(`${pointer}/${name}`, next, { kind, what: `becomes ${next}`, codes: ['media-type'] });
  });
  const texts = Object.entries(TEXTS)
    .filter(([name]) => operation[name] !== undefined)
    .map(([name, next]) => replaced(`${pointer}/${name}`, next, { kind, what: `becomes ${next}` }));
  const removed = ['x-body-media-type', 'x-response-media-type', 'x-also-methods', 'x-item-pointer']
    .filter((name) => operation[name] !== undefined)
    .map((name) => replaced(`${pointer}/${name}`, undefined, { kind, what: 'is removed' }));
  const lenient = Object.keys((operation['x-lenient'] ?? {}) as JsonObject).map((name) =>
    replaced(`${pointer}/x-lenient/${name}`, undefined, { kind, what: 'is removed' }),
  );
  const wireNames = Object.keys((operation['x-kinds'] ?? {}) as JsonObject).map((name) =>
    replaced(`${pointer}/x-kinds/${name}/wireName`, 'mutant', { kind, what: 'becomes mutant' }),
  );
  return [...flags, ...texts, ...removed, ...lenient, ...wireNames];
}

const HASHES = ['md5', 'sha1', 'sha256'];

/** Mutates each aspect of the signing rules. */
function signingMutations(contract: Contract, { operation, pointer }: OperationEntry): Mutation[] {
  const { 'x-signing': signing } = operation;
  if (!isObject(signing)) return [];
  const at = `${pointer}/x-signing`;
  if (isObject(signing.schemes)) return schemeMutations(contract, at, signing);
  const { parts } = signing.lines as { parts: Json[] };
  const { prefixes } = signing.signedHeaders as { prefixes: Json[] };
  const set = (place: string, next: Json | undefined, what: string): Mutation => {
    const reasons = Object.values(signing).flatMap((part) => (isObject(part) ? [part.reason ?? ''] : []));
    const codes = ['accepted', ...reasons.map(String).filter((code) => code !== '')];
    return replaced(`${at}/${place}`, next, { kind: 'switch changed', what, codes });
  };
  const separators = [';', '/'].flatMap((next) =>
    ['lines', 'signedHeaders', 'authorization'].map((part) =>
      set(`${part}/separator`, next, `becomes ${next}`),
    ),
  );
  const hashes = ['digest', 'signature'].flatMap((part) =>
    HASHES.filter((hash) => hash !== (signing[part] as JsonObject).hash).map((hash) =>
      set(`${part}/hash`, hash, `becomes ${hash}`),
    ),
  );
  const swapped = parts.slice(1).map((part, index) => {
    const order = parts.with(index, part).with(index + 1, parts[index] ?? null);
    return set('lines/parts', order, `has ${index} and ${index + 1} the other way round`);
  });
  return [
    ...separators,
    ...hashes,
    ...swapped,
    ...parts.map((_, index) => set(`lines/parts/${index}`, undefined, 'is removed')),
    ...prefixes.map((_, index) => set(`signedHeaders/prefixes/${index}`, undefined, 'is removed')),
    set('signedHeaders/prefixes', [...prefixes, 'x-'], 'has x- too'),
    ...Object.entries(signing).flatMap(([part, node]) =>
      isObject(node) ? reasonSwaps(contract, `${at}/${part}/reason`, node.reason) : [],
    ),
  ];
}

/** Replaces the media type of the body. */
function mediaTypeMutations({ operation, pointer }: OperationEntry): Mutation[] {
  const { content } = operation.requestBody as JsonObject;
  return Object.entries(content as JsonObject).map(([mediaType, node]) => ({
    pointer: below(`${pointer}/requestBody/content`, mediaType),
    kind: 'switch changed',
    what: 'becomes text/json',
    codes: ['media-type', 'accepted'],
    apply: (document) => setAt(document, `${pointer}/requestBody/content`, { 'text/json': node }),
  }));
}

function parameterMutations(contract: Contract, { operation, pointer }: OperationEntry): Mutation[] {
  const parameters = (operation.parameters ?? []) as JsonObject[];
  return parameters.flatMap((node, index) => {
    const parameter = resolveNode(contract.document, node);
    if (parameter.in !== 'header') return [];
    const place = node === parameter ? `${pointer}/parameters/${index}` : String(node.$ref).slice(1);
    const reasons = reasonSwaps(contract, `${place}/x-reason`, parameter['x-reason']);
    const codes = reasons.flatMap((mutation) => mutation.codes);
    const required = parameter.required !== true;
    const kind = required ? 'constraint tightened' : 'constraint loosened';
    return [
      replaced(`${place}/required`, required, { kind, what: `becomes ${required}`, codes }),
      ...reasons,
      ...schemaMutations(contract, `${place}/schema`, parameter.schema)
        // A header value is always a string, whatever other types are allowed.
        .filter(({ pointer: at, kind: how }) => !(at.endsWith('/type') && how !== 'constraint changed'))
        .map((mutation) => ({ ...mutation, codes: [...codes, ...mutation.codes] })),
    ];
  });
}

/** Mutates the path and the method. */
function addressMutations({ path, method, pointer, operation }: OperationEntry): Mutation[] {
  const item = pointer.slice(0, pointer.lastIndexOf('/'));
  const move = (from: string, to: string): Mutation => ({
    pointer: from,
    kind: 'switch changed',
    what: `becomes ${to}`,
    codes: ['accepted'],
    apply(document) {
      const cut = from.lastIndexOf('/');
      const parent = from.slice(0, cut) === '/paths' ? document.paths : (document.paths as JsonObject)[path];
      const holder = parent as JsonObject;
      const [[name, node] = ['', null]] = Object.entries(holder).filter(([, value]) => isObject(value));
      delete holder[name];
      holder[to] = node;
    },
  });
  const segments = path.split('/');
  const other = segments.map((segment, index) => (index === 2 ? `${segment}s` : segment)).join('/');
  // The path key of an RPC operation only names it: no request contains the fragment.
  const moved = operation['x-rpc'] === undefined ? [move(item, other)] : [];
  return [...moved, ...(method === 'POST' ? [move(pointer, 'put')] : [])];
}

/** Renames the header with the API key. */
function keyMutations({ document }: Contract): Mutation[] {
  const schemes = (document.components.securitySchemes ?? {}) as JsonObject;
  return Object.entries(schemes).flatMap(([name, scheme]) =>
    isObject(scheme) && scheme.type === 'apiKey'
      ? [
          replaced(`/components/securitySchemes/${name}/name`, 'X-Mutant', {
            kind: 'switch changed',
            what: 'becomes X-Mutant',
            codes: ['invalid-api-key', 'api-key-missing'],
          }),
        ]
      : [],
  );
}
