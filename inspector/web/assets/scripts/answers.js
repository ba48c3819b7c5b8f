// What stands in the fields of one item, and what the server last said stands there.

export const FIELDS = ["rating", "reason", "note", "evidence", "confirmed"];

export class Item {
  constructor(fieldset) {
    this.element = fieldset;
    this.id = fieldset.dataset.indicator;
    this.revision = Number(fieldset.dataset.revision);
    this.known = {};
    for (const field of FIELDS) {
      const was = this.#named(`was:${field}:`)[0];
      if (was) this.known[field] = was.value;
    }
  }

  #named(prefix) {
    return [...this.element.elements].filter((one) => one.name === prefix + this.id);
  }

  get radios() {
    return this.#named("rating:").filter((one) => one.type === "radio");
  }

  get isAnswered() {
    return this.read("rating") !== "";
  }

  read(field) {
    if (field === "confirmed") return this.#named("confirmed:")[0]?.checked ? "yes" : "";
    if (field !== "rating") return this.#named(`${field}:`)[0]?.value ?? "";
    if (this.radios.length > 0) return this.radios.find((one) => one.checked)?.value ?? "";
    return this.#named("na:")[0]?.checked ? "na" : (this.#named("rating:")[0]?.value ?? "");
  }

  write(field, value) {
    const text = value ?? "";
    if (this.read(field) === text) return;
    this.#put(field, text);
    this.judge();
  }

  #put(field, text) {
    if (field === "rating" && this.radios.length > 0) {
      for (const radio of this.radios) radio.checked = radio.value === text;
    } else if (field === "rating") {
      const notApplicable = this.#named("na:")[0];
      if (notApplicable) notApplicable.checked = text === "na";
      this.#named("rating:")[0].value = text === "na" ? "" : text;
    } else {
      const input = this.#named(`${field}:`)[0];
      if (field === "confirmed" && input) input.checked = text === "yes";
      else if (input) input.value = text;
    }
  }

  /** Say whether a measured number lies within its bounds, as far as what is typed can be one number. */
  judge() {
    const verdict = this.element.querySelector(".item__verdict");
    if (!verdict) return;
    const number = numberOf(this.read("rating"));
    const { atLeast = -Infinity, atMost = Infinity } = verdict.dataset;
    const is = number === null ? "" : number >= Number(atLeast) && number <= Number(atMost) ? "met" : "not-met";
    verdict.dataset.verdict = is;
    verdict.textContent = { met: verdict.dataset.met, "not-met": verdict.dataset.notMet }[is] ?? "";
  }

  hasFocus(field) {
    return document.activeElement?.name === `${field}:${this.id}` && this.element.contains(document.activeElement);
  }

  /** A radio cannot be taken back by itself, and blank is an answer of its own. */
  offerClearing(text) {
    const choices = this.element.querySelector(".choices");
    if (!choices) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button item__clear";
    button.textContent = text;
    button.addEventListener("click", () => {
      const chosen = this.radios.find((one) => one.checked);
      if (!chosen) return;
      chosen.checked = false;
      chosen.focus();
      chosen.dispatchEvent(new Event("change", { bubbles: true }));
    });
    choices.after(button);
  }

  /** The fields that differ from `base` (default: from what the server said). */
  differing(base = this.known) {
    const fields = {};
    for (const field of Object.keys(this.known)) {
      if (normal(this.read(field)) !== normal(base[field])) fields[field] = this.read(field);
    }
    return fields;
  }

  /** Take over what the server says; the plain form then posts nothing that is saved already. */
  learn(revision, fields = {}) {
    if (Number.isInteger(revision)) {
      this.revision = revision;
      this.element.dataset.revision = revision;
      this.#named("revision:")[0].value = revision;
    }
    for (const field of FIELDS) {
      if (!(field in fields) || !(field in this.known)) continue;
      this.known[field] = fields[field] ?? "";
      this.#named(`was:${field}:`)[0].value = this.known[field];
    }
  }

  /** The words for a value: an option's label, not its id. */
  say(field, value, texts) {
    if (value === null || value === undefined || value === "") return texts.blank;
    if (field !== "rating") return value;
    const radio = this.radios.find((one) => one.value === value);
    if (radio) return radio.labels[0].textContent.trim();
    return value === "na" ? texts.na : value;
  }
}

/** The number that was typed; null where it is none, or where a point may stand before decimals or thousands. */
function numberOf(typed) {
  const text = typed.trim().replaceAll(/[\s\u00a0\u202f](?=\d{3})/g, "");
  return /^\d+([,.]\d+)?$/.test(text) && !/^[1-9]\d*\.\d{3}$/.test(text) ? Number(text.replace(",", ".")) : null;
}

// A text area gives \n, the hidden copy of it may give \r\n.
export function normal(text) {
  return (text ?? "").replaceAll("\r\n", "\n");
}
