/** What the value of a header can be: HTTP strips surrounding whitespace, and line breaks end the header. */
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Returns whether a header can carry a text unchanged. Text beyond ASCII cannot be sent by every client. */
export const isHeaderValue = (text: string): boolean => HEADER_VALUE.test(text);

/**
 * Returns a token that clients send in a header.
 *
 * @param name Option or variable that it comes from
 * @throws TypeError that names the option and not the token, because no request could ever match it
 */
export function checkedToken(name: string, token: string): string {
  if (typeof token === 'string' && isHeaderValue(token)) return token;
  throw new TypeError(
    `${name} must contain only visible ASCII characters, and spaces only in between: trim what was read from a file or a variable`,
  );
}
