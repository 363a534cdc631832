// Three small things of the demo: a mail is as high as its text, and where a keeper is asked how they know, or
// somebody for their six words, words stand there already, so that buttons are enough to live through the story.
for (const frame of document.querySelectorAll("iframe[data-fit]")) {
  const fit = () => {
    const shown = frame.contentDocument?.documentElement;
    if (!shown) return;
    frame.style.blockSize = "0";
    frame.style.blockSize = `${shown.scrollHeight + 2}px`;
  };
  frame.addEventListener("load", fit);
  window.addEventListener("resize", fit);
  fit();
}

const strip = document.querySelector(".demo-strip");
const how = document.querySelector("textarea[name=how_known]");
if (strip && how && how.value === "") how.value = strip.dataset.howKnown;

for (const asked of document.querySelectorAll("input[data-six-words]")) {
  if (strip?.dataset.words && asked.value === "") asked.value = strip.dataset.words;
}
