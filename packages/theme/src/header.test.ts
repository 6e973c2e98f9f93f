import { expect, it } from 'vitest';
import { headerHtml, headerLinks } from './header.ts';

it('marks the current section, and links the same page in the other language', () => {
  const { sections, language } = headerLinks({
    section: 'mock',
    language: 'zh',
    otherLanguage: '/mock/#reset',
  });
  expect(sections.filter(({ isCurrent }) => isCurrent).map(({ label }) => label)).toEqual(['模拟服务器']);
  expect(language).toEqual({ label: 'English', href: '/mock/#reset', lang: 'en' });
});

it('links the first page of the section in the other language by default', () => {
  expect(headerLinks({ section: 'inspector', language: 'en' }).language.href).toBe('/inspector/?lang=zh');
  expect(headerLinks({ language: 'en' }).language.href).toBe('/zh/');
});

it('escapes addresses', () => {
  expect(headerHtml({ language: 'en', otherLanguage: '/a?b="<&' })).toContain('href="/a?b=&quot;&lt;&amp;"');
});
