/** A text of somebody else's, such as OpenSSL's or a vendor's, as it fits into a message of one line. */
export function oneLine(text: string): string {
  const lines = text.split(/[\r\n\u2028\u2029]/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
