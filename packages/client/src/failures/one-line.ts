/** A text of somebody else's, such as OpenSSL's or a vendor's, as it fits into a message of one line. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s*[\r\n\u2028\u2029]\s*/g, ' ');
}
