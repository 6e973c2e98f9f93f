/** Locates the OpenAPI document of the admin API. */
import { fileURLToPath } from 'node:url';

/** Path of the admin API's OpenAPI document, which is next to `src` and next to `dist`. */
export const adminDocument = fileURLToPath(new URL('../admin.openapi.yaml', import.meta.url));
