/** Lists the style sheets that the site shares with the inspector, in loading order. */
import type { StyleSheet } from '@pushspec/theme';

export const styleSheets: readonly StyleSheet[] = ['tokens', 'header', 'badge'];
