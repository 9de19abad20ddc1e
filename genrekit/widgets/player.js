// The timeline of a song. Waveform, spectrogram and areas are drawn once for each width; what moves while the
// song plays are one line, a few bars and a line of text, so that an hour is as fluent as half a minute.

const STARTS = "genrekit-player-starts";
const ICONS = {
  play: "M6 4l14 8-14 8z",
  pause: "M5 4h5v16H5zM14 4h5v16h-5z",
  loud: "M3 9v6h4l5 4V5L7 9zM14.5 8a5 5 0 0 1 0 8zM16.5 4.5a9 9 0 0 1 0 15l-.9-1.6a7 7 0 0 0 0-11.800z",
};
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];

// Set while a view reports its position: the other views of the same model must not follow it.
let reporting = false;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const clock = (s) => `${Math.floor(s / 60)}:${String(Math.floor(s % 60)).padStart(2, "0")}`;
const percent = (share) => `${Math.round(100 * share)} %`;

/** A new element; whatever text it gets, it is text. */
function make(tag, className, parent, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  parent?.append(element);
  return element;
}

function icon(parent) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
  parent.append(svg);
  return (name) => path.setAttribute("d", ICONS[name]);
}

const bytes = (view) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
// Copied, since numbers must begin at a multiple of four.
const floats = (view) => new Float32Array(bytes(view).slice().buffer);

/** The probabilities of all genres at a time: on the line between the steps before and after it. */
function opinion({ times, probabilities, genres }, t, row = new Float32Array(genres.length)) {
  let low = 0, high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < t) low = middle + 1; else high = middle;
  }
  const before = Math.max(0, low - 1), width = times[low] - times[before];
  const part = width > 0 ? clamp((t - times[before]) / width, 0, 1) : 0;
  for (let g = 0; g < genres.length; g++) {
    const a = probabilities[before * genres.length + g], b = probabilities[low * genres.length + g];
    row[g] = a + part * (b - a);
  }
  return row;
}

/** Genres by probability, the greatest first. */
const ranked = (row) => [...row.keys()].sort((a, b) => row[b] - row[a]);

/** A canvas as sharp as the screen: its context in CSS pixels, its width and height. */
function fresh(canvas) {
  const width = canvas.clientWidth, height = canvas.clientHeight, scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  context.scale(canvas.width / width, canvas.height / height);
  return [context, width, height];
}

function drawWaveform(canvas, { waveform }) {
  const [context, width, height] = fresh(canvas);
  const columns = waveform.length / 2, middle = height / 2;
  context.fillStyle = "#4f81bd"; // readable on white and on black
  let peak = 1e-6;
  for (const value of waveform) peak = Math.max(peak, Math.abs(value));
  for (let x = 0; x < width; x++) {
    const first = Math.floor(x / width * columns), last = Math.max(first + 1, Math.floor((x + 1) / width * columns));
    let low = Infinity, high = -Infinity;
    for (let c = first; c < Math.min(last, columns); c++) {
      low = Math.min(low, waveform[2 * c]);
      high = Math.max(high, waveform[2 * c + 1]);
    }
    const top = middle - high / peak * (middle - 2), bottom = middle - low / peak * (middle - 2);
    context.fillRect(x, top, 1, Math.max(1, bottom - top));
  }
}

/** Upper edges of the areas for each pixel; where there are many steps to a pixel, of their mean. */
function stack(song, width) {
  const { times, probabilities, genres, seconds } = song, edges = genres.map(() => new Float32Array(width + 1));
  let step = 0;
  for (let x = 0; x <= width; x++) {
    const end = (x + 0.5) / width * seconds, row = new Float32Array(genres.length);
    let count = 0;
    for (; step < times.length && times[step] < end; step++, count++)
      for (let g = 0; g < genres.length; g++) row[g] += probabilities[step * genres.length + g];
    if (count > 1) row.forEach((sum, g) => { row[g] = sum / count; });
    else opinion(song, x / width * seconds, row);
    let sum = 0;
    for (let g = 0; g < genres.length; g++) { edges[g][x] = sum; sum += row[g]; }
  }
  return [...edges, new Float32Array(width + 1).fill(1)];
}

