// A place to choose or drop a file. It goes to Python in pieces, each of which waits for the answer to the one
// before: so no message is longer than servers allow, and the bar shows what has truly arrived.

const PIECE = 512 * 1024;
const STOPPED = Symbol("stopped");

const megabytes = (size) => `${(size / 1e6).toLocaleString("en", { maximumSignificantDigits: 3 })} MB`;

/** A new element; whatever text it gets, it is text. */
function make(tag, className, parent, text = "") {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const stop = new AbortController(), { signal } = stop;
  const root = make("div", "genrekit-upload", el);
  root.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the keys for its own
  const choose = make("label", "choose", root, model.get("label"));
  const input = make("input", "", choose);
  Object.assign(input, { type: "file", accept: model.get("accept") });
  make("span", "limit", root, `at most ${megabytes(model.get("max_bytes"))}`);
  const sending = make("div", "sending", root);
  sending.hidden = true;
  const progress = make("progress", "", sending), share = make("span", "", sending);
  progress.setAttribute("aria-label", "Sent");
  const cancel = make("button", "cancel", sending, "Cancel");
  cancel.type = "button";
  const says = make("p", "says", root);
  says.setAttribute("role", "status");
  says.setAttribute("aria-live", "polite");

  function say(text, kind) {
    says.textContent = text;
    says.className = `says ${kind}`;
  }
  const follow = () => say(model.get("status").text, model.get("status").kind);

  let upload = null; // the one that is on its way: its id, its file, and who waits for an answer

  /** Send a message and wait for the answer to it. */
  function ask(mine, content, buffers = []) {
    return new Promise((resolve, reject) => {
      Object.assign(mine, { resolve, reject });
      model.send({ ...content, id: mine.id }, undefined, buffers);
    });
  }

  async function send(file) {
    end();
    const limit = model.get("max_bytes");
    if (file.size > limit)
      return say(`${file.name} is too large (${megabytes(file.size)}); at most ${megabytes(limit)} can be sent.`, "error");
    if (file.size === 0) return say(`${file.name} is empty; choose another file.`, "error");
    // Not crypto.randomUUID: pages without https do not have it.
    const id = Array.from(crypto.getRandomValues(new Uint32Array(4)), String).join("-");
    const mine = (upload = { id });
    const show = (sent) => {
      Object.assign(progress, { max: file.size, value: sent });
      share.textContent = `${Math.floor(100 * sent / file.size)} %`;
    };
    show(0);
    say("", "info");
    sending.hidden = false;
    try {
      await ask(mine, { kind: "start", name: file.name, size: file.size });
      for (let index = 0; index * PIECE < file.size; index++) {
        const piece = await file.slice(index * PIECE, (index + 1) * PIECE).arrayBuffer();
        if (upload !== mine) return;
        await ask(mine, { kind: "chunk", index }, [piece]);
        if (upload === mine) show(Math.min(file.size, (index + 1) * PIECE));
      }
      if (upload === mine) end(false);
    } catch (error) {
      if (upload !== mine) return;
      end(error !== STOPPED);
      if (error !== STOPPED) say(`${file.name} could not be read or sent; please try again.`, "error");
    }
  }

  /** No upload is on its way any more; Python is told if it does not know. */
  function end(tell = true) {
    if (!upload) return;
    const { id, reject } = upload;
    upload = null;
    sending.hidden = true;
    if (tell) model.send({ kind: "cancel", id });
    reject?.(STOPPED);
  }

  function answer(content) {
    if (!upload || content.id !== upload.id) return; // for another view
    if (content.kind === "stop") end(false);
    else upload.resolve();
  }

  const listen = (target, names, call) => names.split(" ").forEach((name) => target.addEventListener(name, call, { signal }));
  const take = (files) => { if (files.length) send(files[0]); };
  listen(input, "change", () => {
    take([...input.files]);
    input.value = ""; // or the same file could not be chosen again
  });
  listen(cancel, "click", () => { end(); choose.querySelector("input").focus(); });
  listen(root, "dragenter dragover", (event) => {
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would take the file for itself
    root.classList.add("over");
  });
  listen(root, "dragleave", (event) => { if (!root.contains(event.relatedTarget)) root.classList.remove("over"); });
  listen(root, "drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    root.classList.remove("over");
    take([...event.dataTransfer.files]);
  });
  model.on("change:status", follow);
  model.on("msg:custom", answer);
  follow();

  return () => {
    end();
    stop.abort();
    model.off("change:status", follow);
    model.off("msg:custom", answer);
    root.remove();
  };
}

export default { render };
