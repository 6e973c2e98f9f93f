/** Loads the form to try a request when a reader opens it. Only pushspec's own server has it: elsewhere the text in its place stays. */
for (const details of document.querySelectorAll('[data-try-it]')) {
  const isAskedFor = () => decodeURIComponent(location.hash) === `#${details.dataset.tryIt}`;
  const load = async () => {
    const { mount } = await import('/inspector/try.js');
    const place = details.querySelector('[data-vendor]');
    place.classList.add('not-content');
    mount(place);
  };
  details.addEventListener('toggle', load, { once: true });
  const openIfAskedFor = () => {
    if (isAskedFor()) details.open = true;
  };
  addEventListener('hashchange', openIfAskedFor);
  openIfAskedFor();
}
