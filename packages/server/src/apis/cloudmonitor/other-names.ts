/** Knows the names that a property of an event has in the other calls of the vendor. */

/** Names of the properties of an event, which differ between the calls only in their spelling. */
export interface EventFields {
  readonly name: string;
  readonly content: string;
  readonly group: string;
  readonly time: string;
}

export const PUT_CUSTOM_EVENT: EventFields = {
  ...{ name: 'EventName', content: 'Content', group: 'GroupId', time: 'Time' },
};
/** The names in PutEvent and in the upload API. */
export const PUT_EVENT: EventFields = { name: 'name', content: 'content', group: 'groupId', time: 'time' };

const ROLES = Object.keys(PUT_EVENT) as (keyof EventFields)[];

/** Returns the end of a message about a name of another call, or `undefined` for any other name. */
export function otherCallsName(own: EventFields, name: string): string | undefined {
  const isRpc = own === PUT_CUSTOM_EVENT;
  const other = isRpc ? PUT_EVENT : PUT_CUSTOM_EVENT;
  const role = ROLES.find((one) => other[one] === name);
  if (role === undefined) return undefined;
  const calls = isRpc ? 'PutEvent and in the upload API' : 'PutCustomEvent of the RPC API';
  return `: did you mean \`${own[role]}\`? \`${name}\` is its name in ${calls}`;
}
