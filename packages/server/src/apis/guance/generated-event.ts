/** Generates the event that a monitor creates from a push, with the fields that the event explorer shows. */
import { isObject, type Json, type JsonObject, type Monitor } from '@pushspec/contract';
import { type Tags, tagsOf } from './event-reference.ts';
import type { EventFacts } from './open-faults.ts';

/** Constants of the vendor's stored events. The checker is ours: the vendor does not publish it for this kind of monitor. */
const CONSTANTS = {
  df_source: 'monitor',
  df_monitor_checker: 'OuterEventChecker',
  df_monitor_checker_sub: 'check',
  df_monitor_type: 'custom',
  df_label: '[]',
};

/** The only workspace of a server. */
const WORKSPACE_UUID = `wksp_${'0'.repeat(32)}`;

export interface GeneratedEventOptions {
  /** The body of the push, without ignored properties. */
  body: JsonObject;
  facts: EventFacts;
  /** Undefined if it is no longer in the configuration. */
  monitor: Monitor | undefined;
  /** Milliseconds since 1970. */
  receivedAt: number;
}

/** Returns the generated event. */
export function generatedEvent(options: GeneratedEventOptions): JsonObject {
  const { body, facts, monitor, receivedAt } = options;
  const { event: sent, extraData: _meta, ...otherProperties } = body;
  const event = isObject(sent) ? sent : {};
  // These get other names in the generated event. Every other property keeps its name.
  const { date: _date, status: _status, title, message, dimension_tags, check_value, ...kept } = event;
  const tags = tagsOf(dimension_tags);
  const date = dateOf(event, receivedAt);
  const status = String(event.status);
  return {
    // The vendor's fields override tags and other properties of the same name.
    ...tags,
    ...otherProperties,
    ...kept,
    ...CONSTANTS,
    date,
    timestamp: date,
    time: date * 1000,
    create_time: receivedAt,
    df_event_id: facts.eventId,
    df_status: status,
    df_sub_status: status,
    df_title: title ?? monitor?.title ?? monitor?.name ?? '',
    df_message: message ?? monitor?.message ?? '',
    df_dimension_tags: JSON.stringify(tags),
    df_monitor_checker_id: facts.monitor,
    df_monitor_checker_name: monitor?.name ?? '',
    df_monitor_checker_event_ref: facts.ref,
    ...valueFields(check_value),
    ...faultFields(status, date, facts),
    df_workspace_uuid: WORKSPACE_UUID,
    df_meta: JSON.stringify(metaOf(options, tags)),
  };
}

/** Returns the time of the event in seconds since 1970. */
export function dateOf({ date }: JsonObject, receivedAt: number): number {
  return typeof date === 'number' ? date : Math.floor(receivedAt / 1000);
}

/** Returns the value as a string. `Result` keeps the number. */
function valueFields(value: Json | undefined): JsonObject {
  if (value === undefined) return {};
  const json = JSON.stringify(value);
  return { Result: value, df_monitor_checker_value: json, df_monitor_checker_value_dumps: json };
}

function faultFields(status: string, date: number, { fault }: EventFacts): JsonObject {
  const df_fault_status = status === 'ok' ? 'ok' : 'fault';
  if (!fault) return { df_fault_status };
  const { id, startedAt } = fault;
  return {
    df_fault_id: id,
    df_fault_status,
    df_fault_start_time: startedAt,
    df_fault_duration: Math.max(0, date - startedAt),
  };
}

function metaOf({ body, facts, monitor }: GeneratedEventOptions, tags: Tags): JsonObject {
  return {
    alert_info: {},
    check_targets: [],
    checker_opt: { id: facts.monitor, name: monitor?.name ?? '' },
    dimension_tags: tags,
    extra_data: body.extraData ?? {},
    monitor_opt: {},
  };
}
