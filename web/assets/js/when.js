// A field that hangs on an answer above is hidden while it is not asked; one with a sentence
// of what is wrong never is.
export function ask() {
  for (const field of document.querySelectorAll('[data-when]')) {
    const hangs = document.getElementById(field.dataset.when)?.closest('[data-when]');
    field.hidden = !(answered(field, field.dataset.when) && !hangs?.hidden) && !field.classList.contains('wrong');
  }
  document.querySelectorAll('[data-needed]').forEach(need);
  document.querySelectorAll('[data-unless]').forEach(unless);
}

// An option that an answer above rules out is not offered; where it was chosen, the next one is.
function unless(option) {
  option.hidden = answered(option, option.dataset.unless);
  if (option.hidden && option.selected) option.nextElementSibling.selected = true;
}

function answered(part, name) {
  return JSON.parse(part.dataset.is).includes(part.closest('form').elements.namedItem(name)?.value);
}

// A fold that an answer above needs opens with it, and nothing in it is optional then. It closes
// with another answer, unless something was typed there.
function need(fold) {
  const needed = answered(fold, fold.dataset.needed);
  if (needed === fold.hasAttribute('data-on')) return;
  fold.toggleAttribute('data-on', needed);
  const texts = Array.from(fold.querySelectorAll('input'));
  fold.open = needed || texts.some((box) => box.value);
  for (const box of fold.querySelectorAll('input, select')) box.required = needed;
  for (const mark of fold.querySelectorAll('.optional')) mark.hidden = needed;
}
document.addEventListener('change', ask);
ask();
