// Reading the page aloud, where the browser can. The button is there for who chose large type.
const button = document.querySelector('[data-aloud]');
if (button && 'speechSynthesis' in window) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const reading = button.getAttribute('aria-pressed') === 'true';
    speechSynthesis.cancel();
    say(!reading);
    if (reading) return;
    const main = document.querySelector('main');
    const pieces = main.innerText.split(/\n+/).filter((line) => line.trim());
    pieces.forEach((line, i) => {
      const speech = new SpeechSynthesisUtterance(line);
      speech.lang = document.documentElement.lang;
      speech.rate = 0.9;
      if (i === pieces.length - 1) speech.addEventListener('end', () => say(false));
      speechSynthesis.speak(speech);
    });
  });
  window.addEventListener('pagehide', () => speechSynthesis.cancel());
}

function say(reading) {
  button.setAttribute('aria-pressed', String(reading));
  button.textContent = reading ? button.dataset.stop : button.dataset.aloud;
}
