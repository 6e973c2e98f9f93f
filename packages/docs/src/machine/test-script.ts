/** Writes the script with which Postman or Bruno tests the response to a request. */
import type { SampleRequest } from '../samples/sample-request.ts';

/** The test API of an HTTP client, as JavaScript code. */
export interface TestDialect {
  /** Name of the function that defines a test. */
  readonly test: string;
  /** An expression for the status. */
  readonly status: string;
  /** An expression for the body: a string or parsed JSON. */
  readonly body: string;
  /** Name of the function that starts an assertion, as in Chai. */
  readonly expect: string;
}

/**
 * Returns the lines of the script. The status alone is not enough, because these vendors report failures with 200 too. The
 * body is parsed whatever its media type is.
 */
export function testScript(
  { status, properties }: SampleRequest['accepted'],
  dialect: TestDialect,
): string[] {
  const { test, expect } = dialect;
  return [
    `${test}('the status is ${status}', () => {`,
    `  ${expect}(${dialect.status}).to.equal(${status});`,
    '});',
    `${test}('the vendor reports a success', () => {`,
    `  const sent = ${dialect.body};`,
    "  const body = typeof sent === 'string' ? JSON.parse(sent) : sent;",
    ...properties.map(
      ({ path, value }) =>
        `  ${expect}(body.${path.join('?.')}, '${path.join('.')}').to.equal(${quoted(value)});`,
    ),
    '});',
  ];
}

function quoted(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}
