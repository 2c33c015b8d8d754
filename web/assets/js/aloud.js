// Reading the page aloud, where the browser can. The button is there for who chose large type.
const button = document.querySelector('[data-aloud]');
if (button && 'speechSynthesis' in window) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const reading = button.getAttribute('aria-pressed') === 'true';
    speechSynthesis.cancel();
    say(!reading);
    if (reading) return;
    const pieces = document.querySelector('main').innerText.split(/\n+/).filter((line) => line.trim()).flatMap(voices);
    pieces.forEach(([lang, text], i) => {
      const speech = new SpeechSynthesisUtterance(text);
      speech.lang = lang;
      speech.rate = 0.9;
      if (i === pieces.length - 1) speech.addEventListener('end', () => say(false));
      speechSynthesis.speak(speech);
    });
  });
  window.addEventListener('pagehide', () => speechSynthesis.cancel());
}

// voices cuts a line where an English voice cannot go on: at names and places that stay Chinese.
function voices(line) {
  const own = document.documentElement.lang;
  if (own.startsWith('zh')) return [[own, line]];
  return line.split(/(\p{Script=Han}(?:[\p{Script=Han}\p{N}、，。；：《》〈〉（）〔〕“”·]*\p{Script=Han})?)/u)
    .filter((run) => /[\p{L}\p{N}]/u.test(run))
    .map((run) => [/\p{Script=Han}/u.test(run) ? 'zh-CN' : own, run.trim()]);
}

function say(reading) {
  button.setAttribute('aria-pressed', String(reading));
  button.textContent = reading ? button.dataset.stop : button.dataset.aloud;
}
