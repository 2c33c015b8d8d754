// A terminal ends when nobody does anything for a while: a warning comes before, and one touch prolongs.
const box = document.querySelector('dialog[data-idle]');

// The page of somebody who left is not brought back, it is asked for anew.
window.addEventListener('pageshow', (event) => {
  if (!event.persisted) return;
  document.body.hidden = true;
  location.reload();
});

if (box) {
  const idle = box.dataset.idle * 1000;
  const warn = box.dataset.warn * 1000;
  const quiet = 'quiet' in box.dataset;
  const form = box.querySelector('form[data-end]');
  const left = box.querySelector('[data-left]');
  let since = Date.now();
  let told = 0;

  const tell = () => {
    told = Date.now();
    return fetch(box.dataset.stay, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  };
  const there = () => {
    if (box.open) return;
    since = Date.now();
    if (!quiet && since - told > 15000) tell();
  };
  for (const what of ['pointerdown', 'keydown', 'input', 'scroll']) {
    document.addEventListener(what, there, { capture: true, passive: true });
  }
  const prolong = () => {
    since = Date.now();
    if (box.open) box.close();
    tell();
  };
  box.querySelector('[data-prolong]').addEventListener('click', prolong);
  box.addEventListener('cancel', (event) => {
    event.preventDefault();
    prolong();
  });
  if (!quiet) tell();

  const end = () => {
    clearInterval(clock);
    document.querySelector('main').hidden = true;
    if (box.open) box.close();
    form.requestSubmit();
  };
  const clock = setInterval(() => {
    const rest = idle - (Date.now() - since);
    if (rest <= 0) return end();
    if (quiet || rest > warn) return undefined;
    left.textContent = Math.ceil(rest / 1000);
    if (!box.open) {
      box.showModal();
      box.querySelector('[data-prolong]').focus();
    }
    return undefined;
  }, 500);
}
