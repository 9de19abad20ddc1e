"use strict";
const SMALLEST = 0.7;

// Text of a slide that is too full becomes smaller, down to a limit; little text becomes larger.
// Returns whether it fits then.
function fit(slide) {
  const sheet = slide.querySelector(".sheet");
  const body = sheet && sheet.querySelector(".body");
  if (!body) return true;
  const fits = () => {
    const room = sheet.getBoundingClientRect();
    if (body.scrollHeight > body.clientHeight + 1 && !slide.classList.contains("title")) return false;
    return [...sheet.querySelectorAll("h1, h2, .block, .block > *, pre, table, math")].every((part) => {
      const box = part.getBoundingClientRect();
      return box.bottom <= room.bottom + 1 && box.right <= room.right + 1;
    });
  };
  const text = !body.querySelector(".figure, .frame") && !slide.classList.contains("title");
  for (const scale of text ? [1.4, 1.25, 1.1] : []) {
    sheet.style.setProperty("--scale", scale);
    const used = body.lastElementChild.getBoundingClientRect().bottom - body.getBoundingClientRect().top;
    const widest = Math.max(...[...body.querySelectorAll("pre")].map((part) => part.scrollWidth - part.clientWidth), 0);
    if (used < 0.62 * body.clientHeight && widest < 2 && fits()) return true;
  }
  for (let scale = 1; scale > SMALLEST - 0.01; scale -= 0.05) {
    sheet.style.setProperty("--scale", scale.toFixed(2));
    if (fits()) return true;
  }
  return false;
}

function look() {
  const overfull = [];
  Reveal.getSlides().forEach((slide, number) => {
    Reveal.slide(number);
    if (!fit(slide)) {
      const heading = slide.querySelector("h1, h2");
      overfull.push(`${number + 1} ${heading ? heading.textContent : ""}`.trim());
    }
  });
  document.documentElement.dataset.overfull = JSON.stringify(overfull);
  Reveal.slide(0);
}

const looking = location.hash === "#look";
Reveal.on("ready", (event) => (looking ? look() : fit(event.currentSlide)));
Reveal.on("slidechanged", (event) => {
  fit(event.currentSlide);
  // A sound stops when its slide is left.
  if (event.previousSlide) event.previousSlide.querySelectorAll("audio").forEach((sound) => sound.pause());
});
Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  hash: !looking,
  slideNumber: "c/t",
  controls: false,
  transition: looking ? "none" : "slide",
  transitionSpeed: "fast",
  plugins: [RevealNotes],
});
