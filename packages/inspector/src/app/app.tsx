/** The inspector: the header and the view in the URL. */
import { useEffect, useState } from 'preact/hooks';
import type { Facts } from './contracts.ts';
import { Controls } from './controls/controls.tsx';
import { OpenFaults } from './controls/open-faults.tsx';
import { addressOf, type Route, type View, views } from './navigation/route.ts';
import { opensNewTab, useRoute } from './navigation/use-route.ts';
import { Plots } from './plots/plots.tsx';
import { RequestsView } from './requests/requests-view.tsx';
import { type Requests, useRequests } from './requests/use-requests.ts';
import { SiteHeader } from './site-header.tsx';
import { LocaleProvider, preferredLanguage, useLocale, useLocaleFor } from './strings/locale.tsx';
import { TokenForm } from './token-form.tsx';
import { Try } from './try/try.tsx';

export function App({ facts }: { facts: Facts }) {
  const navigation = useRoute();
  const { route, go } = navigation;
  const language = route.language ?? preferredLanguage();
  const locale = useLocaleFor(language, facts);
  const [reloads, setReloads] = useState(0);
  const requests = useRequests(route.filter, reloads);
  const reload = () => setReloads((count) => count + 1);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${locale.strings.views[route.view]} · pushspec ${locale.strings.title}`;
  }, [language, route.view]);
  const openRequest = (id: string) => go({ view: 'requests', id });
  return (
    <LocaleProvider value={locale}>
      <SiteHeader
        language={language}
        route={route}
        onLanguage={(next) => go({ language: next }, { replace: true })}
      />
      <Views route={route} isLive={requests.isLive} onView={(view) => go({ view, id: undefined })} />
      {requests.needsToken && <TokenForm onToken={reload} />}
      <main>
        <h1>{locale.strings.title}</h1>
        {route.view === 'requests' && <RequestsView requests={requests} navigation={navigation} />}
        {route.view === 'try' && <Try api={route.filter.api} />}
        {route.view === 'plots' && <Plots list={requests.list} />}
        {route.view === 'controls' && <Controls onReset={reload} />}
        {route.view === 'open-faults' && <OpenFaults newest={requests.list[0]?.id} onSelect={openRequest} />}
      </main>
    </LocaleProvider>
  );
}

interface ViewsProps {
  route: Route;
  isLive: Requests['isLive'];
  onView: (view: View) => void;
}

function Views({ route, isLive, onView }: ViewsProps) {
  const { strings } = useLocale();
  return (
    <div class="views">
      <nav aria-label={strings.title}>
        {views.map((view) => (
          <a
            key={view}
            href={addressOf({ ...route, view, id: undefined })}
            aria-current={view === route.view ? 'page' : undefined}
            onClick={(event) => {
              if (opensNewTab(event)) return;
              event.preventDefault();
              onView(view);
            }}
          >
            {strings.views[view]}
          </a>
        ))}
      </nav>
      <span class={isLive ? 'live' : 'lost'} role="status">
        {isLive ? strings.live : strings.lost}
      </span>
    </div>
  );
}