function drawAreas(canvas, song) {
  const [context, width, height] = fresh(canvas);
  const edges = stack(song, Math.floor(width));
  context.font = `600 12px ${getComputedStyle(canvas).fontFamily}`;
  context.textBaseline = "middle";
  song.genres.forEach((genre, g) => {
    const upper = edges[g], lower = edges[g + 1], last = upper.length - 1;
    context.beginPath();
    for (let x = 0; x <= last; x++) context.lineTo(x / last * width, upper[x] * height);
    for (let x = last; x >= 0; x--) context.lineTo(x / last * width, lower[x] * height);
    context.fillStyle = context.strokeStyle = song.colors[g];
    context.fill();
    context.strokeStyle = "rgba(255, 255, 255, 0.7)";
    context.lineWidth = 0.75;
    context.stroke();
  });
  song.genres.forEach((genre, g) => {
    // The name goes where a box of its length fits best between the edges.
    const upper = edges[g], lower = edges[g + 1], room = Math.ceil(context.measureText(genre).width) + 12;
    let best = 17, place = null;
    for (let x = 0; x + room < upper.length; x += 3) {
      let top = 0, bottom = 1;
      for (let i = x; i <= x + room; i += 2) { top = Math.max(top, upper[i]); bottom = Math.min(bottom, lower[i]); }
      if ((bottom - top) * height > best) { best = (bottom - top) * height; place = [x + 6, (top + bottom) / 2 * height]; }
    }
    if (!place) return;
    const [red, green, blue] = [1, 3, 5].map((i) => parseInt(song.colors[g].slice(i, i + 2), 16));
    context.fillStyle = 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? "#000" : "#fff";
    context.fillText(genre, ...place);
  });
}

function drawAxis(axis, width, seconds) {
  const step = STEPS.find((candidate) => candidate / seconds * width >= 56) ?? STEPS.at(-1);
  axis.replaceChildren();
  for (let t = 0; t <= seconds; t += step)
    make("span", "", axis, clock(t)).style.left = `${100 * t / seconds}%`;
}

/** Marks on as few lines as they need, at most three; returns their height. The bar is as long as the stretch,
    the text may be longer. */
function placeMarks(buttons, marks, width, seconds) {
  const ends = [];
  buttons.forEach((button, i) => {
    const start = Math.min(marks[i][0] / seconds * width, width - 4);
    const size = clamp((marks[i][1] - marks[i][0]) / seconds * width, 4, width - start);
    Object.assign(button.style, { minWidth: `${size}px`, maxWidth: `${Math.max(size, width / 2)}px` });
    const left = Math.max(0, Math.min(start, width - button.offsetWidth));
    let line = ends.findIndex((used) => used <= left);
    if (line < 0) line = Math.min(2, ends.length);
    ends[line] = left + button.offsetWidth + 4;
    Object.assign(button.style, { left: `${left}px`, top: `${25 * line}px` });
    Object.assign(button.firstChild.style, { left: `${start - left}px`, width: `${size}px` });
  });
  return 25 * ends.length - 3;
}

/** Tell every other player, in this page and in frames beside it, to be silent. */
function announce(root) {
  document.dispatchEvent(new CustomEvent(STARTS, { detail: root }));
  for (const group of new Set([window, window.parent]))
    for (let i = 0; i < group.length; i++) if (group[i] !== window) group[i].postMessage(STARTS, "*");
  if (window.parent !== window) window.parent.postMessage(STARTS, "*");
}

