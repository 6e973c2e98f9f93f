export { pageStates, type SiteOptions, type SitePage } from './page.ts';
export { type BuildOptions, type BuiltPage, buildSite } from './site.ts';
