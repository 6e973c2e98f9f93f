/** Response headers that keep browsers from doing more with our pages than they need. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What both have in common: the server speaks plain HTTP, so nothing may ask for HTTPS. */
const PLAIN_HTTP = { strictTransportSecurity: false, xPoweredBy: true } as const;

/** For the admin API: JSON that no page may frame, embed or load. */
export const adminHeaders: RequestHandler = helmet({
  ...PLAIN_HTTP,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
});

/** For the inspector: its script and styles are files of its own, and no text becomes code. */
export const inspectorHeaders: RequestHandler = helmet({
  ...PLAIN_HTTP,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
  },
});

/** For Redocly's pages, which carry their script and styles in the page; nothing else has to be fetched. */
export const referenceHeaders: RequestHandler = helmet({
  ...PLAIN_HTTP,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'unsafe-inline'", 'blob:'],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ['blob:'],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
});

/** The worker of the search has a policy of its own: it loads its index, and compiles WebAssembly. */
const SEARCH = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** For the other pages: the policy of each was made with it, and what has none may load nothing. */
export function pageHeaders(policyOf: (path: string) => string | undefined): RequestHandler {
  const others = helmet({ ...PLAIN_HTTP, contentSecurityPolicy: false });
  return (request, response, next) => {
    const isSearch = /^\/pagefind\/[\w-]+\.js$/.test(request.path);
    const policy = policyOf(request.path) ?? (isSearch ? SEARCH : "default-src 'none'");
    response.set('content-security-policy', `${policy}; frame-ancestors 'none'`);
    others(request, response, next);
  };
}
