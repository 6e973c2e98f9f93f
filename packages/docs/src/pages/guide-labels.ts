/** Labels of a guide. */
import type { Language } from '@pushspec/contract';

export interface GuideLabels {
  request: string;
  response: (status: string) => string;
  required: string;
  /** Heading of the samples of another kind of request. */
  sendKind: (title: string) => string;
  limits: string;
  /** Text of the link to the table of hosts. */
  hosts: (count: number) => string;
  /** Names the vendor's host on a page whose samples send to the local server. */
  production: (host: string) => string;
  /** Hint below the samples of a hosted page. */
  hosted: string;
  /** Hint below the samples of a page from a server with development credentials. */
  local: string;
  /** Below samples that call `pushspec`: what to write if it is not on the PATH. */
  command: string;
  programsTitle: string;
  /** Says how to point programs at a server. */
  programsIntro: (server: string, page: string) => string;
  hostsTitle: string;
  hostsIntro: (count: number) => string;
  region: string;
  host: string;
  where: string;
  successHint: (properties: string) => string;
  chooseHost: string;
  /** Above the list of a vendor's APIs that do the same. */
  chooseTitle: string;
  bodyLimit: (bytes: string) => string;
  valueLimit: (bytes: string) => string;
  itemLimit: (items: string) => string;
  rateLimit: (requests: string, seconds: string, scope: string) => string;
  clockLimit: (seconds: string) => string;
  futureLimit: (seconds: string) => string;
}

const en: GuideLabels = {
  request: 'Request',
  response: (status) => `Response ${status}`,
  required: 'Required',
  sendKind: (title) => `Send ${title.toLowerCase()}`,
  limits: 'Limits',
  hosts: (count) => (count === 1 ? 'details' : `all ${count} hosts`),
  production: (host) => `In production, send to ${host}`,
  hosted:
    'Run `npx pushspec start` and open this page there to get samples that work as pasted, with development credentials.',
  local:
    'These samples work as pasted: they send to the server that serves this page, with its development credentials.',
  command:
    'If your shell does not find `pushspec`, write `npm run -s pushspec --` instead in the folder of a clone, or `npx pushspec` where the package is installed.',
  programsTitle: 'Existing programs',
  programsIntro: (server, page) =>
    `These programs run unmodified against the reference server, which listens at \`${server}\` and has plain HTTP. Set this address and the development credentials as follows. [Verified with](${page}) has what each program sent and what it does with a refusal.`,
  hostsTitle: 'Hosts',
  hostsIntro: (count) =>
    count === 1 ? 'Send requests to this host.' : 'Send requests to the host of your region.',
  region: 'Region',
  host: 'Host',
  where: 'Location',
  successHint: (properties) => `The request succeeded if ${properties}. The status alone does not say so.`,
  chooseHost: 'Host',
  chooseTitle: 'Which API to choose',
  bodyLimit: (bytes) => `${bytes}-byte body`,
  valueLimit: (bytes) => `${bytes} bytes of decoded parameter values`,
  itemLimit: (items) => `${items} items per request`,
  rateLimit: (requests, seconds, scope) =>
    `${requests} requests per ${seconds === '1' ? 'second' : `${seconds} s`} per ${scope}`,
  clockLimit: (seconds) => `clock within ${seconds} s`,
  futureLimit: (seconds) => `times up to ${seconds} s ahead`,
};

const zh: GuideLabels = {
  request: '请求',
  response: (status) => `响应 ${status}`,
  required: '必填',
  sendKind: (title) => `上报${title}`,
  limits: '限制',
  hosts: (count) => (count === 1 ? '关于此地址' : `全部 ${count} 个地址`),
  production: (host) => `正式环境请发送到 ${host}`,
  hosted: '运行 `npx pushspec start` 并从那里打开本页，示例会填入开发用凭证，粘贴即可运行。',
  local: '这些示例粘贴即可运行：请求发往提供本页的服务器，并已填入开发用凭证。',
  command:
    '如果终端找不到 `pushspec`，在克隆的仓库目录中请改用 `npm run -s pushspec --`，已安装该软件包时请改用 `npx pushspec`。',
  programsTitle: '现有的程序',
  programsIntro: (server, page) =>
    `下列程序未经修改即可对参考服务器运行。服务器监听 \`${server}\`，使用普通 HTTP。请按下表设置这个地址和开发用凭证。[已验证的程序](${page})列出了每个程序发送的内容，以及它如何处理拒绝。`,
  hostsTitle: '服务地址',
  hostsIntro: (count) => (count === 1 ? '请求发送到以下地址。' : '请求发送到所在地域的地址。'),
  region: '地域',
  host: '地址',
  where: '说明',
  successHint: (properties) => `${properties} 时请求才算成功，仅凭状态码不能判断。`,
  chooseHost: '地址',
  chooseTitle: '选择哪个接口',
  bodyLimit: (bytes) => `请求体 ${bytes} 字节`,
  valueLimit: (bytes) => `参数值解码后合计 ${bytes} 字节`,
  itemLimit: (items) => `每个请求 ${items} 条`,
  rateLimit: (requests, seconds, scope) => `每个${scope}每 ${seconds} 秒 ${requests} 次请求`,
  clockLimit: (seconds) => `时钟偏差 ${seconds} 秒以内`,
  futureLimit: (seconds) => `时间最多超前 ${seconds} 秒`,
};

export const guideLabels: Record<Language, GuideLabels> = { en, zh };
