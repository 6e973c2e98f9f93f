/**
 * Mocks the push APIs on one port, with the examples of the contracts.
 *
 * @example
 * ```js
 * import { createMock } from '@pushspec/mock';
 *
 * const mock = createMock();
 * const { url } = await mock.listen({ port: 0 });
 * const response = await fetch(`${url}/api/v1/push-events/secret/team`, {
 *   method: 'POST',
 *   headers: { 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ event: { status: 'critical', title: 'disk full' } }),
 * });
 * console.log(response.status);
 * await mock.close();
 * ```
 * ```text
 * 200
 * ```
 */
export { createMock, type Mock, type MockOptions } from './mock.ts';
