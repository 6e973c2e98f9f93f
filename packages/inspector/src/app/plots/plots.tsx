/** The view with plots: outcomes over time, rates and batch sizes against their limits. */
import { type ApiName, outcomes, type Verdict } from '../admin/types.ts';
import { apiNamesIn } from '../contracts.ts';
import { useApiName, useLocale } from '../strings/locale.tsx';
import { type Bar, Bars } from './bars.tsx';
import { bucketsOf, itemCounts, type Point, total, windowCounts } from './series.ts';

/** Maximum number of bars. */
const MAX_BARS = 60;

export function Plots({ list }: { list: readonly Verdict[] }) {
  const { strings, facts } = useLocale();
  return (
    <section class="plots">
      {list.length === 0 ? <p class="notice">{strings.nothingYet}</p> : <Outcomes list={list} />}
      {apiNamesIn(facts).map((api) => {
        const own = list.filter((verdict) => verdict.api === api);
        return own.length > 0 && <ApiPlots key={api} api={api} list={own} />;
      })}
    </section>
  );
}

function Outcomes({ list }: { list: readonly Verdict[] }) {
  const { strings } = useLocale();
  const { seconds, buckets } = bucketsOf(list, MAX_BARS);
  const bars = buckets.map(
    (bucket): Bar => ({
      key: bucket.from,
      parts: outcomes.map((name) => ({ name, value: bucket.counts[name] })),
      title: `${clockTime(bucket.from)}: ${outcomes.map((name) => `${strings.outcomes[name]} ${bucket.counts[name]}`).join(', ')}`,
    }),
  );
  const busiest = Math.max(...buckets.map(total));
  return <Bars title={strings.outcomesOverTime} summary={strings.perStep(seconds, busiest)} bars={bars} />;
}

interface ApiProps {
  api: ApiName;
  list: readonly Verdict[];
}

function ApiPlots({ api, list }: ApiProps) {
  const { strings, facts } = useLocale();
  const nameOf = useApiName();
  const profile = list[0]?.profile ?? 'documented';
  const { rates = [], maxItems } = facts[api].limits[profile] ?? { maxItems: null };
  const counts = itemCounts(list, MAX_BARS);
  return (
    <>
      <h2>{nameOf(api)}</h2>
      {rates.map(({ requests, windowSeconds, reason }) => {
        const points = windowCounts(list, windowSeconds, MAX_BARS);
        const highest = Math.max(...points.map(({ value }) => value));
        return (
          <Bars
            key={reason}
            title={strings.rate(windowSeconds)}
            summary={strings.ofLimit(highest, requests)}
            bars={points.map((point, index) => barOf(point, index, requests))}
            limit={requests}
          />
        );
      })}
      {maxItems !== null && (
        <Bars
          title={strings.batchFill}
          summary={strings.ofLimit(Math.max(...counts.map(({ value }) => value)), maxItems)}
          bars={counts.map((point, index) => barOf(point, index, maxItems))}
          limit={maxItems}
        />
      )}
    </>
  );
}

function barOf({ at, value }: Point, key: number, limit: number): Bar {
  const name = value > limit ? 'rejected' : 'accepted';
  return { key, parts: [{ name, value }], title: `${clockTime(at)}: ${value} / ${limit}` };
}

function clockTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
