// On a visit: once an own rating is stored, the school's rating of the item may be seen beside it.

for (const form of document.querySelectorAll("form[data-beside-url]")) {
  form.addEventListener("stored", async ({ detail: { indicator } }) => {
    const item = form.querySelector(`fieldset[data-indicator="${CSS.escape(indicator)}"]`);
    if (!item) return;
    const address = form.dataset.besideUrl.replace("ITEM", encodeURIComponent(indicator));
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer) return;
    item.querySelector(".item__other")?.remove();
    if (!answer.ok) return;
    const fragment = document.createRange().createContextualFragment(await answer.text());
    item.querySelector(".choices, .item__number-field")?.before(fragment);
  });
}
