import { python } from '../languages.ts';
import type { Program } from '../program.ts';

export const bkMonitorReportCelery: Program = {
  name: 'bk-monitor-report-celery',
  title: {
    en: 'bk-monitor-report, `MonitorReportStep` of Celery',
    zh: 'bk-monitor-report 在 Celery 中的 `MonitorReportStep`',
  },
  origin: 'PyPI',
  api: 'blueking',
  operation: 'pushCustomReport',
  kind: 'metric',
  installation: { from: ['pip'], package: 'bk-monitor-report' },
  settings: {
    en: 'As above. The worker logs a refusal and goes on.',
    zh: '同上。worker 只把拒绝写入日志，然后继续运行。',
  },
  run: python(),
  // A worker reports one registry.
  sends: ['plain'],
  // The server has a request before the worker has logged the response.
  stopsAfter: '[MonitorReporter]periodic report cost',
  refusedCode: 0,
};
