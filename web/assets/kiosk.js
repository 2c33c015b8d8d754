// What a self-service terminal needs beside the pages: it watches whether somebody is there, warns before
// it ends, shows nothing that was left behind, prints, and takes pictures.
import './js/idle.js';
import './js/camera.js';

document.querySelectorAll('[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => print());
});
