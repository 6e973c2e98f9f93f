/** Bars over time, with a line for a limit: plain SVG, and a sentence that says the same. */

export interface Bar {
  key: number;
  /** From the bottom up; each part has a class of its own. */
  parts: readonly { name: string; value: number }[];
  /** Told when the pointer rests on it. */
  title: string;
}

interface Props {
  title: string;
  /** The plot in a sentence. */
  summary: string;
  bars: readonly Bar[];
  limit?: number | undefined;
}

const WIDTH = 600;
const HEIGHT = 120;

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
        {bars.map(({ key, parts, title: told }, index) => {
          let below = 0;
          return (
            <g key={key}>
              <title>{told}</title>
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