function render({ model, el }) {
  const song = Object.fromEntries(["seconds", "genres", "colors", "marks"].map((name) => [name, model.get(name)]));
  for (const name of ["waveform", "times", "probabilities"]) song[name] = floats(model.get(name));
  const { seconds, genres } = song, caption = model.get("caption");
  const stop = new AbortController(), signal = stop.signal;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const urls = [];
  const url = (name, type) => {
    urls.push(URL.createObjectURL(new Blob([bytes(model.get(name))], { type })));
    return urls.at(-1);
  };

  const root = make("section", "genrekit-player", el);
  root.setAttribute("aria-label", `Song: ${caption}`);
  root.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the keys for its own
  make("div", "caption", root, caption);
  const bar = make("div", "bar", root);
  const button = make("button", "play", bar), buttonIcon = icon(button);
  button.type = "button";
  const time = make("span", "clock", bar), now = make("span", "now", bar);
  const volume = make("label", "volume", bar);
  icon(volume)("loud");
  const level = make("input", "", volume);
  Object.assign(level, { type: "range", min: 0, max: 1, step: 0.05, value: 1 });
  level.setAttribute("aria-label", "Volume");
  const trouble = make("p", "trouble", root);
  trouble.setAttribute("role", "status");

  const stage = make("div", "stage", root);
  const row = (name, tag) => {
    const panel = make("div", `row ${name}`, stage);
    return tag ? make(tag, "", panel) : panel;
  };
  const wave = row("wave", "canvas"), picture = row("spectrum", "img");
  const marks = row("marks"), areas = row("areas", "canvas"), axis = row("axis");
  const side = (panel, text, height, tick = true) => {
    if (tick) make("span", "tick", panel).style.top = `${100 * (1 - height)}%`;
    make("span", "side", panel, text).style.top = `clamp(6px, ${100 * (1 - height)}%, 100% - 6px)`;
  };
  side(wave.parentNode, "sound", 0.5, false);
  for (const [height, text] of model.get("frequency_ticks")) side(picture.parentNode, text, height);
  side(areas.parentNode, "100 %", 1);
  side(areas.parentNode, "50 %", 0.5);
  side(areas.parentNode, "0 %", 0);
  Object.assign(picture, { src: url("spectrogram", "image/png"), alt: "Mel spectrogram of the song", draggable: false });
  wave.setAttribute("aria-hidden", "true");
  areas.setAttribute("aria-hidden", "true");

  const slider = make("div", "slider", stage);
  const head = make("div", "head", slider), hover = make("div", "hover", slider), note = make("span", "", hover);
  hover.hidden = true;
  slider.tabIndex = 0;
  const says = { role: "slider", "aria-label": `Position in ${caption}`, "aria-valuemin": 0, "aria-valuemax": seconds };
  for (const [name, value] of Object.entries(says)) slider.setAttribute(name, value);
  const markButtons = song.marks.map(([start, end, text]) => {
    const mark = make("button", "mark", marks);
    make("i", "", mark);
    make("span", "", mark, text);
    mark.type = "button";
    mark.title = `${text} (${clock(start)} to ${clock(end)})`;
    mark.addEventListener("click", () => { seek(start); play(); }, { signal });
    return mark;
  });

  const legend = make("ul", "legend", root);
  const entries = genres.map((genre, g) => {
    const item = make("li", "", legend), name = make("b", "", item, genre);
    item.style.setProperty("--genre", song.colors[g]);
    name.title = genre;
    return { item, share: make("span", "", item), bar: make("i", "", item) };
  });

  const audio = make("audio", "", root);
  Object.assign(audio, { preload: "auto", src: url("sound", `audio/${model.get("kind")}`) });
  let position = clamp(model.get("position") || 0, 0, seconds);
  let width = 0, frame = 0, timer = 0, said = -1, told = -Infinity;
  if (position > 0) audio.currentTime = position;

  /** Show where the song is: the only work that is done for each frame. */
  function show() {
    const at = opinion(song, position), order = ranked(at);
    head.style.transform = `translateX(${position / seconds * width}px)`;
    entries.forEach((entry, g) => {
      entry.bar.style.setProperty("--share", at[g].toFixed(4));
      write(entry.share, percent(at[g]));
      entry.item.classList.toggle("most", g === order[0]);
    });
    write(time, `${clock(position)} / ${clock(seconds)}`);
    const most = order.slice(0, 3).filter((g) => at[g] >= 0.005).map((g) => `${genres[g]} ${percent(at[g])}`);
    write(now, `now: ${most.join(", ")}`);
    // Once a second, or a screen reader would never stop.
    if (Math.floor(position) !== said || audio.paused) {
      said = Math.floor(position);
      slider.setAttribute("aria-valuenow", position.toFixed(1));
      slider.setAttribute("aria-valuetext", `${clock(position)} of ${clock(seconds)}, ${most[0]}`);
    }
  }
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
  /** Report the position to Python: at most four times a second. */
  function report() {
    timer ||= setTimeout(() => {
      timer = 0;
      reporting = true;
      model.set("position", position);
      reporting = false;
      model.save_changes();
    }, 250);
  }
  function seek(t) {
    position = clamp(Number(t) || 0, 0, seconds);
    if (!audio.error) audio.currentTime = position;
    show();
    report();
  }
  function play() {
    if (audio.error) return;
    if (position >= seconds - 0.05) seek(0);
    audio.play().catch((error) => {
      if (error.name === "NotAllowedError") write(trouble, "The browser did not start the sound; press play again.");
    });
  }
  const toggle = () => (audio.paused ? play() : audio.pause());
  function tick(stamp) {
    frame = requestAnimationFrame(tick);
    if (still.matches && stamp - told < 500) return;
    told = stamp;
    position = Math.min(audio.currentTime, seconds);
    show();
    report();
  }
  function state() {
    const playing = !audio.paused && !audio.ended;
    buttonIcon(playing ? "pause" : "play");
    button.setAttribute("aria-label", playing ? "Pause" : "Play");
    button.title = playing ? "Pause (space)" : "Play (space)";
    cancelAnimationFrame(frame);
    if (playing) frame = requestAnimationFrame(tick);
  }
  const listen = (target, names, call) => names.split(" ").forEach((name) => target.addEventListener(name, call, { signal }));
  listen(audio, "play", () => { write(trouble, ""); announce(root); });
  listen(audio, "pause", () => { position = Math.min(audio.currentTime, seconds); });
  listen(audio, "play pause ended", () => { state(); show(); report(); });
  // Decoders leave off some hundredths of a second.
  listen(audio, "ended", () => { if (seconds - position < 1) { position = seconds; show(); } });
  listen(audio, "error", () => {
    write(trouble, "This browser cannot play the sound. The timeline can still be explored by click and keys.");
    button.disabled = true;
    state();
  });
  listen(document, STARTS, (event) => { if (event.detail !== root) audio.pause(); });
  listen(window, "message", (event) => { if (event.data === STARTS && event.source !== window) audio.pause(); });
  listen(button, "click", toggle);
  listen(level, "input", () => { audio.volume = level.value; });

  const timeAt = (event) => {
    const box = slider.getBoundingClientRect();
    return clamp((event.clientX - box.left) / box.width, 0, 1) * seconds;
  };
  let dragging = false;
  listen(slider, "pointerdown", (event) => {
    if (event.button !== 0) return;
    dragging = true;
    slider.setPointerCapture(event.pointerId);
    seek(timeAt(event));
  });
  listen(slider, "pointermove", (event) => {
    const t = timeAt(event), at = opinion(song, t), [first] = ranked(at), x = t / seconds * width;
    if (dragging) seek(t);
    hover.hidden = event.pointerType === "touch";
    hover.style.transform = `translateX(${x}px)`;
    write(note, `${clock(t)}  ${genres[first]} ${percent(at[first])}`);
    note.style.transform = x > width / 2 ? "translateX(calc(-100% - 6px))" : "translateX(6px)";
  });
  listen(slider, "pointerup pointercancel", () => { dragging = false; });
  listen(slider, "pointerleave pointercancel", () => { hover.hidden = true; });
  listen(slider, "keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const far = event.shiftKey ? 30 : 5;
    const moves = {
      ArrowLeft: -far, ArrowDown: -far, ArrowRight: far, ArrowUp: far,
      PageDown: -30, PageUp: 30, Home: -Infinity, End: Infinity,
    };
    if (event.key in moves) seek(position + moves[event.key]);
    else if ([" ", "k", "K"].includes(event.key)) { if (!event.repeat) toggle(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function draw() {
    root.classList.toggle("narrow", root.clientWidth < 560);
    const labels = Math.max(...[...root.querySelectorAll(".side")].map((label) => label.offsetWidth));
    root.style.setProperty("--gutter", `${Math.min(labels, 88) + 2}px`);
    width = slider.clientWidth;
    if (!width) return; // hidden for now, in a closed tab for example
    drawWaveform(wave, song);
    drawAxis(axis, width, seconds);
    if (markButtons.length) marks.style.height = `${placeMarks(markButtons, song.marks, width, seconds)}px`;
    drawAreas(areas, song);
    show();
  }
  const observer = new ResizeObserver(draw);
  observer.observe(root);
  observer.observe(areas);
  const follow = () => { if (!reporting) seek(model.get("position")); };
  model.on("change:position", follow);
  state();

  return () => {
    stop.abort();
    model.off("change:position", follow);
    observer.disconnect();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    urls.forEach((made) => URL.revokeObjectURL(made));
    root.remove();
  };
}

export default { render };
