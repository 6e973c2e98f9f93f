/** The words of the generated tables. What a contract says is never among them. */
import type { Language } from '@pushspec/contract';
import type { Outcome, Provenance } from '@pushspec/contract/reasons';

export interface Labels {
  limits: string;
  limit: string;
  value: string;
  body: string;
  depth: string;
  items: string;
  rate: string;
  clock: string;
  none: string;
  reason: string;
  knownFrom: string;
  bytes: (bytes: string) => string;
  levels: (levels: string) => string;
  itemCount: (min: string, max: string | undefined) => string;
  requests: (limit: {
    requests: string;
    seconds: string;
    scope: string;
    burst: string | undefined;
  }) => string;
  /** Whose requests a rate limit counts together; one that is not listed stands as the contract names it. */
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
  difference: string;
}

const en: Labels = {
  limits: 'Limits',
  limit: 'Limit',
  value: 'Value',
  body: 'Request body',
  depth: 'Nesting of arrays and objects',
  items: 'Items per request',
  rate: 'Rate',
  clock: 'Clock of the sender',
  none: 'none',
  reason: 'Beyond it',
  knownFrom: 'Known from',
  bytes: (bytes) => `${bytes} bytes at most`,
  levels: (levels) => `${levels} levels at most`,
  itemCount: (min, max) => (max === undefined ? `${min} at least` : `${min} to ${max}`),
  requests: ({ requests, seconds, scope, burst }) =>
    `${requests} requests in ${seconds} s for each ${scope}${burst === undefined ? '' : `, ${burst} at once`}`,
  scopes: { 'api-key': 'API key' },
  algorithm: { fixed: 'fixed window', sliding: 'sliding window', 'token-bucket': 'token bucket' },
  skew: (seconds) => `${seconds} s off at most`,
  future: 'Time of an item',
  ahead: (seconds) => `${seconds} s ahead at most`,
  reasons: 'Reasons',
  outcome: { rejected: 'Refused', ignored: 'Ignored', transformed: 'Changed', warning: 'Warnings' },
  outcomeMeans: {
    rejected: 'Nothing of the request is kept. The code names an example of the response with this status.',
    ignored: 'The answer is a success all the same.',
    transformed: 'The request is accepted, and what is kept differs from what was sent.',
    warning: 'The request is accepted, and probably does not mean what it says.',
  },
  code: 'Code',
  message: 'Message',
  fix: 'What to do',
  retry: 'Retry',
  yes: 'yes',
  no: 'no',
  provenance: { documented: 'documented', observed: 'observed', assumed: 'assumed' },
  note: (number) => `note ${number}`,
  sources: 'Sources',
  source: 'Source',
  title: 'Title',
  read: 'Read on',
  provenanceMeans:
    '**Documented**: the vendor says so. **Observed**: the running service or its source code does so. ' +
    '**Assumed**: nobody says so, and it is our own choice. Notes are those of NOTES.md beside the contract.',
  differences: 'What the running receiver does differently',
  differencesIntro: (title) =>
    `This reference describes what the vendor documents, which is what to rely on. The running service is known to differ. **${title}:**`,
  subject: 'Subject',
  difference: 'The running receiver',
};

const zh: Labels = {
  limits: '限制',
  limit: '限制项',
  value: '取值',
  body: '请求体',
  depth: '数组和对象的嵌套层数',
  items: '每个请求的条数',
  rate: '频率',
  clock: '发送方时钟',
  none: '无',
  reason: '超出时',
  knownFrom: '依据',
  bytes: (bytes) => `不超过 ${bytes} 字节`,
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
    warning: '请求被接收，但很可能不符合发送者的本意。',
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
  differences: '实际运行的接收端有何不同',
  differencesIntro: (title) =>
    `本文描述的是厂商文档，应以此为准。已知运行中的服务与文档有下列不同。**${title}：**`,
  subject: '对象',
  difference: '运行中的接收端',
};

export const labels: Record<Language, Labels> = { en, zh };
