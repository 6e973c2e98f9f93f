/** Labels of the full references, and their links to other pages. */
import { type ApiName, type Language, languages } from '@pushspec/contract';

interface ReferenceLabels {
  /** Name of the language in that language. */
  language: string;
  guide: string;
  fields: string;
  changes: string;
  servers: string;
  address: string;
  use: string;
}

export const referenceLabels: Record<Language, ReferenceLabels> = {
  en: {
    language: 'English',
    guide: 'Guide',
    fields: 'Fields',
    changes: 'What changed',
    servers: 'Servers',
    address: 'Address',
    use: 'Use it for',
  },
  zh: {
    language: '简体中文',
    guide: '指南',
    fields: '字段',
    changes: '变更记录',
    servers: '服务地址',
    address: '地址',
    use: '用于',
  },
};

/** Returns links to the guide and to the other languages. They are relative, because the page may be opened as a file. */
export function referenceLinks(api: ApiName, language: Language): string {
  const labels = referenceLabels[language];
  const guide = `../../../${language === 'en' ? '' : `${language}/`}${api}/`;
  const others = languages
    .filter((each) => each !== language)
    .map((each) => `[${referenceLabels[each].language}](../${each}/)`);
  return [
    `[${labels.guide}](${guide})`,
    `[${labels.fields}](${guide}fields/)`,
    `[${labels.changes}](${guide}changes/)`,
    ...others,
  ].join(' · ');
}
