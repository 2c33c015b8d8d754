// The camera of a terminal (高拍仪): take, look, take again or use; what is used goes into the file field, as if
// it had been chosen.
for (const at of document.querySelectorAll('[data-camera]')) {
  const part = (name) => at.querySelector(`[data-${name}]`);
  const field = document.querySelector(`input[type="file"][name="${CSS.escape(at.dataset.camera)}"]`);
  if (!field) continue;
  const view = part('view');
  const video = at.querySelector('video');
  const picture = at.querySelector('img');
  const say = (text) => { part('say').textContent = text; };
  let stream;
  let shot;

  const live = (on) => {
    video.hidden = !on;
    picture.hidden = on;
    part('take').hidden = !on;
    part('use').hidden = on;
    part('again').hidden = on;
  };
  const close = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    view.hidden = true;
    part('open').hidden = false;
  };
  part('open').addEventListener('click', async () => {
    say('');
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 2592 }, height: { ideal: 1944 }, facingMode: 'environment' } });
    } catch (reason) {
      say(reason?.name === 'NotAllowedError' ? at.dataset.refused : at.dataset.none);
      return;
    }
    video.srcObject = stream;
    await video.play();
    part('open').hidden = true;
    view.hidden = false;
    live(true);
    part('take').focus();
  });
  part('take').addEventListener('click', () => {
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d').drawImage(video, 0, 0);
    canvas.toBlob((blob) => {
      shot = blob;
      picture.src = URL.createObjectURL(blob);
      live(false);
      part('use').focus();
    }, 'image/jpeg', 0.9);
  });
  part('again').addEventListener('click', () => {
    URL.revokeObjectURL(picture.src);
    live(true);
    part('take').focus();
  });
  part('use').addEventListener('click', () => {
    const files = new DataTransfer();
    for (const file of field.files) files.items.add(file);
    files.items.add(new File([shot], `${at.dataset.name}${files.items.length + 1}.jpg`, { type: 'image/jpeg' }));
    field.files = files.files;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    URL.revokeObjectURL(picture.src);
    close();
    say(at.dataset.taken);
    field.focus();
  });
  part('close').addEventListener('click', close);
  window.addEventListener('pagehide', close);
  at.hidden = false;
  if (!navigator.mediaDevices?.getUserMedia) {
    part('open').hidden = true;
    say(at.dataset.none);
  }
}
