import { fileURLToPath } from 'node:url';

/** File name of the admin API's own OpenAPI document; it stands beside `src` and beside `dist`. */
export const adminDocument = fileURLToPath(new URL('../admin.openapi.yaml', import.meta.url));
