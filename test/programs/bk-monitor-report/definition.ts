import { python } from '../languages.ts';
import type { Item, Program } from '../program.ts';

/** `bk-monitor-report` sends at most this many items in one request. */
const CHUNK = 500;

function chunks(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, index) =>
    items.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}

const common = {
  folder: 'bk-monitor-report',
  origin: 'PyPI',
  api: 'blueking',
  operation: 'pushCustomReport',
  installation: { from: ['pip'], package: 'bk-monitor-report' },
  settings: {
    en: '`url`: the address of the server with `/v2/push/`. A refusal is only a line of the logger `bk-monitor-report`, at the level ERROR.',
    zh: '`url`：服务器地址加 `/v2/push/`。被拒绝时只有日志记录器 `bk-monitor-report` 的一行 ERROR。',
  },
  refusedCode: 0,
} as const satisfies Partial<Program>;

export const bkMonitorReport: Program = {
  ...common,
  name: 'bk-monitor-report',
  title: 'bk-monitor-report',
  kind: 'metric',
  run: python('metrics.py'),
  requestsOf: chunks,
};

export const bkMonitorReportEvents: Program = {
  ...common,
  name: 'bk-monitor-report-events',
  title: { en: 'bk-monitor-report, `report_event`', zh: 'bk-monitor-report 的 `report_event`' },
  kind: 'event',
  run: python('events.py'),
};
