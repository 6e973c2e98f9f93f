/** A bar chart over time with a limit line, as SVG, with a summary in words. */

/** A bar of stacked parts. */
export interface Bar {
  key: number;
  /** Parts from bottom to top. The name of a part is its class. */
  parts: readonly { name: string; value: number }[];
  /** Tooltip. */
  title: string;
}

interface Props {
  title: string;
  /** Summary of the chart for screen readers and the caption. */
  summary: string;
  bars: readonly Bar[];
  limit?: number | undefined;
}

const WIDTH = 600;
const HEIGHT = 72;

export function Bars({ title, summary, bars, limit }: Props) {
  const sums = bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0));
  const highest = Math.max(1, limit ?? 0, ...sums);
  const y = (value: number) => HEIGHT - (value / highest) * (HEIGHT - 8);
  const width = WIDTH / Math.max(bars.length, 30);
  return (
    <figure>
      <figcaption>
        {title} <span>{summary}</span>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${summary}`}>
        {bars.map(({ key, parts, title: tooltip }, index) => {
          let below = 0;
          return (
            <g key={key}>
              <title>{tooltip}</title>
              {parts.map(({ name, value }) => {
                const bottom = y(below);
                below += value;
                return (
                  <rect
                    key={name}
                    class={`bar ${name}`}
                    x={index * width}
                    y={y(below)}
                    width={Math.max(width - 1, 1)}
                    height={bottom - y(below)}
                  />
                );
              })}
            </g>
          );
        })}
        {limit !== undefined && <line class="limit" x1="0" x2={WIDTH} y1={y(limit)} y2={y(limit)} />}
      </svg>
    </figure>
  );
}
