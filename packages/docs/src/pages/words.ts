/** The words of the site that are about us. What a contract says is never among them. */
import type { Language } from '@pushspec/contract';
import type { Outcome } from '@pushspec/contract/reasons';

export interface Words {
  lead: string;
  vendors: string;
  what: string;
  state: string;
  parts: readonly string[];
  tryIt: string;
  tryItText: string;
  guide: string;
  fields: string;
  reasons: string;
  reference: string;
  contract: string;
  guideIntro: string;
  fieldsIntro: string;
  reasonsIntro: string;
  concepts: string;
  credentials: string;
  noCredentials: string;
  troubleshooting: string;
  troubleshootingIntro: string;
  symptom: Record<Outcome, string>;
  noDifferences: string;
  parameters: (operation: string) => string;
  field: string;
  type: string;
  required: string;
  meaning: string;
}

const en: Words = {
  lead: 'Contracts for the push APIs of monitoring services, and everything that follows from them: typed clients, a reference server that says why it refuses, a mock, and conformance tests.',
  vendors: 'The APIs',
  what: 'What it takes',
  state: 'What there is',
  parts: ['Contract', 'Guide and full reference', 'Typed client', 'Reference server', 'Mock', 'Scenarios'],
  tryIt: 'Try it',
  tryItText:
    '`npm start` prints the addresses of the reference server and the mock, and one command per vendor. `GET /__admin/requests` on the reference server then says what arrived, and why it was refused.',
  guide: 'Guide',
  fields: 'Fields',
  reasons: 'Reasons',
  reference: 'Full reference',
  contract: 'Contract',
  guideIntro:
    'Everything on this page is drawn from the contract. It is what the vendor documents, unless it says otherwise; this is not a page of the vendor.',
  fieldsIntro:
    'What requests and answers are made of. The codes below a field are those of the [reasons](../reasons/) that it can fail with.',
  reasonsIntro:
    'Each code is one cause. Verdicts of the reference server and errors of the clients carry it.',
  concepts: 'Concepts',
  credentials: 'Credentials',
  noCredentials: 'No header carries them. See the description of the request.',
  troubleshooting: 'Troubleshooting',
  troubleshootingIntro: 'Find what you see; below it stand its possible causes.',
  symptom: {
    rejected: 'HTTP 200, but the answer reports a failure',
    ignored: 'HTTP 200, and the data do not appear',
    transformed: 'HTTP 200, and the data differ from what was sent',
    warning: 'HTTP 200, and something is probably not meant so',
  },
  noDifferences: 'None is known.',
  parameters: (operation) => `Parameters of \`${operation}\``,
  field: 'Field',
  type: 'Type',
  required: 'Required',
  meaning: 'Meaning and reasons',
};

const zh: Words = {
  lead: '监控服务推送接口的契约，以及由契约得到的一切：带类型的客户端、会说明拒绝原因的参考服务器、模拟服务器和一致性测试。',
  vendors: '接口',
  what: '用途',
  state: '现有内容',
  parts: ['契约', '指南与完整参考', '带类型的客户端', '参考服务器', '模拟服务器', '场景'],
  tryIt: '试一试',
  tryItText:
    '`npm start` 会打印参考服务器和模拟服务器的地址，并为每个厂商给出一条命令。之后用 `GET /__admin/requests` 查看参考服务器收到了什么、为什么被拒绝。',
  guide: '指南',
  fields: '字段',
  reasons: '原因码',
  reference: '完整参考',
  contract: '契约',
  guideIntro: '本页内容全部取自契约。除非另有说明，均以厂商文档为准；本页不是厂商的页面。',
  fieldsIntro: '请求和响应由哪些字段组成。字段下方的代码是它可能触发的[原因码](../reasons/)。',
  reasonsIntro: '每个原因码对应一个原因。参考服务器的判定结果和客户端的错误都带有原因码。',
  concepts: '概念',
  credentials: '凭据',
  noCredentials: '没有请求头携带凭据，请看请求的说明。',
  troubleshooting: '故障排查',
  troubleshootingIntro: '找到您看到的现象，下面列出可能的原因。',
  symptom: {
    rejected: 'HTTP 200，但响应内容报告失败',
    ignored: 'HTTP 200，但看不到数据',
    transformed: 'HTTP 200，但数据与发送的不同',
    warning: 'HTTP 200，但很可能不符合本意',
  },
  noDifferences: '目前没有已知的不同。',
  parameters: (operation) => `\`${operation}\` 的参数`,
  field: '字段',
  type: '类型',
  required: '必填',
  meaning: '含义与原因码',
};

export const siteWords: Record<Language, Words> = { en, zh };
