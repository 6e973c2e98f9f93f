/** Type rules that no generated type can express: the names of custom fields, and that their values are strings. */

import type { components, refusedNames } from '@pushspec/contract/guance';
import type { AnyMap, Input, MapOf, MustBe } from '../contract.ts';

type WithoutIndex<T> = { [Name in keyof T as string extends Name ? never : Name]: T[Name] };

/** The properties of an event that Guance knows. */
export type EventFields = Input<WithoutIndex<components['schemas']['Event']>>;

type Prefix = (typeof refusedNames)['UnprefixedName']['prefixes'][number];
type Reserved = (typeof refusedNames)['UnreservedName']['names'][number];

/** Names that a custom field must not have. */
export type RefusedName = `${Prefix}${string}` | Reserved;

/** The type of a custom field whose name starts with a refused prefix. The compiler shows it in the error. No value matches it. */
export interface CustomFieldMustNotStartWith<Start extends string> {
  readonly 'The name of a custom field must not start with': Start;
}

/** The type of a custom field whose name Guance reserves. */
export interface CustomFieldNameIsReserved<Name> {
  readonly 'A custom field must not have the reserved name': Name;
}

/** The type of a custom field whose value is not a string. */
export interface CustomFieldMustBeString {
  readonly 'The value of a custom field must be a string': never;
}

/** The type of a property that another argument states. */
export interface MustBeLeftOut {
  readonly 'This property must be left out': never;
}

/** The properties of an event with tags of any type. {@link WithOwn} checks the tag values. */
export type LooseFields<Known = EventFields> = {
  [Name in keyof Known]: Name extends 'dimension_tags' ? AnyMap | undefined : Known[Name];
};

type TagValue = NonNullable<EventFields['dimension_tags']>[string];

/** The tags of an event, which may be an interface. */
export type TagsOf<Own> = MapOf<TagValue, Own>;

/** An event with custom fields. It is `Own` itself if Guance accepts each of its properties. */
export type GuanceEvent<Own extends LooseFields = EventFields> = WithOwn<EventFields, Own>;

/** The properties of `Known`, and strings under any other name that Guance accepts. */
export type WithOwn<Known, Own extends object> = Own & {
  [Name in keyof Own]: Name extends keyof Known
    ? Own[Name] extends Known[Name] | undefined
      ? Own[Name]
      : Expected<Name, Exclude<Known[Name], undefined>, Own[Name]>
    : Name extends Reserved
      ? CustomFieldNameIsReserved<Name>
      : Name extends `${Prefix}${string}`
        ? CustomFieldMustNotStartWith<Prefix>
        : Own[Name] extends string | undefined
          ? Own[Name]
          : CustomFieldMustBeString;
};

/** What a known property must be that is neither of its type nor `undefined`. */
type Expected<Name, Value, Own> = [Value] extends [never]
  ? MustBeLeftOut
  : Name extends 'dimension_tags'
    ? TagsOf<Own>
    : MustBe<Value>;

/** One event, or several, whose custom fields are checked. */
export type CheckedEvents<Own> = Own extends readonly unknown[]
  ? { [Index in keyof Own]: Own[Index] extends object ? WithOwn<EventFields, Own[Index]> : never }
  : Own extends object
    ? WithOwn<EventFields, Own>
    : never;

/** Additional data of any shape. It may be an interface. */
export type ExtraData = NonNullable<components['schemas']['PushEvent']['extraData']> | AnyMap;

/** An event for a reporter: its properties, with the additional data next to them. */
export interface ReportFields extends EventFields {
  /**
   * Additional data of any shape. It becomes `df_meta.extra_data` of the event.
   *
   * @default undefined (none)
   * @example extraData: { ruleId: 'disk-usage' }
   */
  readonly extraData?: ExtraData | undefined;
}

/** An event for a reporter with custom fields, as in `GuanceEvent`. */
export type GuanceReport<Own extends LooseFields<ReportFields> = ReportFields> = WithOwn<ReportFields, Own>;
