/** The page: list and one request side by side, on a telephone one after the other. */
import { useEffect, useState } from 'preact/hooks';
import { Controls } from './controls/controls.tsx';
import { OpenFaults } from './controls/open-faults.tsx';
import { Plots } from './plots/plots.tsx';
import { EVERYTHING } from './requests/filter.ts';
import { RequestDetail } from './requests/request-detail.tsx';
import { RequestFilter } from './requests/request-filter.tsx';
import { RequestList } from './requests/request-list.tsx';
import { type Requests, useRequests } from './requests/use-requests.ts';
import { Speaking, useLanguage, useSpeech } from './text/language.tsx';
import { TokenForm } from './token-form.tsx';
import { Try } from './try/try.tsx';

const views = ['requests', 'tryIt', 'plots', 'controls', 'openFaults'] as const;
type View = (typeof views)[number];

/** A link may name the view: `#tryIt`. */
function firstView(): View {
  return views.find((name) => `#${name}` === location.hash) ?? 'requests';
}

export function App() {
  const { choose, ...speech } = useLanguage();
  const { texts, language } = speech;
  const [view, setView] = useState<View>(firstView);
  const [filter, setFilter] = useState(EVERYTHING);
  const [selected, setSelected] = useState<string>();
  const [round, setRound] = useState(0);
  const requests = useRequests(filter, round);
  useEffect(() => {
    const close = (event: KeyboardEvent) => event.key === 'Escape' && setSelected(undefined);
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);
  const again = () => setRound((now) => now + 1);
  return (
    <Speaking value={speech}>
      <header>
        <h1>
          <a href="/">pushspec</a> {texts.title}
        </h1>
        <nav aria-label={texts.title}>
          {views.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={view === name ? 'page' : undefined}
              onClick={() => setView(name)}
            >
              {texts[name]}
            </button>
          ))}
        </nav>
        <button
          type="button"
          class="language"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={() => choose(language === 'en' ? 'zh' : 'en')}
        >
          {language === 'en' ? '中文' : 'English'}
        </button>
      </header>
      {requests.needsToken && <TokenForm onToken={again} />}
      <main class={selected === undefined || view !== 'requests' ? '' : 'with-detail'}>
        {view === 'requests' && (
          <>
            <section class="overview">
              <RequestFilter filter={filter} onChange={setFilter} />
              <Count requests={requests} />
              <RequestList list={requests.list} selected={selected} onSelect={setSelected} />
            </section>
            {selected !== undefined && (
              <RequestDetail id={selected} onSelect={setSelected} onClose={() => setSelected(undefined)} />
            )}
          </>
        )}
        {view === 'tryIt' && <Try />}
        {view === 'plots' && <Plots list={requests.list} />}
        {view === 'controls' && <Controls onReset={again} />}
        {view === 'openFaults' && (
          <OpenFaults
            newest={requests.list[0]?.id}
            onSelect={(id) => {
              setSelected(id);
              setView('requests');
            }}
          />
        )}
      </main>
    </Speaking>
  );
}

function Count({ requests: { list, kept, isLive } }: { requests: Requests }) {
  const { texts } = useSpeech();
  return (
    <p class="count">
      {list.length === 0 ? texts.empty : texts.count(list.length, kept)}{' '}
      <span class={isLive ? 'live' : 'lost'}>{isLive ? texts.live : texts.lost}</span>
    </p>
  );
}
