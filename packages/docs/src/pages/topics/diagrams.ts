/** Draws the diagrams of pages as SVG: rows of boxes that are connected by arrows, from left to right. */
import type { Language } from '@pushspec/contract';

/** A box with one or two lines, in one of four columns. */
interface Box {
  readonly lines: Readonly<Record<Language, readonly string[]>>;
  readonly column: number;
  /** Whether it keeps events on a disk. */
  readonly isStore?: true;
}

interface Row {
  readonly title: Readonly<Record<Language, string>>;
  readonly boxes: readonly Box[];
}

interface Diagram {
  readonly title: Readonly<Record<Language, string>>;
  /** Says what the picture shows, for those who cannot see it. */
  readonly description: Readonly<Record<Language, string>>;
  readonly rows: readonly Row[];
}

const vendor: Box = { column: 3, lines: { en: ['vendor'], zh: ['厂商'] } };

const DIAGRAMS: Readonly<Record<string, Diagram>> = {
  paths: {
    title: { en: 'Four ways to the vendor', zh: '到厂商的四条路径' },
    description: {
      en:
        'In memory: your process sends to the vendor. Spool: your process writes to a file on its disk, and sends from it. ' +
        'Relay: programs in any language send to a relay, which writes to a file on its disk, and sends from it. ' +
        'Fleet: many processes write to a queue in PostgreSQL. Of two senders, one is active and sends to the vendor.',
      zh:
        '内存：你的进程直接发给厂商。spool：你的进程先写入磁盘上的文件，再从文件发送。' +
        '中继：任何语言的程序发给中继，中继先写入磁盘上的文件，再从文件发送。' +
        '多进程：多个进程写入 PostgreSQL 的队列；两个发送进程中只有一个在发送。',
    },
    rows: [
      {
        title: { en: 'Memory', zh: '内存' },
        boxes: [
          { column: 0, lines: { en: ['your process', 'reporter'], zh: ['你的进程', 'reporter'] } },
          vendor,
        ],
      },
      {
        title: { en: 'Spool', zh: 'spool' },
        boxes: [
          { column: 0, lines: { en: ['your process', 'reporter'], zh: ['你的进程', 'reporter'] } },
          { column: 1, isStore: true, lines: { en: ['file', 'on this disk'], zh: ['文件', '本机磁盘'] } },
          vendor,
        ],
      },
      {
        title: { en: 'Relay', zh: '中继' },
        boxes: [
          { column: 0, lines: { en: ['programs', 'any language'], zh: ['程序', '任何语言'] } },
          { column: 1, lines: { en: ['relay', 'HTTP'], zh: ['中继', 'HTTP'] } },
          {
            column: 2,
            isStore: true,
            lines: { en: ['file', 'or PostgreSQL'], zh: ['文件', '或 PostgreSQL'] },
          },
          vendor,
        ],
      },
      {
        title: { en: 'Fleet', zh: '多进程' },
        boxes: [
          { column: 0, lines: { en: ['processes', 'any number'], zh: ['进程', '数量不限'] } },
          { column: 1, isStore: true, lines: { en: ['queue', 'PostgreSQL'], zh: ['队列', 'PostgreSQL'] } },
          { column: 2, lines: { en: ['two senders', 'one is active'], zh: ['两个发送进程', '一个在发送'] } },
          vendor,
        ],
      },
    ],
  },
};

const BOX = { width: 140, height: 54 };
const COLUMN = 186;
const ROW = 94;
/** Height of the title above the boxes of a row. */
const TITLE = 22;
const LINE = 18;

/** Returns a diagram as a figure. @throws Error for an unknown name */
export function diagram(name: string, language: Language): string {
  const found = DIAGRAMS[name];
  if (!found) throw new Error(`there is no diagram ${name}`);
  const width = 3 * COLUMN + BOX.width + 2;
  const height = found.rows.length * ROW;
  const id = `diagram-${name}`;
  return [
    '<figure class="diagram" tabindex="0">',
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description" font-size="14" fill="none" stroke="currentColor">`,
    `<title id="${id}-title">${found.title[language]}</title>`,
    `<desc id="${id}-description">${found.description[language]}</desc>`,
    ...found.rows.flatMap((row, index) => rowShapes(row, index * ROW, language)),
    '</svg>',
    '</figure>',
  ].join('\n');
}

function rowShapes({ title, boxes }: Row, top: number, language: Language): string[] {
  const arrows = boxes.slice(1).map((box, index) => arrow(boxes[index] as Box, box, top));
  return [
    text({ x: 1, y: top + 14, anchor: 'start', weight: 600 }, title[language]),
    ...boxes.flatMap((box) => boxShapes(box, top + TITLE, language)),
    ...arrows,
  ];
}

function boxShapes({ column, lines, isStore }: Box, top: number, language: Language): string[] {
  const left = column * COLUMN + 1;
  const { width, height } = BOX;
  const own = lines[language];
  const first = top + height / 2 - ((own.length - 1) * LINE) / 2;
  const middle = left + width / 2;
  return [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="${isStore ? 18 : 4}"${isStore ? ' stroke-width="2"' : ''}/>`,
    ...own.map((line, index) =>
      text({ x: middle, y: first + index * LINE + 5, anchor: 'middle', weight: 400 }, line),
    ),
  ];
}

function arrow(from: Box, to: Box, top: number): string {
  const start = from.column * COLUMN + BOX.width + 5;
  const end = to.column * COLUMN - 4;
  const y = top + TITLE + BOX.height / 2;
  return `<path d="M${start} ${y}H${end}M${end - 7} ${y - 5}L${end} ${y}L${end - 7} ${y + 5}"/>`;
}

interface TextPosition {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle';
  readonly weight: number;
}

function text({ x, y, anchor, weight }: TextPosition, content: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-weight="${weight}" fill="currentColor" stroke="none">${content}</text>`;
}
