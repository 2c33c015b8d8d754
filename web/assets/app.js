// Small comforts on pages that work without them: swapped fragments (htmx),
// no double posts, "/" to search, pictures of chosen files.
import 'htmx.org';
import { off } from './js/keys.js';
import './js/passkey.js';
import './js/suggest.js';
import './js/when.js';
import './js/aloud.js';
import './js/upload.js';

// A form is sent once: its buttons wait until the page is shown again.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
  setButtons(form, true);
});

// Coming back with the browser's back button finds a form that can be sent.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) document.querySelectorAll('form[data-sent]').forEach(release);
});
document.addEventListener('htmx:finally:request', (event) => {
  const form = event.target.closest?.('form');
  if (form) release(form);
});

document.addEventListener('released', (event) => release(event.target));

function release(form) {
  delete form.dataset.sent;
  setButtons(form, false);
}

function setButtons(form, waiting) {
  for (const button of form.elements) {
    if (button.type !== 'submit') continue;
    if (waiting) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
}

// "/" goes to the search box, unless something is being typed.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || off() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, [contenteditable]')) return;
  const box = document.querySelector('[data-search]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// A frame into which the keys go shows it: no style sees the focus there.
window.addEventListener('blur', () => document.activeElement?.matches('iframe') && document.activeElement.classList.add('focused'));
window.addEventListener('focus', () => document.querySelector('iframe.focused')?.classList.remove('focused'));

// The summary of what is wrong is read first.
document.querySelector('[data-focus]')?.focus();

// Names and pictures of the files chosen, below their field.
document.addEventListener('change', (event) => {
  const input = event.target;
  if (!input.matches?.('input[type="file"][data-preview]')) return;
  const old = input.nextElementSibling;
  if (old?.classList.contains('preview')) old.remove();
  const list = document.createElement('ul');
  list.className = 'preview';
  list.append(...Array.from(input.files, previewOf));
  if (input.files.length) input.after(list);
});

function previewOf(file) {
  const item = document.createElement('li');
  if (/^image\/(png|jpeg|webp|gif)$/.test(file.type)) {
    const picture = new Image();
    picture.alt = '';
    picture.src = URL.createObjectURL(file);
    picture.addEventListener('load', () => URL.revokeObjectURL(picture.src), { once: true });
    item.append(picture);
  }
  item.append(`${file.name} (${size(file.size)})`);
  return item;
}

function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

// A draft is saved a moment after the last key; what the page says of it follows.
let saving, typed;
document.addEventListener('input', (event) => {
  const form = event.target.form;
  if (!form || !saved(form)) return;
  clearTimeout(saving);
  typed = form;
  saving = setTimeout(() => keep(form), 1500);
});
document.addEventListener('submit', () => {
  clearTimeout(saving);
  typed = null;
});
// Who closes the page at once has it saved too.
document.addEventListener('visibilitychange', () => {
  if (document.hidden && typed) keep(typed);
});

// saved is what says that a form is saved: itself, or one of its fields, with what is to be done.
function saved(form) {
  return form.matches('[data-autosave]') ? form : form.querySelector('input[data-autosave]');
}

async function keep(form) {
  if (form.dataset.sent) return;
  clearTimeout(saving);
  typed = null;
  const data = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  const what = saved(form).dataset.autosave;
  if (what) data.push(['do', what]);
  const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(data), keepalive: document.hidden }).catch(() => null);
  if (!answer || form.dataset.sent) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const old of document.querySelectorAll('[data-live]')) {
    const now = page.getElementById(old.id);
    if (now && !now.isEqualNode(old)) old.replaceWith(document.importNode(now, true));
  }
}
