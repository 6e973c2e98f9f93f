/** Response headers that limit what browsers may do with the server's pages. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Shared options. The server speaks plain HTTP, so no header may require HTTPS. */
const PLAIN_HTTP = { strictTransportSecurity: false, xPoweredBy: true } as const;

/** Headers of the admin API. No page may frame, embed or load its JSON. */
export const adminHeaders: RequestHandler = helmet({
  ...PLAIN_HTTP,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
});

/** Headers of the inspector. Scripts and styles come from its own files, and no string becomes code. */
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

/** Headers of Redocly's pages, which contain their scripts and styles inline and fetch nothing else. */
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

/** Policy of the search worker, which loads its index and compiles WebAssembly. */
const SEARCH = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/** Returns the headers of the other pages. Each page has a policy generated with it. A page without one may load nothing. */
export function pageHeaders(policyOf: (path: string) => string | undefined): RequestHandler {
  const others = helmet({ ...PLAIN_HTTP, contentSecurityPolicy: false });
  return (request, response, next) => {
    const isSearch = /^\/pagefind\/[\w-]+\.js$/.test(request.path);
    const policy = policyOf(request.path) ?? (isSearch ? SEARCH : "default-src 'none'");
    response.set('content-security-policy', `${policy}; frame-ancestors 'none'`);
    others(request, response, next);
  };
}
