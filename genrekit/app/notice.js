// A sentence in a live region, and a bar below it.

function render({ model, el }) {
  const says = document.createElement("p"), bar = document.createElement("progress");
  says.setAttribute("role", "status");
  says.setAttribute("aria-live", "polite");
  bar.setAttribute("aria-label", "Done");
  bar.max = 1;
  el.append(says, bar);
  function follow() {
    const text = model.get("text");
    if (says.textContent !== text) says.textContent = text;
    says.className = `notice ${model.get("kind")}`;
    says.hidden = !text;
    bar.hidden = model.get("share") < 0;
    if (!bar.hidden) bar.value = model.get("share");
  }
  const names = ["text", "kind", "share"].map((name) => `change:${name}`);
  names.forEach((name) => model.on(name, follow));
  follow();
  return () => names.forEach((name) => model.off(name, follow));
}

export default { render };
