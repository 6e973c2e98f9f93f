/** The items of BlueKing, whose maps may be interfaces. */
import type { components } from '@pushspec/contract/blueking';
import type { AnyMap, Input, MapOf } from '../contract.ts';

type Metric = Input<components['schemas']['MetricItem']>;
type Event = Input<components['schemas']['EventItem']>;

/** Numbers under custom names. */
export type MetricMap = Metric['metrics'];
/** Strings under custom names. */
export type DimensionMap = NonNullable<Metric['dimension']>;

/** One data point: metrics of one target at one time. */
export type MetricPoint<Metrics extends AnyMap = MetricMap, Dimension extends AnyMap = DimensionMap> = {
  [Name in keyof Metric]: Name extends 'metrics'
    ? MetricMap | MapOf<MetricMap[string], Metrics>
    : Name extends 'dimension'
      ? DimensionMap | MapOf<DimensionMap[string], Dimension> | undefined
      : Metric[Name];
};

/** One custom event. */
export type CustomEvent<Dimension extends AnyMap = DimensionMap> = {
  [Name in keyof Event]: Name extends 'dimension'
    ? DimensionMap | MapOf<DimensionMap[string], Dimension> | undefined
    : Name extends 'event'
      ? Event['event'] | (Pick<Event['event'], 'content'> & AnyMap)
      : Event[Name];
};
