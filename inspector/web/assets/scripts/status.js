// The quiet line: how far, what score, saved or not.

export class Status {
  constructor(form, texts, sendNow) {
    this.line = form.querySelector("[data-status-line]");
    this.words = form.querySelector("[data-status]");
    this.texts = texts;
    this.sendNow = sendNow;
    this.loginUrl = form.dataset.loginUrl;
  }

  say(state, text = "", ...more) {
    if (!this.words) return;
    this.line.dataset.state = state;
    this.words.replaceChildren(text, ...more.flatMap((one) => [" ", one]));
  }

  get isWaiting() {
    return ["offline", "retry", "attention"].includes(this.line?.dataset.state);
  }

  saving() {
    this.say("saving", this.texts.saving);
  }

  saved() {
    const time = new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
    this.say("saved", this.texts.saved.replace("{time}", time));
  }

  /** Something waits: the words of the state, or of the server. */
  waiting(state, count, words = this.texts[state]) {
    this.say(state, words, this.#button(count));
  }

  /** Somebody must choose: name the items and lead there. */
  undecided(items) {
    const links = items.map((item) => {
      const link = document.createElement("a");
      link.href = `#${item.id}`;
      link.textContent = item.element.querySelector(".item__number")?.textContent ?? item.id;
      return link;
    });
    this.say("attention", this.texts.attention, ...links);
  }

  signedOut() {
    const link = document.createElement("a");
    link.href = `${this.loginUrl}?to=${encodeURIComponent(location.pathname + location.search)}`;
    link.textContent = this.texts.signIn;
    link.dataset.leaves = "";
    this.say("attention", this.texts.signedOut, link);
  }

  score(text) {
    const place = this.line?.querySelector("[data-score]");
    if (place && text) place.textContent = text;
  }

  answered(count) {
    const place = this.line?.querySelector("[data-answered]");
    if (!place) return;
    for (const one of document.querySelectorAll("[data-answered]")) one.textContent = count;
    const bar = this.line.querySelector("[data-progress]");
    bar.value = count;
    bar.textContent = `${count}/${bar.max}`;
  }

  #button(count) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "link-button";
    made.textContent = this.texts.sendNow.replace("{count}", count);
    made.addEventListener("click", this.sendNow);
    return made;
  }
}
