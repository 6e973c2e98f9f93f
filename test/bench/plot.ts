/** Draws the result of `server.ts` as an SVG: `node test/bench/plot.ts result.json result.svg`. */
import { readFileSync, writeFileSync } from 'node:fs';

interface Result {
  case: string;
  minimum: number;
  median: number;
  rounds: { express: number; pushspec: number }[];
}

const [input = '', output = ''] = process.argv.slice(2);
const {
  results: all,
  machine,
  date,
} = JSON.parse(readFileSync(input, 'utf8')) as {
  results: (Result | { case: string })[];
  machine: { node: string; cpu: string };
  date: string;
};

/** Results with a baseline. Plain Express has none for refusals. */
const results = all.filter((result): result is Result => 'median' in result);

const ROW = 44;
const LEFT = 220;
const WIDTH = 560;
const scale = (ratio: number) => LEFT + (ratio / 1.4) * WIDTH;
const height = results.length * ROW + 90;

const rows = results.map((result, index) => {
  const y = 60 + index * ROW;
  const dots = result.rounds.map(
    ({ express, pushspec }) =>
      `<circle cx="${scale(express / pushspec).toFixed(1)}" cy="${y + 12}" r="3" fill="#1d4ed8" fill-opacity=".5"/>`,
  );
  return [
    `<text x="${LEFT - 12}" y="${y + 16}" text-anchor="end">${result.case}</text>`,
    `<rect x="${LEFT}" y="${y}" width="${(scale(result.median) - LEFT).toFixed(1)}" height="24" fill="#93c5fd"/>`,
    ...dots,
    `<text x="${scale(1.4) + 8}" y="${y + 16}">${result.minimum.toFixed(2)} / ${result.median.toFixed(2)}</text>`,
  ].join('\n');
});
const grid = [0, 0.25, 0.5, 0.75, 1, 1.25].map(
  (ratio) =>
    `<line x1="${scale(ratio)}" x2="${scale(ratio)}" y1="48" y2="${height - 30}" stroke="${ratio === 1 ? '#111' : '#ddd'}"/>` +
    `<text x="${scale(ratio)}" y="${height - 12}" text-anchor="middle" fill="#666">${ratio}</text>`,
);

writeFileSync(
  output,
  `<svg xmlns="http://www.w3.org/2000/svg" width="920" height="${height}" font-family="sans-serif" font-size="13" role="img">
<title>CPU of Express 5 with express.json() divided by CPU of the reference server, per request</title>
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="24" font-size="15">CPU of Express 5 + express.json() ÷ CPU of the reference server, per request</text>
<text x="16" y="42" fill="#666">bar: median, dots: rounds; minimum / median at the right. ${machine.node}, ${machine.cpu}, ${date.slice(0, 10)}</text>
${grid.join('\n')}
${rows.join('\n')}
</svg>
`,
);
