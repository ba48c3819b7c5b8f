// What stands beside an item while a person must decide.

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function button(text, act) {
  return element("button", { type: "button", className: "govuk-button govuk-button--secondary", onclick: act }, text);
}

export function hideMessage(item) {
  item.element.querySelector(".message")?.remove();
}

function show(item, title, ...children) {
  hideMessage(item);
  const box = element("div", { className: "message" }, element("p", { className: "message__title" }, title), ...children);
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", title);
  item.element.insertBefore(box, item.element.querySelector(".item__fields"));
}

/** Both values side by side; nothing is lost until one is chosen. */
export function showConflict(item, change, texts, { keepMine, takeTheirs }) {
  const { theirs } = change.held;
  const say = (values) =>
    Object.keys(change.fields)
      .map((field) => `${texts[field]}: ${item.say(field, values[field], texts)}`)
      .join("\n");
  const by = texts.theirs.replace("{who}", theirs.who ?? "").replace("{when}", theirs.when ?? "");
  show(
    item,
    texts.conflict,
    element(
      "dl",
      {},
      element("div", {}, element("dt", {}, texts.mine), element("dd", {}, say(change.fields))),
      element("div", {}, element("dt", {}, by), element("dd", {}, say(theirs))),
    ),
    element("div", { className: "actions" }, button(texts.keepMine, keepMine), button(texts.takeTheirs, takeTheirs)),
  );
}

export function showRefusal(item, change, texts, { discard }) {
  const message = element("p", {}, change.held.message ?? "");
  show(item, texts.refused, message, element("div", { className: "actions" }, button(texts.discard, discard)));
}
