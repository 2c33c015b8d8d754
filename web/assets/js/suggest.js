// Services that fit what is being typed, named below the box. Without it the search itself, and
// the form, find the same.
for (const form of document.querySelectorAll('form[data-suggest]')) {
  suggest(form.querySelector('input[type="search"]'), form, form.dataset.suggest);
}
for (const box of document.querySelectorAll('input[data-suggest]')) {
  suggest(box, box.parentElement, box.dataset.suggest);
}

// In a form one of them is chosen: its name and code go into the box, or it is ticked below it.
for (const box of document.querySelectorAll('input[data-pick]')) {
  const list = suggest(box, box.parentElement, box.dataset.pick);
  list.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    const code = decodeURIComponent(link.hash.slice(1) || link.pathname.split('/').pop());
    box.value = 'many' in box.dataset ? '' : `${link.textContent} ${code}`;
    if ('many' in box.dataset) tick(box, link.textContent, code);
    list.replaceChildren();
    box.focus();
  });
}

function tick(box, name, code) {
  const all = box.closest('.field').querySelector('.picks');
  const known = [...all.querySelectorAll('input')].find((input) => input.value === code);
  if (known) return known.checked = true;
  const label = document.createElement('label');
  label.className = 'choice';
  const input = document.createElement('input');
  Object.assign(input, { type: 'checkbox', name: box.name, value: code, checked: true });
  const text = document.createElement('span');
  text.append(name);
  label.append(input, text);
  all.append(label);
}

function suggest(box, around, from) {
  const list = document.createElement('div');
  list.className = 'suggested';
  list.setAttribute('aria-live', 'polite');
  around.append(list);
  box.setAttribute('autocomplete', 'off');
  let wait, asked = '';
  box.addEventListener('input', (event) => {
    clearTimeout(wait);
    if (event.isComposing) return;
    wait = setTimeout(show, 200);
  });
  box.addEventListener('compositionend', show);
  around.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') list.replaceChildren();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [box, ...list.querySelectorAll('a')];
    const next = stops.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (!stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  });
  return list;

  async function show() {
    const query = asked = box.value.trim();
    if (!query) return list.replaceChildren();
    try {
      const answer = await fetch(`${from}?q=${encodeURIComponent(query)}`, { headers: { 'X-Piece': '1' } });
      if (!answer.ok) return;
      const piece = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const choosing = list.contains(document.activeElement); // by keys: what he looks at stays
      if (query === asked && !choosing) list.replaceChildren(...piece.body.childNodes);
    } catch {
      list.replaceChildren(); // without a connection the page stays as it is
    }
  }
}
