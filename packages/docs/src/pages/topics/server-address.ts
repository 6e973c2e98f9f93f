/** Adapts the addresses of the local server on the tool pages. */
import { type Language, LOCAL_SERVER } from '@pushspec/contract';
import { withAddress } from '../variants.ts';
import type { TopicName } from './topics.ts';

/** Pages on which each address is that of the reader's server. On other pages, some are the default of an option. */
const FOLLOWING: readonly TopicName[] = ['send-events', 'inspect-requests', 'admin-api', 'conformance'];

const { port } = new URL(LOCAL_SERVER);

const note: Record<Language, string> = {
  en: `The samples expect the server at its default port, ${port}. If yours listens on another port, write that port.`,
  zh: `示例使用服务器的默认端口 ${port}。您的服务器监听其他端口时，请改为相应的端口。`,
};

/**
 * Lets a server write its own address into a page where that is right everywhere. On another page with the address, says
 * after the first paragraph that the port is the default.
 */
export function withServerAddress(name: TopicName, body: string, language: Language): string {
  if (FOLLOWING.includes(name)) return `${body}\n\n${withAddress}`;
  return body.includes(LOCAL_SERVER) ? body.replace('\n\n', () => `\n\n${note[language]}\n\n`) : body;
}
