/** Labels of the site. Facts about an API come from its contract instead. */
import type { Language } from '@pushspec/contract';
import type { Outcome } from '@pushspec/contract/reasons';

export interface SiteLabels {
  /** Name of the language in that language. */
  language: string;
  tryIt: string;
  /** Anchor that Starlight gives to the heading. */
  tryItAnchor: string;
  /** Summary that opens the form. */
  tryItOpen: string;
  /** Shown if the form cannot be loaded. */
  tryItElsewhere: string;
  guide: string;
  fields: string;
  reasons: string;
  reference: string;
  referenceTitle: string;
  referenceIntro: string;
  referenceMeans: string;
  fieldsMean: string;
  reasonsMean: string;
  contractMeans: string;
  page: string;
  content: string;
  guideIntro: string;
  fieldsIntro: string;
  reasonsIntro: string;
  concepts: string;
  credentials: string;
  noCredentials: string;
  troubleshooting: string;
  troubleshootingIntro: string;
  /** Label of the button that opens the search. */
  searchMessage: string;
  /** Heading of the column with messages. */
  seen: string;
  assumed: (count: number, total: number) => string;
  /** Symptoms of outcomes that the success status does not show. */
  symptom: Record<Outcome, (status: string) => string>;
  pageTitle: (contract: string, part: string) => string;
  noDifferences: string;
  parameters: string;
  body: string;
  responseFields: string;
  otherSchemas: string;
  example: string;
  field: string;
  type: string;
  required: string;
  meaning: string;
  /** Introduces a description that applies to these kinds of requests. */
  ofKinds: (titles: readonly string[]) => string;
}

const en: SiteLabels = {
  language: 'English',
  tryIt: 'Try it',
  tryItAnchor: 'try-it',
  tryItOpen: 'Edit an example and send it to this server',
  tryItElsewhere:
    'The form needs the reference server and JavaScript. Run `npx pushspec start` and open this page at the address that it prints.',
  guide: 'Guide',
  fields: 'Fields',
  reasons: 'Reasons',
  reference: 'Full reference',
  referenceTitle: 'Reference',
  referenceIntro: 'Every operation, field and reason of each API.',
  referenceMeans: 'The whole contract on one page, with samples',
  fieldsMean: 'Fields of requests and responses, with example values',
  reasonsMean: 'Why a request is refused, ignored or changed, and how to fix it',
  contractMeans: 'The contract as JSON, for code generators and other tools',
  page: 'Page',
  content: 'Content',
  guideIntro:
    "This page is generated from the contract, which follows the vendor's documentation unless it says otherwise. It is not a page of the vendor.",
  fieldsIntro:
    'Fields of requests first, then those of responses. Below each field are the [reasons](../reasons/) that it can fail with.',
  reasonsIntro:
    'Each code names one cause. Verdicts of the reference server and errors of the clients contain it.',
  concepts: 'How it works',
  credentials: 'Credentials',
  noCredentials: 'Send them in the URL or the request body, as the request above does.',
  troubleshooting: 'Troubleshooting',
  troubleshootingIntro: 'Find your symptom, then check its causes.',
  searchMessage: 'Search for an error message',
  seen: 'Message',
  assumed: (count, total) =>
    `${count} of ${total} reasons are assumed: no source describes them. The dot next to a reason opens its source.`,
  symptom: {
    rejected: (status) => `HTTP ${status}, but the response reports a failure`,
    ignored: (status) => `HTTP ${status}, but the data does not appear`,
    transformed: (status) => `HTTP ${status}, but the data differs from what was sent`,
    warning: () => 'A warning or a diagnosis in the verdict, next to a success or a refusal',
  },
  pageTitle: (contract, part) => `${contract}: ${part}`,
  noDifferences: 'No differences are known.',
  parameters: 'Parameters',
  body: 'Body',
  responseFields: 'Responses',
  otherSchemas: 'Other schemas',
  example: 'Example',
  field: 'Field',
  type: 'Type',
  required: 'required',
  meaning: 'Meaning',
  ofKinds: (titles) => `${titles.join(', ')}: `,
};

const zh: SiteLabels = {
  language: '简体中文',
  tryIt: '试一试',
  tryItAnchor: '试一试',
  tryItOpen: '编辑一个示例，发送到本机运行的服务器',
  tryItElsewhere:
    '表单由参考服务器提供，并且需要启用脚本。请运行 `npx pushspec start`，再从它打印的地址打开本页。',
  guide: '指南',
  fields: '字段',
  reasons: '原因码',
  reference: '完整参考',
  referenceTitle: '参考文档',
  referenceIntro: '每个接口的全部操作、字段和原因码。',
  referenceMeans: '单页完整契约，含各语言示例',
  fieldsMean: '请求和响应的字段及示例值',
  reasonsMean: '请求为什么被拒绝、忽略或改动，以及如何修正',
  contractMeans: 'JSON 格式的契约，供代码生成器等工具使用',
  page: '页面',
  content: '内容',
  guideIntro: '本页内容全部取自契约。除非另有说明，均以厂商文档为准；本页不是厂商的页面。',
  fieldsIntro: '先列请求字段，再列响应字段。字段下方是它可能触发的[原因码](../reasons/)。',
  reasonsIntro: '每个原因码对应一个原因。参考服务器的判定结果和客户端的错误都带有原因码。',
  concepts: '工作原理',
  credentials: '凭证',
  noCredentials: '凭证放在地址或请求体中，见上面的请求。',
  troubleshooting: '故障排查',
  troubleshootingIntro: '先找到你看到的现象，再逐一核对原因。',
  searchMessage: '搜索错误消息',
  seen: '消息',
  assumed: (count, total) => `${total} 个原因码中有 ${count} 个是假定的，没有来源说明。点击圆点可查看依据。`,
  symptom: {
    rejected: (status) => `HTTP ${status}，但响应内容报告失败`,
    ignored: (status) => `HTTP ${status}，但看不到数据`,
    transformed: (status) => `HTTP ${status}，但数据与发送的不同`,
    warning: () => '判定结果中的警告或诊断，成功和被拒绝时都可能出现',
  },
  pageTitle: (contract, part) => `${contract}：${part}`,
  noDifferences: '目前没有已知的差异。',
  parameters: '参数',
  body: '请求体',
  responseFields: '响应',
  otherSchemas: '其他 Schema',
  example: '示例值',
  field: '字段',
  type: '类型',
  required: '必填',
  meaning: '含义',
  ofKinds: (titles) => `${titles.join('、')}：`,
};

export const siteLabels: Record<Language, SiteLabels> = { en, zh };
