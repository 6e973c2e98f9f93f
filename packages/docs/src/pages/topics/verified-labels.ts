/** Labels of the page "Verified with". */
import type { Language } from '@pushspec/contract';

interface VerifiedLabels {
  program: string;
  version: string;
  accepted: string;
  settings: string;
  comma: string;
  /** A kind of values that the program cannot send. */
  not: (kind: string) => string;
  refused: string;
  /** A refusal for which the program shows its own message. */
  shownAs: (refusal: string, shows: string) => string;
  code: string;
  /** Names of kinds of values, with the number of items. */
  values: Readonly<Record<string, (count: number) => string>>;
  refusals: Readonly<Record<string, string>>;
}

export const verifiedLabels: Record<Language, VerifiedLabels> = {
  en: {
    program: 'Program',
    version: 'Version',
    accepted: 'Accepted',
    settings: 'What its user must set',
    comma: ', ',
    not: (kind) => `not: ${kind}`,
    refused: 'Refusals that its user can read',
    shownAs: (refusal, shows) => `${refusal} (as ${shows})`,
    code: 'Exit code',
    values: {
      plain: () => 'plain values',
      time: () => 'group and time',
      numbers: () => 'numbers',
      chinese: () => 'Chinese',
      emoji: () => 'emoji',
      symbols: () => 'special characters',
      empty: () => 'empty strings',
      full: (count) => `${count} events in one request`,
      many: (count) => `${count} data points`,
      fixed: () => 'the values of the example',
      temporaryKey: () => 'temporary key (STS)',
    },
    refusals: {
      'wrong-secret': 'wrong secret',
      'unknown-key': 'unknown key',
      throttled: 'throttled',
      'server-error': 'server error',
      'invalid-event': 'invalid event',
      'too-many-events': 'too many events',
    },
  },
  zh: {
    program: '程序',
    version: '版本',
    accepted: '已接收的内容',
    settings: '用户需要设置',
    comma: '、',
    not: (kind) => `不支持：${kind}`,
    refused: '用户能看懂的拒绝',
    shownAs: (refusal, shows) => `${refusal}（显示为 ${shows}）`,
    code: '退出码',
    values: {
      plain: () => '普通值',
      time: () => '应用分组和时间',
      numbers: () => '数值',
      chinese: () => '中文',
      emoji: () => '表情符号',
      symbols: () => '特殊字符',
      empty: () => '空字符串',
      full: (count) => `一次请求 ${count} 个事件`,
      many: (count) => `${count} 个数据点`,
      fixed: () => '示例中的值',
      temporaryKey: () => '临时密钥（STS）',
    },
    refusals: {
      'wrong-secret': '密钥错误',
      'unknown-key': '密钥不存在',
      throttled: '限流',
      'server-error': '服务器错误',
      'invalid-event': '事件无效',
      'too-many-events': '事件过多',
    },
  },
};
