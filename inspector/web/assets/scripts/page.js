// On every page: menus that close, an error summary that is read first, buttons that are not pressed twice.

const menus = document.querySelectorAll("details[data-menu]");

for (const menu of menus) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

document.addEventListener("click", (event) => {
  for (const menu of menus) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// Filters fold away on a phone; on a wide screen there is nothing to unfold them with.
const narrow = matchMedia("(width < 48rem)");
function fold() {
  for (const one of document.querySelectorAll("details[data-fold]")) one.open = !narrow.matches;
}
fold();
narrow.addEventListener("change", fold);

document.querySelector("[data-error-summary]")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (question && !confirm(question)) {
    event.preventDefault();
    return;
  }
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "1";
});

// A page that comes back from the history may be sent again.
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
