/** Loads the form to try a request when a reader opens it. Only the pushspec server has it. On other hosts, the explanation stays. */
for (const details of document.querySelectorAll('[data-try-it]')) {
  const isTarget = () => decodeURIComponent(location.hash) === `#${details.dataset.tryIt}`;
  const load = async () => {
    const { mount } = await import('/inspector/try.js');
    const container = details.querySelector('[data-api]');
    container.classList.add('not-content');
    mount(container);
  };
  details.addEventListener('toggle', load, { once: true });
  const openIfTarget = () => {
    if (isTarget()) details.open = true;
  };
  addEventListener('hashchange', openIfTarget);
  openIfTarget();
}
