// Sliders over a picture that Python draws. The words beside a slider follow the hand at once; picture, sentence
// and sounds follow when Python has drawn them. While it draws, Jupyter holds back moves and sends the last.

const PATIENCE = 6000; // ms without an answer until the page says so

/** A new element; whatever text it gets, it is text. */
function make(tag, className, parent, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

const same = (one, other) => one.length === other.length && one.every((value, place) => value === other[place]);

function render({ model, el }) {
  const stop = new AbortController(), { signal } = stop;
  const root = make("section", "genrekit-sliders", el);
  root.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys for its own
  root.setAttribute("aria-label", model.get("title"));
  make("p", "title", root, model.get("title"));

  const rows = make("div", "controls", root);
  const sliders = model.get("controls").map(({ label, texts }, place) => {
    const name = make("label", "", rows);
    make("span", "name", name, label);
    const input = make("input", "", name);
    Object.assign(input, { type: "range", min: 0, max: texts.length - 1, step: 1 });
    const value = make("span", "value", rows);
    value.setAttribute("aria-hidden", "true"); // the slider itself tells it, as aria-valuetext
    const choose = () => {
      const positions = [...model.get("positions")];
      if (positions[place] === Number(input.value)) return;
      positions[place] = Number(input.value);
      model.set("positions", positions);
      model.save_changes();
      stand(); // where no model tells of its own changes
    };
    input.addEventListener("input", choose, { signal });
    // A slider knows these keys itself, but JupyterLab keeps the arrows from it.
    input.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const far = Math.max(2, Math.round(texts.length / 10));
      const moves = {
        ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1,
        PageDown: -far, PageUp: far, Home: -texts.length, End: texts.length,
      };
      if (!(event.key in moves)) return;
      event.preventDefault();
      event.stopPropagation();
      input.value = Number(input.value) + moves[event.key]; // kept between the ends by the slider
      choose();
    }, { signal });
    return { input, value, texts };
  });

  const says = make("p", "says", root);
  says.setAttribute("role", "status");
  says.setAttribute("aria-live", "polite");
  const image = make("img", "picture", root);
  const players = make("div", "players", root);
  let url = null, waiting = null;

  /** The sliders stand where the model says, and the page says whether the picture does, too. */
  function stand() {
    const positions = model.get("positions");
    sliders.forEach(({ input, value, texts }, place) => {
      if (Number(input.value) !== positions[place]) input.value = positions[place];
      value.textContent = texts[positions[place]];
      input.setAttribute("aria-valuetext", texts[positions[place]]);
    });
    const behind = !same(positions, model.get("shown").positions);
    root.setAttribute("aria-busy", String(behind));
    clearTimeout(waiting);
    if (behind) waiting = setTimeout(() => {
      says.textContent = "Python is still at work. Should its kernel have ended, run the cell again.";
    }, PATIENCE);
  }

  /** What Python has drawn. */
  function show() {
    const shown = model.get("shown"), picture = model.get("picture");
    says.textContent = shown.says;
    says.classList.toggle("trouble", shown.trouble);
    if (url) URL.revokeObjectURL(url);
    url = picture.byteLength ? URL.createObjectURL(new Blob([picture], { type: "image/png" })) : null;
    image.hidden = !url;
    if (url) image.src = url;
    else image.removeAttribute("src");
    image.alt = shown.alt;
    // Pictures have more pixels than they are wide: sharp screens have room for them.
    if (shown.width) image.width = shown.width;
    else image.removeAttribute("width");
    play(shown.players);
    stand();
  }

  /** New sounds in the old players: they keep the focus and the volume, and one that plays goes on playing. */
  function play(sounds) {
    while (players.children.length > sounds.length) players.lastChild.remove();
    sounds.forEach((html, place) => {
      const template = document.createElement("template");
      template.innerHTML = html;
      const figure = template.content.firstElementChild, old = players.children[place];
      if (!old) return players.append(figure);
      const [before, after] = [old, figure].map((element) => element.querySelector("audio"));
      old.querySelector("figcaption").textContent = figure.querySelector("figcaption").textContent;
      before.setAttribute("aria-label", after.getAttribute("aria-label"));
      if (before.getAttribute("src") === after.getAttribute("src")) return;
      const at = before.currentTime, goesOn = !before.paused && !before.ended;
      before.src = after.getAttribute("src");
      if (!goesOn) return;
      before.currentTime = at;
      before.play().catch(() => {}); // where a browser forbids it, the visitor presses the button again
    });
  }

  model.on("change:positions", stand);
  model.on("change:shown", show);
  show();

  return () => {
    stop.abort();
    clearTimeout(waiting);
    model.off("change:positions", stand);
    model.off("change:shown", show);
    if (url) URL.revokeObjectURL(url);
    players.querySelectorAll("audio").forEach((audio) => audio.pause());
    root.remove();
  };
}

export default { render };
