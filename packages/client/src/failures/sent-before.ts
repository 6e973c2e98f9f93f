/** Returns a sentence for the end of a message, or an empty string if no item was delivered before. */
export function sentBefore(delivered: number): string {
  if (delivered === 0) return '';
  return ` ${delivered} ${delivered === 1 ? 'item of this call was' : 'items of this call were'} delivered before.`;
}
