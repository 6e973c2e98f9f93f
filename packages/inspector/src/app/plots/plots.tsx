/** What has arrived, over time: outcomes, rates against their limits, and how full batches are. */
import { outcomes, type Vendor, type Verdict, vendors } from '../admin/types.ts';
import { type Facts, useFacts } from '../contracts.ts';
import { useSpeech } from '../text/language.tsx';
import { type Bar, Bars } from './bars.tsx';
import { bucketsOf, itemCounts, type Point, total, windowCounts } from './series.ts';

/** Bars that can be told from each other. */
const MOST = 60;

export function Plots({ list }: { list: readonly Verdict[] }) {
  const { texts } = useSpeech();
  const facts = useFacts();
  return (
    <section class="plots">
      {list.length === 0 ? <p>{texts.empty}</p> : <Outcomes list={list} />}
      {facts &&
        vendors.map((vendor) => {
          const own = list.filter((verdict) => verdict.vendor === vendor);
          return own.length > 0 && <OfVendor key={vendor} vendor={vendor} list={own} facts={facts} />;
        })}
    </section>
  );
}

function Outcomes({ list }: { list: readonly Verdict[] }) {
  const { texts } = useSpeech();
  const { seconds, buckets } = bucketsOf(list, MOST);
  const bars = buckets.map(
    (bucket): Bar => ({
      key: bucket.from,
      parts: outcomes.map((name) => ({ name, value: bucket.counts[name] })),
      title: `${clockTime(bucket.from)}: ${outcomes.map((name) => `${texts.outcomes[name]} ${bucket.counts[name]}`).join(', ')}`,
    }),
  );
  const busiest = Math.max(...buckets.map(total));
  return <Bars title={texts.verdictsOverTime} summary={texts.perStep(seconds, busiest)} bars={bars} />;
}

interface VendorProps {
  vendor: Vendor;
  list: readonly Verdict[];
  facts: Facts;
}

function OfVendor({ vendor, list, facts }: VendorProps) {
  const { texts } = useSpeech();
  const profile = list[0]?.profile ?? 'documented';
  const { rates = [], maxItems } = facts[vendor].limits[profile] ?? { maxItems: null };
  const counts = itemCounts(list, MOST);
  return (
    <>
      <h2>{texts.vendors[vendor]}</h2>
      {rates.map(({ requests, windowSeconds, reason }) => {
        const points = windowCounts(list, windowSeconds, MOST);
        const highest = Math.max(...points.map(({ value }) => value));
        return (
          <Bars
            key={reason}
            title={texts.rate(windowSeconds)}
            summary={texts.ofLimit(highest, requests)}
            bars={points.map((point, index) => barOf(point, index, requests))}
            limit={requests}
          />
        );
      })}
      {maxItems !== null && (
        <Bars
          title={texts.batchFill}
          summary={texts.ofLimit(Math.max(...counts.map(({ value }) => value)), maxItems)}
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

function clockTime(instant: number): string {
  return new Date(instant).toISOString().slice(11, 19);
}
