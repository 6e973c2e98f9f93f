/**
 * Searches reasons and pages. A pasted message finds its reason even if it contains other values than the template.
 * Pagefind searches the pages. Both indexes load when the reader opens the search.
 */
const button = document.querySelector('.search-open');
const dialog = document.querySelector('.search-dialog');
const input = dialog.querySelector('input');
const output = dialog.querySelector('.search-results');
let loaded;

button.hidden = false;
button.addEventListener('click', open);
for (const other of document.querySelectorAll('[data-open-search]')) {
  other.addEventListener('click', open);
  other.closest('[hidden]').hidden = false;
}
addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== 'k') return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else open();
});
input.addEventListener('input', () => search(input.value.trim()));
input.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  output.querySelector('a')?.click();
});
dialog.addEventListener('keydown', moveBetweenResults);
dialog.addEventListener('click', ({ target }) => {
  if (target === dialog || target.closest?.('a')) dialog.close();
});

function open() {
  dialog.showModal();
  input.select();
  load();
}

function load() {
  loaded ??= Promise.all([
    fetch(dialog.dataset.index).then((response) => response.json()),
    import('/pagefind/pagefind.js').catch(() => undefined),
  ]);
  return loaded;
}

async function search(query) {
  const [entries, pagefind] = await load();
  const reasons = query === '' ? [] : ranked(entries, query).slice(0, 5);
  const found =
    query === '' ? undefined : await pagefind?.debouncedSearch(query, {}, 100).catch(() => undefined);
  // A newer search is running.
  if (query !== input.value.trim() || (query !== '' && found === null)) return;
  const pages = await Promise.all((found?.results ?? []).slice(0, 6).map((result) => result.data()));
  if (query !== input.value.trim()) return;
  const groups = [
    group(dialog.dataset.reasons, reasons.map(reasonItem)),
    group(dialog.dataset.pages, pages.map(pageItem)),
  ].flat();
  output.replaceChildren(
    ...(groups.length > 0 || query === '' ? groups : [element('p', dialog.dataset.nothing)]),
  );
}

/** Returns the words of a text: runs of letters and digits, and each Chinese character. Skips placeholders. */
function wordsOf(text) {
  return (
    text
      .replace(/\{\w+\}/g, ' ')
      .toLowerCase()
      .match(/[\p{Script=Han}]|[\p{L}\p{N}_]+/gu) ?? []
  );
}

function ranked(entries, query) {
  const queryWords = new Set(wordsOf(query));
  return entries
    .map((entry) => ({ entry, score: scoreOf(entry, queryWords, query.toLowerCase()) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

/** Returns a score from 0 to 2 for the overlap of message and query. A matching code scores 2. */
function scoreOf({ c, e, s, m }, queryWords, query) {
  const codes = [c, e?.toLowerCase()].filter(Boolean);
  if (codes.some((code) => query === code)) return 2;
  const messageWords = new Set(wordsOf(m));
  const common = [...messageWords].filter((word) => queryWords.has(word)).length;
  const inMessage = messageWords.size === 0 ? 0 : common / messageWords.size;
  const inQuery =
    queryWords.size === 0
      ? 0
      : [...queryWords].filter((word) => messageWords.has(word)).length / queryWords.size;
  const bonus = codes.some((code) => query.includes(code)) ? 0.3 : 0;
  const status = s !== undefined && queryWords.has(String(s)) ? 0.1 : 0;
  return Math.max(inMessage, inQuery * 0.9) + Math.min(inMessage, inQuery) * 0.5 + bonus + status;
}

function reasonItem({ a, c, e, s, m, u }) {
  const link = element('a');
  link.href = u;
  const first = element('p');
  const context = [a, s === undefined ? undefined : `HTTP ${s}`, e].filter(Boolean).join(' · ');
  first.append(element('strong', c), ' ', element('span', context, 'where'));
  const second = element('p');
  second.append(element('code', m));
  link.append(first, second);
  return link;
}

/** Links to the section of the page that matches best. */
function pageItem({ url, meta, sub_results: sections, excerpt }) {
  const best = sections?.find(({ url: address }) => address.includes('#')) ?? { url, excerpt };
  const link = element('a');
  link.href = best.url;
  const first = element('p');
  first.append(
    element('strong', meta.title),
    ' ',
    element('span', best.title && best.title !== meta.title ? best.title : '', 'where'),
  );
  link.append(
    first,
    element('p', new DOMParser().parseFromString(best.excerpt, 'text/html').body.textContent),
  );
  return link;
}

function group(title, links) {
  if (links.length === 0) return [];
  const list = element('ul');
  for (const link of links) {
    const item = element('li');
    item.append(link);
    list.append(item);
  }
  return [element('h2', title), list];
}

function element(name, text = '', className = '') {
  const created = document.createElement(name);
  created.textContent = text;
  if (className) created.className = className;
  return created;
}

function moveBetweenResults(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const stops = [input, ...output.querySelectorAll('a')];
  const next = stops.indexOf(document.activeElement) + step;
  stops[Math.min(Math.max(next, 0), stops.length - 1)].focus();
}
