// The desk's keys, as the page behind "?" lists them. Whoever needs single letters for other
// things turns them off there; a cookie remembers it.
const places = { q: '/desk', u: '/desk/unit', r: '/desk/receive', o: '/desk/questions', p: '/desk/phrases' };
const cards = { m: 'materials', e: 'events', t: 'clocks', d: 'papers' };
let going = false;

export function off() {
  return document.cookie.split('; ').includes('yimen_keys=off');
}

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest?.('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || off()) return;
  if (!document.documentElement.classList.contains('desk')) return;
  if (press(event.key)) event.preventDefault();
});

function press(key) {
  if (going) {
    going = false;
    if (places[key]) location.assign(places[key]);
    return Boolean(places[key]);
  }
  switch (key) {
    case 'g': return (going = true);
    case '?': location.assign('/desk/keys'); return true;
    case 'j': return row(1);
    case 'k': return row(-1);
    case 'x': return mark();
    case 'c': return click('.list-acts .btn');
    case 'h': return click('a[href$="/claim"]');
    case 'a': return form(0);
  }
  if (cards[key]) return show(document.getElementById(cards[key]));
  return /^[1-9]$/.test(key) && form(Number(key) - 1);
}

// row goes from row to row of the first list, by the links in them.
function row(step) {
  const links = Array.from(document.querySelectorAll('.table tbody tr'), (tr) => tr.querySelector('a')).filter(Boolean);
  if (!links.length) return false;
  const here = links.indexOf(document.activeElement.closest('tr')?.querySelector('a'));
  const to = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + step));
  links[to].focus();
  return true;
}

function mark() {
  const box = document.activeElement.closest('tr')?.querySelector('.pick');
  if (box) box.checked = !box.checked;
  return Boolean(box);
}

function click(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
}

// form opens an act and goes to the first thing to fill in; an act with a page of its own is
// gone to.
function form(n) {
  const act = document.querySelectorAll('#acts .fold, .other-acts a')[n] ?? document.querySelectorAll('main .card > .card-body > .form')[n];
  if (!act) return false;
  if (act.matches('a')) {
    act.click();
    return true;
  }
  if (act.matches('details')) act.open = true;
  act.querySelector('select, textarea, input:not([type="hidden"]), button')?.focus();
  return true;
}

function show(card) {
  if (!card) return false;
  card.tabIndex = -1;
  card.focus();
  card.scrollIntoView({ block: 'start' });
  return true;
}
