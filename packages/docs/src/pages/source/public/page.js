/** Adds copy buttons, the remembered sample language, and a host menu to the page. */
const labels = document.documentElement.lang.startsWith('zh')
  ? { copy: '复制', copied: '已复制' }
  : { copy: 'Copy', copied: 'Copied' };

for (const pre of document.querySelectorAll('pre')) addCopyButton(pre);
for (const tabs of document.querySelectorAll('.tabs')) rememberChoice(tabs);
for (const endpoint of document.querySelectorAll('.endpoint[data-label]')) addHostPicker(endpoint);

function addCopyButton(pre) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'copy';
  button.textContent = labels.copy;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(pre.innerText.replace(/\n*$/, '\n'));
    button.textContent = labels.copied;
    setTimeout(() => {
      button.textContent = labels.copy;
    }, 2000);
  });
  const frame = document.createElement('div');
  frame.className = 'code-frame';
  pre.replaceWith(frame);
  frame.append(pre, button);
}

/** Selects the same language in all samples of the site, and remembers it. */
function rememberChoice(tabs) {
  const inputs = [...tabs.querySelectorAll('input[type=radio]')];
  const chosen = inputs.find(({ value }) => value === localStorage.getItem('sample-language'));
  if (chosen) chosen.checked = true;
  tabs.addEventListener('change', ({ target }) => {
    localStorage.setItem('sample-language', target.value);
    for (const input of document.querySelectorAll(`.tabs input[value="${CSS.escape(target.value)}"]`))
      input.checked = true;
  });
}

/** Adds a menu of the hosts in the table, and inserts the selected host into the samples. */
function addHostPicker(endpoint) {
  const rows = [...document.querySelectorAll('.hosts tbody tr')];
  const hosts = rows
    .map((row) => ({
      name: [...row.cells]
        .map(({ textContent }) => textContent.trim())
        .filter((text) => !text.includes('://'))
        .join(' · '),
      url: row.querySelector('code').textContent,
    }))
    .filter(({ url }) => !url.includes('{'));
  if (hosts.length < 2) return;
  const select = document.createElement('select');
  select.setAttribute('aria-label', endpoint.dataset.label);
  select.append(...hosts.map(({ name, url }) => new Option(name, url)));
  let current = hosts[0].url;
  select.addEventListener('change', () => {
    for (const element of [endpoint, ...document.querySelectorAll('.tabs')])
      replaceIn(element, current, select.value);
    current = select.value;
  });
  endpoint.querySelector('.beside').prepend(select, ' ');
}

function replaceIn(element, from, to) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    if (currentNode.data.includes(from) && !currentNode.parentElement.closest('select'))
      currentNode.data = currentNode.data.replaceAll(from, to);
  }
}
