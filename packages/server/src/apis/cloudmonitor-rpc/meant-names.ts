/** Recognizes parameters with events that are written otherwise than the gateway reads them. */
import {
  type EventFields,
  otherCallsName,
  PUT_CUSTOM_EVENT,
  PUT_EVENT,
} from '../cloudmonitor/other-names.ts';

/** Matches `EventInfo[0].EventName`, `EventInfo.EventName`, `EventInfo_1_EventName`, `EventName` and so on. */
const PARAMETER = /^(?:EventInfos?[.[\]_]*(\d*)[.[\]_]*)?([A-Za-z_]+)\]?$/i;

/** Characters of a name that are examined. */
const MAX_LENGTH = 100;

/** Returns the end of a message that says which name was meant, or `undefined`. */
export function meantName(fields: EventFields) {
  return (name: string, isParameter: boolean): string | undefined => {
    if (!isParameter) return otherCallsName(fields, name);
    const [, index = '', field = ''] = PARAMETER.exec(name.slice(0, MAX_LENGTH)) ?? [];
    const role = roleOf(field);
    if (role === undefined) return undefined;
    return fields === PUT_CUSTOM_EVENT
      ? numbered(Number(index), role)
      : ': PutEvent takes all events as one JSON array in `EventInfo`';
  };
}

function numbered(index: number, role: keyof EventFields): string {
  return `: did you mean \`EventInfo.${Math.max(index, 1)}.${PUT_CUSTOM_EVENT[role]}\`?`;
}

function roleOf(field: string): keyof EventFields | undefined {
  const roles = Object.keys(PUT_EVENT) as (keyof EventFields)[];
  const plain = field.toLowerCase().replaceAll('_', '');
  return roles.find((role) =>
    [PUT_EVENT, PUT_CUSTOM_EVENT].some((names) => names[role].toLowerCase() === plain),
  );
}
