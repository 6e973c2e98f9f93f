import { render } from 'preact';
import { App } from './app.tsx';
import { loadFacts } from './contracts.ts';

/** Storage key of the color scheme that a reader selected on the documentation site of the same server. */
const STARLIGHT_THEME = 'starlight-theme';

applyColorScheme();
render(<App facts={await loadFacts()} />, document.getElementById('app') as HTMLElement);

/** Applies the selected color scheme, if there is one. Otherwise the page follows the system. */
function applyColorScheme(): void {
  const chosen = localStorage.getItem(STARLIGHT_THEME);
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}
