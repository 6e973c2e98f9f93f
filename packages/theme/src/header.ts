/** Builds the header of every page of the site and of the inspector, as data or as HTML. */

export type Section = 'guides' | 'reference' | 'mock' | 'inspector';
export type HeaderLanguage = 'en' | 'zh';

export interface HeaderLink {
  label: string;
  href: string;
  isCurrent: boolean;
}

export interface HeaderLinks {
  brand: { label: string; href: string };
  /** Accessible name of the navigation. */
  navigation: string;
  sections: HeaderLink[];
  language: { label: string; href: string; lang: string };
}

export interface HeaderOptions {
  /** Section that the page belongs to. The landing page has none. */
  section?: Section | undefined;
  language: HeaderLanguage;
  /** Address of the same page in the other language. @default the first page of the section */
  otherLanguage?: string;
}

const sections: readonly Section[] = ['guides', 'reference', 'mock', 'inspector'];

/** Address of each section's first page. */
const addresses: Record<Section, Record<HeaderLanguage, string>> = {
  guides: { en: '/#guides', zh: '/zh/#guides' },
  reference: { en: '/reference/', zh: '/zh/reference/' },
  mock: { en: '/mock-in-tests/', zh: '/zh/mock-in-tests/' },
  inspector: { en: '/inspector/?lang=en', zh: '/inspector/?lang=zh' },
};

const home: Record<HeaderLanguage, string> = { en: '/', zh: '/zh/' };

const labels: Record<HeaderLanguage, Record<Section | 'navigation' | 'language', string>> = {
  en: {
    navigation: 'Main',
    guides: 'Guides',
    reference: 'Reference',
    mock: 'Mock',
    inspector: 'Inspector',
    language: 'English',
  },
  zh: {
    navigation: '主导航',
    guides: '指南',
    reference: '参考文档',
    mock: '模拟服务器',
    inspector: '请求查看器',
    language: '中文',
  },
};

/** Returns the header's links, for a page that renders them itself. */
export function headerLinks({ section, language, otherLanguage }: HeaderOptions): HeaderLinks {
  const other = language === 'en' ? 'zh' : 'en';
  const ownLabels = labels[language];
  return {
    brand: { label: 'pushspec', href: home[language] },
    navigation: ownLabels.navigation,
    sections: sections.map((name) => ({
      label: ownLabels[name],
      href: addresses[name][language],
      isCurrent: name === section,
    })),
    language: {
      label: labels[other].language,
      href: otherLanguage ?? (section ? addresses[section][other] : home[other]),
      lang: other === 'zh' ? 'zh-CN' : 'en',
    },
  };
}

/** Returns the header as HTML. `header.css` styles it. */
export function headerHtml(options: HeaderOptions): string {
  const { brand, navigation, sections: links, language } = headerLinks(options);
  const items = links.map(
    ({ label, href, isCurrent }) =>
      `<a href="${escaped(href)}"${isCurrent ? ' aria-current="true"' : ''}>${escaped(label)}</a>`,
  );
  return [
    '<header class="site-header">',
    `<a class="brand" href="${escaped(brand.href)}">${escaped(brand.label)}</a>`,
    `<nav aria-label="${escaped(navigation)}">${items.join('')}</nav>`,
    `<a class="language" lang="${language.lang}" hreflang="${language.lang}" href="${escaped(language.href)}">${escaped(language.label)}</a>`,
    '</header>',
  ].join('');
}

function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
