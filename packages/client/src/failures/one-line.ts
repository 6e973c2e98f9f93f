/** Puts a message of another program, such as OpenSSL or a vendor's service, on one line. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ');
}
