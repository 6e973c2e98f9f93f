/** Validates the decoded events of PutCustomEvent and PutEvent. */
import { isDay } from './calendar.ts';
import { typeOf } from './json.ts';
import { isObject, type Json, type JsonObject, type Service } from './service.ts';

/** The names of the properties of an event. */
interface Names {
  readonly name: string;
  readonly content: string;
  readonly group: string;
  readonly time: string;
}

export const customEvent: Names = { name: 'EventName', content: 'Content', group: 'GroupId', time: 'Time' };
export const jsonEvent: Names = { name: 'name', content: 'content', group: 'groupId', time: 'time' };

/** Returns what is wrong with the first invalid event. */
export function eventsProblem(
  events: Json | undefined,
  names: Names,
  maxEvents: number,
  rules: Service['rules'],
): string | undefined {
  if (events === undefined) return 'the request has no event: EventInfo is missing or empty';
  if (!Array.isArray(events)) return `EventInfo must be a list of events, got ${typeOf(events)}`;
  if (events.length === 0) return 'the request has no event: EventInfo is missing or empty';
  if (events.length > maxEvents) return `a request takes at most ${maxEvents} events, got ${events.length}`;
  for (const [index, event] of events.entries()) {
    const at = `EventInfo.${names === customEvent ? index + 1 : index}`;
    const problem = isObject(event)
      ? eventProblem(event, at, names, rules)
      : `an event must be an object, got ${typeOf(event)} (at ${at})`;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function eventProblem(
  event: JsonObject,
  at: string,
  names: Names,
  rules: Service['rules'],
): string | undefined {
  const [name, content, group, time] = [names.name, names.content, names.group, names.time].map((field) =>
    Object.hasOwn(event, field) ? event[field] : undefined,
  );
  if (name === undefined) return `the event has no name: ${names.name} is required (at ${at}.${names.name})`;
  if (typeof name !== 'string')
    return `the name of an event must be a string, got ${typeOf(name)} (at ${at}.${names.name})`;
  if (!/\S/u.test(name)) return `the name of an event must not be blank (at ${at}.${names.name})`;
  if (content === undefined)
    return `the event has no content: ${names.content} is required (at ${at}.${names.content})`;
  if (typeof content !== 'string')
    return `the content of an event must be a string, got ${typeOf(content)} (at ${at}.${names.content})`;
  if (group !== undefined && !(typeof group === 'string' && new RegExp(String(rules.group)).test(group)))
    return `the group must be a string of digits, got ${JSON.stringify(group)} (at ${at}.${names.group})`;
  if (time !== undefined && !isTime(time, rules.checksDays === true))
    return `the time must look like 20171013T170923.456+0800 or be 13 digits of milliseconds, got ${shown(time)} (at ${at}.${names.time})`;
  return undefined;
}

const TIME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})\.\d{3}[+-](\d{2})(\d{2})$/;

function isTime(time: Json, checksDays: boolean): boolean {
  if (typeof time !== 'string') return false;
  if (/^[0-9]{13}$/.test(time)) return true;
  const parts = TIME.exec(time)?.slice(1).map(Number);
  if (!parts) return false;
  const [, , , hours = 0, minutes = 0, seconds = 0, zoneHours = 0, zoneMinutes = 0] = parts;
  return (
    (isDay(parts) || !checksDays) &&
    hours < 24 &&
    minutes < 60 &&
    seconds < 60 &&
    zoneHours < 24 &&
    zoneMinutes < 60
  );
}

const shown = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));
