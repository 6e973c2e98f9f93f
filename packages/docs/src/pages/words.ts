/** The words of the site that are about us. What a contract says is never among them. */
import type { Language } from '@pushspec/contract';
import type { Outcome } from '@pushspec/contract/reasons';

export interface Words {
  /** The name of the language in itself. */
  language: string;
  lead: string;
  vendors: string;
  state: string;
  stateIntro: string;
  version: string;
  differences: string;
  scenarios: string;
  parts: string;
  partsList: string;
  tryIt: string;
  /** What Starlight makes of the heading. */
  tryItAnchor: string;
  tryItText: string;
  /** What opens the form of a guide, and what stands in its place where it cannot be loaded. */
  tryItOpen: string;
  tryItElsewhere: string;
  firstGuide: string;
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
  /** What a sender sees of an outcome that its status, that of a success, does not show. */
  symptom: Record<Outcome, (status: string) => string>;
  pageTitle: (contract: string, part: string) => string;
  noDifferences: string;
  parameters: (operation: string) => string;
  field: string;
  type: string;
  required: string;
  meaning: string;
}

const en: Words = {
  language: 'English',
  lead: 'Contracts for the push APIs of monitoring services, and everything that follows from them: typed clients, a reference server that says why it refuses, a mock, and conformance tests.',
  vendors: 'The APIs',
  state: 'What there is',
  stateIntro: 'Counted in the contracts when this page was made.',
  version: 'Version',
  differences: 'Known differences of the running receiver',
  scenarios: 'Scenarios',
  parts: 'What follows from a contract',
  partsList: [
    '- **Typed clients** that sign, batch, pace and retry, and check an event before it leaves: `@pushspec/client`',
    '- **A reference server** that behaves like the receiver and says which rule a request broke: `pushspec start`',
    '- **A mock** that answers with the examples of the contract: `pushspec mock`',
    '- **Conformance tests** for any implementation: `pushspec verify`',
    '- **Text and contracts for programs**: [llms.txt](/llms.txt)',
  ].join('\n'),
  tryIt: 'Try it',
  tryItAnchor: 'try-it',
  tryItOpen: 'Edit an example and send it to the server that runs here',
  tryItElsewhere:
    'The form comes from the reference server, and needs scripts. Run `npx pushspec start` and open this page at the address that it prints.',
  firstGuide: 'Read a guide',
  tryItText: [
    '```sh\nnpm start\ncurl -s "http://127.0.0.1:4010/__admin/requests?limit=1"\n```',
    'The first prints the addresses of server and mock, the development credentials, and a command per vendor to paste. The second says what became of your last request: the rule that it broke, where that stands in the contract, and what to do. That works on this machine only; nothing is sent to a vendor.',
  ].join('\n\n'),
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
    rejected: (status) => `HTTP ${status}, but the answer reports a failure`,
    ignored: (status) => `HTTP ${status}, and the data do not appear`,
    transformed: (status) => `HTTP ${status}, and the data differ from what was sent`,
    warning: (status) => `HTTP ${status}, and something is probably not meant so`,
  },
  pageTitle: (contract, part) => `${contract}: ${part}`,
  noDifferences: 'None is known.',
  parameters: (operation) => `Parameters of \`${operation}\``,
  field: 'Field',
  type: 'Type',
  required: 'required',
  meaning: 'Meaning and reasons',
};

const zh: Words = {
  language: '简体中文',
  lead: '监控服务推送接口的契约，以及由契约得到的一切：带类型的客户端、会说明拒绝原因的参考服务器、模拟服务器和一致性测试。',
  vendors: '接口',
  state: '现有内容',
  stateIntro: '生成本页时从契约中统计。',
  version: '版本',
  differences: '运行中的接收端的已知差异',
  scenarios: '场景',
  parts: '由契约得到什么',
  partsList: [
    '- **带类型的客户端**：签名、分批、限速、重试，并在发送前检查数据：`@pushspec/client`',
    '- **参考服务器**：行为与接收端一致，并说明请求违反了哪条规则：`pushspec start`',
    '- **模拟服务器**：用契约中的示例应答：`pushspec mock`',
    '- **一致性测试**：适用于任何实现：`pushspec verify`',
    '- **供程序读取的文本和契约**：[llms.txt](/llms.txt)',
  ].join('\n'),
  tryIt: '试一试',
  tryItAnchor: '试一试',
  tryItOpen: '编辑一个示例，发送到本机运行的服务器',
  tryItElsewhere:
    '表单由参考服务器提供，并且需要启用脚本。请运行 `npx pushspec start`，再从它打印的地址打开本页。',
  firstGuide: '阅读指南',
  tryItText: [
    '```sh\nnpm start\ncurl -s "http://127.0.0.1:4010/__admin/requests?limit=1"\n```',
    '第一条命令打印参考服务器和模拟服务器的地址、开发用凭据，以及每个厂商一条可直接粘贴的命令。第二条说明上一个请求的结果：违反了哪条规则、规则在契约中的位置，以及处理办法。一切都在本机运行，不会向厂商发送任何内容。',
  ].join('\n\n'),
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
    rejected: (status) => `HTTP ${status}，但响应内容报告失败`,
    ignored: (status) => `HTTP ${status}，但看不到数据`,
    transformed: (status) => `HTTP ${status}，但数据与发送的不同`,
    warning: (status) => `HTTP ${status}，但很可能不符合本意`,
  },
  pageTitle: (contract, part) => `${contract}：${part}`,
  noDifferences: '目前没有已知的不同。',
  parameters: (operation) => `\`${operation}\` 的参数`,
  field: '字段',
  type: '类型',
  required: '必填',
  meaning: '含义与原因码',
};

export const siteWords: Record<Language, Words> = { en, zh };
