/** Labels of the menu entries that are not page titles. */
import type { Language } from '@pushspec/contract';

/** Path of the inspector on a server that has it. */
export const INSPECTOR = '/inspector/';

export const menuLabels: Record<Language, { tools: string; inspector: string }> = {
  en: { tools: 'Tools', inspector: 'Open the inspector' },
  zh: { tools: '工具', inspector: '打开请求查看器' },
};
