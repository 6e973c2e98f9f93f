/** Labels of the landing page. */
import type { Language } from '@pushspec/contract';

export type PartName = 'guides' | 'server' | 'mock' | 'client' | 'durable' | 'verify' | 'inspector';

/** The parts of pushspec in the order of the page, with the paths of their English pages. */
export const parts: readonly { name: PartName; address: string }[] = [
  { name: 'guides', address: '/reference/' },
  { name: 'server', address: '/mock-in-tests/' },
  { name: 'mock', address: '/mock-in-tests/' },
  { name: 'client', address: '/send-events/' },
  { name: 'durable', address: '/crashes-and-fleets/' },
  { name: 'verify', address: '/conformance/' },
  { name: 'inspector', address: '/inspect-requests/' },
];

export interface PartLabels {
  /** The goal of the reader. */
  need: string;
  part: string;
  description: string;
}

export interface LandingLabels {
  title: string;
  lead: string;
  verdict: string;
  noReasons: string;
  hosted: string;
  local: string;
  parts: string;
  part: Record<PartName, PartLabels>;
  pictureTitle: string;
  /** Alternative text of the screenshot. */
  picture: string;
  more: string;
}

const en: LandingLabels = {
  title: 'Push events to BlueKing, CloudMonitor and Guance',
  lead: 'Send a request and see at once why the API accepts or refuses it. pushspec has typed clients, a local server that follows the vendors’ documentation and what was observed, a mock, and conformance tests.',
  verdict: 'Verdict',
  noReasons: 'no reasons',
  hosted:
    'Run `npx pushspec start` and open this page there to get commands that work as pasted. Nothing is sent to a vendor.',
  local:
    'These commands work as pasted: they send to the server that serves this page. See what it received in the [inspector](/inspector/).',
  parts: 'Which part do I need?',
  part: {
    guides: {
      need: 'I integrate an API',
      part: 'Guides and reference',
      description: 'Requests, fields, limits and errors.',
    },
    server: {
      need: 'I test my code',
      part: 'Reference server',
      description: 'Start it in a test and assert on what it received.',
    },
    mock: {
      need: 'I need fixed responses',
      part: 'Mock',
      description: 'Responds with the examples of the contract.',
    },
    client: {
      need: 'I send events',
      part: 'Typed client',
      description: 'Signs, batches, paces and retries.',
    },
    durable: {
      need: 'I must not lose events',
      part: 'Spool, relay and fleet',
      description: 'Keep events when a process crashes.',
    },
    verify: {
      need: 'I check an implementation',
      part: 'Conformance tests',
      description: 'Run them against any address.',
    },
    inspector: {
      need: 'A request was refused',
      part: 'Inspector',
      description: 'Shows each request, the rule it broke, and the fix.',
    },
  },
  pictureTitle: 'See why a request was refused',
  picture:
    'The inspector: a list of requests, and the diagnosis of a refused one with the expected string to sign next to the one that was signed.',
  more: 'For programs: [llms.txt](/llms.txt) and the contracts as OpenAPI documents in the [reference](/reference/).',
};

const zh: LandingLabels = {
  title: '向蓝鲸监控、云监控和观测云推送事件',
  lead: '发送一个请求，立即知道接口为什么接受或拒绝它。pushspec 提供带类型的客户端、遵循厂商文档和实际观察结果的本地服务器、模拟服务器和一致性测试。',
  verdict: '判定结果',
  noReasons: '无原因码',
  hosted: '运行 `npx pushspec start` 并从那里打开本页，命令粘贴即可运行。不会向厂商发送任何内容。',
  local:
    '这些命令粘贴即可运行：请求发往提供本页的服务器。收到的请求可在[请求查看器](/inspector/?lang=zh)中看到。',
  parts: '我需要哪一部分？',
  part: {
    guides: { need: '对接接口', part: '指南与参考文档', description: '请求、字段、限制和错误。' },
    server: { need: '测试自己的代码', part: '参考服务器', description: '在测试中启动，并断言收到的内容。' },
    mock: { need: '需要固定的响应', part: '模拟服务器', description: '用契约中的示例应答。' },
    client: { need: '发送事件', part: '带类型的客户端', description: '签名、分批、限速和重试。' },
    durable: { need: '不能丢失事件', part: 'spool、中继与多进程', description: '进程崩溃时保住事件。' },
    verify: { need: '检查某个实现', part: '一致性测试', description: '可对任意地址运行。' },
    inspector: {
      need: '请求被拒绝了',
      part: '请求查看器',
      description: '列出每个请求、违反的规则和处理办法。',
    },
  },
  pictureTitle: '查看请求为什么被拒绝',
  picture:
    '请求查看器：左侧是请求列表，右侧是一个被拒绝请求的诊断，并排显示期望的待签名字符串和实际签名的字符串。',
  more: '供程序读取：[llms.txt](/llms.txt)，以及[参考文档](/zh/reference/)中的 OpenAPI 契约。',
};

export const landingLabels: Record<Language, LandingLabels> = { en, zh };
