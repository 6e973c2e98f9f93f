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

/** For the site: Redocly's pages carry their script and styles in the page, and nothing else has to be fetched. */
export const siteHeaders: RequestHandler = helmet({
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
