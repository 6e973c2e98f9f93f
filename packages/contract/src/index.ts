/**
 * Exports the public API of the package: bundles, the contract model, configuration and JSON tools.
 *
 * @example
 * ```js
 * import { loadBundle, operationsOf, reasonTable } from '@pushspec/contract';
 *
 * const contract = loadBundle('guance', 'documented');
 * const [{ operationId, method, path }] = operationsOf(contract);
 * console.log(operationId, method, path);
 * console.log(reasonTable(contract)['rate-limited-key'].status);
 * ```
 * ```text
 * pushEvent POST /api/v1/push-events/{secret}/{subUri}
 * 401
 * ```
 */
export * from './addresses.ts';
export type { AccessKey, Account, DataId, Monitor } from './apis/index.ts';
export * from './bundle.ts';
export * from './checked-name.ts';
export * from './checked-port.ts';
export * from './checked-token.ts';
export * from './chinese-lines.ts';
export * from './closest-name.ts';
export * from './config/config.ts';
export * from './config/fresh.ts';
export * from './document.ts';
export * from './inexact-numbers.ts';
export * from './json-properties.ts';
export * from './json-scan.ts';
export * from './message-parameters.ts';
export * from './model/acceptance.ts';
export * from './model/contract.ts';
export * from './model/item-arrays.ts';
export * from './model/origin.ts';
export * from './model/read-contract.ts';
export * from './model/reason-table.ts';
export * from './model/schema-rules.ts';
export * from './model/signing-rules.ts';
export * from './model/signing-schemes.ts';
export * from './model/stated-limits.ts';
export * from './model/stated-rules.ts';
export * from './rate-parameters.ts';
export * from './read-json.ts';
export * from './request-examples.ts';
export * from './rpc.ts';
export { type BodyRules, type ParameterFault, reasonOfFault } from './rpc-body.ts';
export * from './safe-equal.ts';
export { type DocumentNode, type NodeWalk, nodesIn } from './schema-walk.ts';
export * from './unknown-names.ts';
export * from './utf8.ts';
export * from './without-times.ts';
