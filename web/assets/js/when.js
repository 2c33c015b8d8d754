// A field that hangs on an answer above is hidden while it is not asked; one with a sentence
// of what is wrong never is.
export function ask() {
  for (const field of document.querySelectorAll('[data-when]')) {
    const above = field.closest('form').elements.namedItem(field.dataset.when);
    const hangs = document.getElementById(field.dataset.when)?.closest('[data-when]');
    const asked = above && JSON.parse(field.dataset.is).includes(above.value) && !hangs?.hidden;
    field.hidden = !asked && !field.classList.contains('wrong');
  }
}
document.addEventListener('change', ask);
ask();
