/** The header of the site. Rendered as components, because the page's policy allows no HTML from strings. */
import { headerLinks } from '@pushspec/theme/header';
import { addressOf, type Route } from './navigation/route.ts';
import { opensNewTab } from './navigation/use-route.ts';
import type { Language } from './strings/locale.tsx';

interface Props {
  language: Language;
  route: Route;
  onLanguage: (language: Language) => void;
}

export function SiteHeader({ language, route, onLanguage }: Props) {
  const other = language === 'en' ? 'zh' : 'en';
  const otherLanguage = addressOf({ ...route, language: other });
  const links = headerLinks({ section: 'inspector', language, otherLanguage });
  return (
    <header class="site-header">
      <a class="brand" href={links.brand.href}>
        {links.brand.label}
      </a>
      <nav aria-label={links.navigation}>
        {links.sections.map(({ label, href, isCurrent }) => (
          <a key={href} href={href} aria-current={isCurrent ? 'true' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <a
        class="language"
        lang={links.language.lang}
        hreflang={links.language.lang}
        href={links.language.href}
        onClick={(event) => {
          if (opensNewTab(event)) return;
          event.preventDefault();
          onLanguage(other);
        }}
      >
        {links.language.label}
      </a>
    </header>
  );
}
