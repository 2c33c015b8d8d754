// Passkeys: the device is asked by the page's own question, and its answer goes with the form. A
// browser that has none keeps the sentence that says so.
const form = document.querySelector('form[data-passkey]');
if (form && window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  const none = document.getElementById('passkey-none');
  const failed = document.getElementById('passkey-failed');
  form.hidden = false;
  none.hidden = true;
  form.addEventListener('submit', async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    failed.hidden = true;
    try {
      form.elements.answer.value = JSON.stringify((await ask(form.dataset.passkey, JSON.parse(form.dataset.question))).toJSON());
    } catch {
      failed.hidden = false;
      return;
    }
    form.requestSubmit();
  });
}

function ask(what, question) {
  if (what === 'create') {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
}
