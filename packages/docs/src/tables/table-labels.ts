/** Labels of the generated tables. Facts about an API come from its contract instead. */
import type { Language } from '@pushspec/contract';
import type { Outcome, Provenance } from '@pushspec/contract/reasons';

export interface TableLabels {
  limits: string;
  limit: string;
  value: string;
  body: string;
  depth: string;
  items: string;
  rate: string;
  clock: string;
  none: string;
  whenExceeded: string;
  origin: string;
  bytes: (bytes: string) => string;
  /** A limit that counts the values of the parameters instead of the bytes on the wire. */
  valueBytes: (bytes: string) => string;
  levels: (levels: string) => string;
  itemCount: (min: string, max: string | undefined) => string;
  requests: (limit: {
    requests: string;
    seconds: string;
    scope: string;
    burst: string | undefined;
  }) => string;
  /** Names of the scopes of rate limits. A scope that is not listed keeps its name in the contract. */
  scopes: Readonly<Record<string, string>>;
  algorithm: Record<'fixed' | 'sliding' | 'token-bucket', string>;
  skew: (seconds: string) => string;
  future: string;
  ahead: (seconds: string) => string;
  reasons: string;
  outcome: Record<Outcome, string>;
  outcomeMeans: Record<Outcome, string>;
  code: string;
  message: string;
  fix: string;
  retry: string;
  yes: string;
  no: string;
  provenance: Record<Provenance, string>;
  note: (number: number) => string;
  sources: string;
  source: string;
  title: string;
  read: string;
  provenanceMeans: string;
  differences: string;
  differencesIntro: (title: string) => string;
  subject: string;
  /** Names the kinds of requests in which a field differs. */
  inKinds: (field: string, titles: readonly string[]) => string;
  difference: string;
}

const en: TableLabels = {
  limits: 'Limits',
  limit: 'Limit',
  value: 'Value',
  body: 'Request body',
  depth: 'Nesting depth',
  items: 'Items per request',
  rate: 'Rate',
  clock: "Sender's clock",
  none: 'none',
  whenExceeded: 'When exceeded',
  origin: 'Source',
  bytes: (bytes) => `up to ${bytes} bytes`,
  valueBytes: (bytes) => `up to ${bytes} bytes in all decoded values of its parameters, as UTF-8`,
  levels: (levels) => `up to ${levels} levels`,
  itemCount: (min, max) => (max === undefined ? `at least ${min}` : `${min} to ${max}`),
  requests: ({ requests, seconds, scope, burst }) =>
    `${requests} requests per ${seconds} s per ${scope}${burst === undefined ? '' : `, bursts of ${burst}`}`,
  scopes: { 'api-key': 'API key' },
  algorithm: { fixed: 'fixed window', sliding: 'sliding window', 'token-bucket': 'token bucket' },
  skew: (seconds) => `within ${seconds} s`,
  future: 'Time of an item',
  ahead: (seconds) => `up to ${seconds} s ahead`,
  reasons: 'Reasons',
  outcome: { rejected: 'Refused', ignored: 'Ignored', transformed: 'Changed', warning: 'Warnings' },
  outcomeMeans: {
    rejected:
      'Nothing of the request is stored. The response example with this status has the code as its name.',
    ignored: 'The response still reports success.',
    transformed: 'The request is accepted, but the stored data differs from what was sent.',
    warning: 'The request is accepted, but probably contains a mistake.',
  },
  code: 'Code',
  message: 'Message',
  fix: 'Fix',
  retry: 'Retry',
  yes: 'yes',
  no: 'no',
  provenance: { documented: 'documented', observed: 'observed', assumed: 'assumed' },
  note: (number) => `note ${number}`,
  sources: 'Sources',
  source: 'Source',
  title: 'Title',
  read: 'Read',
  provenanceMeans:
    '**Documented**: the vendor says so. **Observed**: the running service or its source code behaves this way. ' +
    '**Assumed**: no source says so; it is our own choice. Notes refer to NOTES.md next to the contract.',
  differences: 'How the running service differs',
  differencesIntro: (title) =>
    `This page describes what the vendor documents. Rely on that. The running service is known to differ. **${title}:**`,
  subject: 'Subject',
  inKinds: (field, titles) => `${field} (${titles.join(', ')})`,
  difference: 'Running service',
};

const zh: TableLabels = {
  limits: '限制',
  limit: '限制项',
  value: '取值',
  body: '请求体',
  depth: '数组和对象的嵌套层数',
  items: '每个请求的条数',
  rate: '频率',
  clock: '发送方时钟',
  none: '无',
  whenExceeded: '超出时',
  origin: '依据',
  bytes: (bytes) => `不超过 ${bytes} 字节`,
  valueBytes: (bytes) => `各参数解码后的值（UTF-8）合计不超过 ${bytes} 字节`,
  levels: (levels) => `不超过 ${levels} 层`,
  itemCount: (min, max) => (max === undefined ? `至少 ${min} 条` : `${min} 到 ${max} 条`),
  requests: ({ requests, seconds, scope, burst }) =>
    `每个${scope}在 ${seconds} 秒内 ${requests} 次${burst === undefined ? '' : `，瞬时 ${burst} 次`}`,
  scopes: {
    data_id: '数据 ID ',
    access_token: ' token ',
    account: '账号',
    'api-key': ' API Key ',
    workspace: '工作空间',
  },
  algorithm: { fixed: '固定窗口', sliding: '滑动窗口', 'token-bucket': '令牌桶' },
  skew: (seconds) => `偏差不超过 ${seconds} 秒`,
  future: '数据时间',
  ahead: (seconds) => `最多超前 ${seconds} 秒`,
  reasons: '原因码',
  outcome: { rejected: '拒绝', ignored: '静默忽略', transformed: '转换', warning: '警告' },
  outcomeMeans: {
    rejected: '请求中的任何数据都不会保留。原因码同时是该状态码响应示例的名称。',
    ignored: '返回的仍然是成功响应。',
    transformed: '请求被接收，但保存的数据与发送的不同。',
    warning: '请求被接收，但很可能有误。',
  },
  code: '原因码',
  message: '消息',
  fix: '处理办法',
  retry: '可重试',
  yes: '是',
  no: '否',
  provenance: { documented: '文档', observed: '实测', assumed: '假定' },
  note: (number) => `说明 ${number}`,
  sources: '来源',
  source: '来源',
  title: '标题',
  read: '查阅日期',
  provenanceMeans:
    '**文档**：厂商文档写明。**实测**：运行中的服务或其源代码如此。**假定**：没有来源写明，由本项目选定。“说明”指契约旁 NOTES.md 中的编号。',
  differences: '与线上服务的差异',
  differencesIntro: (title) =>
    `本文描述的是厂商文档，应以此为准。已知线上服务与文档有下列差异。**${title}：**`,
  subject: '对象',
  inKinds: (field, titles) => `${field}（${titles.join('、')}）`,
  difference: '线上服务',
};

export const tableLabels: Record<Language, TableLabels> = { en, zh };
