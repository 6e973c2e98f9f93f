/** Ends a message about a call of several requests. */
export function sentBefore(delivered: number): string {
  if (delivered === 0) return '';
  return ` ${delivered} ${delivered === 1 ? 'item of this call was' : 'items of this call were'} delivered before.`;
}
