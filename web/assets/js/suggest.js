// Services that fit what is being typed, named below the search box. Without it the search
// itself finds the same.
for (const form of document.querySelectorAll('form[data-suggest]')) {
  const box = form.querySelector('input[type="search"]');
  const list = document.createElement('div');
  list.className = 'suggested';
  list.setAttribute('aria-live', 'polite');
  form.append(list);
  box.setAttribute('autocomplete', 'off');
  let wait, asked = '';
  box.addEventListener('input', (event) => {
    clearTimeout(wait);
    if (event.isComposing) return;
    wait = setTimeout(show, 200);
  });
  box.addEventListener('compositionend', show);
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') list.replaceChildren();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [box, ...list.querySelectorAll('a')];
    const next = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (!stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  });

  async function show() {
    const query = asked = box.value.trim();
    if (!query) return list.replaceChildren();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(query)}`, { headers: { 'X-Piece': '1' } });
      if (!answer.ok) return;
      const piece = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (query === asked) list.replaceChildren(...piece.body.childNodes);
    } catch {
      list.replaceChildren(); // without a connection the page stays as it is
    }
  }
}
