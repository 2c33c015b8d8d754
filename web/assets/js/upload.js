// Files are sent with a bar that shows how far they are. A lost connection says so and keeps
// what was chosen; without the script the browser sends the same form itself.
import { ask } from './when.js';

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('form[data-sending]') || event.defaultPrevented || form.dataset.sent) return;
  if (!Array.from(form.querySelectorAll('input[type="file"]')).some((f) => f.files.length)) return;
  event.preventDefault();
  const bar = document.createElement('progress');
  bar.max = 1;
  bar.setAttribute('aria-label', form.dataset.sending);
  const note = document.createElement('p');
  note.className = 'sending';
  note.setAttribute('role', 'status');
  note.append(form.dataset.sending, bar);
  form.querySelector('.sending')?.remove();
  form.append(note);
  const post = new XMLHttpRequest();
  post.open('POST', form.action);
  post.upload.addEventListener('progress', (p) => { if (p.lengthComputable) bar.value = p.loaded / p.total; });
  post.addEventListener('load', () => {
    // who was only looked up is filled in where it is, and no address shows the page again
    if (post.status < 400 && event.submitter?.value !== 'find') return location.assign(post.responseURL);
    const page = new DOMParser().parseFromString(post.responseText, 'text/html');
    document.querySelector('main').replaceWith(page.querySelector('main'));
    ask();
    document.querySelector('[data-focus]')?.focus();
  });
  post.addEventListener('error', () => {
    note.textContent = form.dataset.failed;
    form.dispatchEvent(new CustomEvent('released', { bubbles: true }));
  });
  post.send(new FormData(form, event.submitter));
});
