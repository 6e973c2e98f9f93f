/** The page at `/` of a server without a site: lists what it serves, in English and Chinese. */
import { type RequestHandler, Router } from 'express';
import type { Contract } from '../contract/contract.ts';

export interface FrontPageOptions {
  contracts: Iterable<Contract>;
  hasInspector: boolean;
  version: string;
}

interface Entry {
  en: string;
  zh: string;
  /** Method and path of a request, or the path of a page. */
  target: string;
  isPage: boolean;
}

const HTML = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Returns the handler of the front page, which links only to paths that this server serves. */
export function frontPage(options: FrontPageOptions): RequestHandler {
  const entries = entriesOf(options);
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/', (_, response) => {
    response.set('x-content-type-options', 'nosniff').format({
      text: () => response.send(textPage(entries, options.version)),
      html: () => response.set('content-security-policy', HTML).send(htmlPage(entries, options.version)),
    });
  });
  return router;
}

function entriesOf({ contracts, hasInspector }: FrontPageOptions): Entry[] {
  const page = (target: string, en: string, zh: string): Entry => ({ en, zh, target, isPage: true });
  const requests = [...contracts].map(({ api, operation }) => ({
    ...{ en: `push API of ${api}`, zh: `${api} 推送 API` },
    ...{ target: `${operation.method.toUpperCase()} ${operation.path}`, isPage: false },
  }));
  return [
    ...requests,
    page('/__admin/requests', 'received requests and their verdicts', '收到的请求和判定结果'),
    page('/__admin/health', 'version and profile', '版本与 profile'),
    ...(hasInspector ? [page('/inspector/', 'inspector', '请求查看器')] : []),
  ];
}

const TITLE = 'pushspec server';
const NOTE = {
  en: 'This server has no guides. Run `pushspec start` to get them.',
  zh: '本服务器不带文档页面；`pushspec start` 会提供。',
};

function textPage(entries: readonly Entry[], version: string): string {
  const width = Math.max(...entries.map(({ target }) => target.length));
  const lines = entries.map(({ target, en, zh }) => `  ${target.padEnd(width)}  ${en} / ${zh}`);
  return [`${TITLE} ${version}`, '', ...lines, '', NOTE.en, NOTE.zh, ''].join('\n');
}

function htmlPage(entries: readonly Entry[], version: string): string {
  const items = entries.map(({ target, en, zh, isPage }) => {
    const shown = `<code>${escaped(target)}</code>`;
    const link = isPage ? `<a href="${escaped(target)}">${shown}</a>` : shown;
    return `<li>${link} ${escaped(en)} / <span lang="zh">${escaped(zh)}</span></li>`;
  });
  const note = (text: string) => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');
  return [
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark"><title>${TITLE}</title>`,
    `<main><h1>${TITLE} ${escaped(version)}</h1>`,
    `<ul>${items.join('')}</ul>`,
    `<p>${note(NOTE.en)}</p><p lang="zh">${note(NOTE.zh)}</p></main></html>`,
    '',
  ].join('\n');
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
