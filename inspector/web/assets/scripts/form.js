// Saves a rating form by itself. The form works without this script; with it, nothing that was typed is lost
// between two clicks on "Lưu": a change leaves this device only on an answer that names its id.

import { Item } from "./answers.js";
import { hideMessage, showConflict, showRefusal } from "./messages.js";
import { newId, Outbox } from "./outbox.js";
import { Status } from "./status.js";
import { Wire } from "./wire.js";

const QUIET = 2_000;
const FIRST_RETRY = 2_000;
const LAST_RETRY = 60_000;

class RatingForm {
  constructor(form) {
    this.form = form;
    this.texts = textsOf(form);
    this.items = new Map();
    for (const fieldset of form.querySelectorAll("fieldset[data-indicator]")) {
      const item = new Item(fieldset);
      this.items.set(item.id, item);
    }
    this.outbox = new Outbox(form.dataset.account, form.dataset.saveUrl);
    this.wire = new Wire(form.dataset);
    this.status = new Status(form, this.texts, () => this.flush());
    this.elsewhere = this.#shownAsAnswered() - this.#answeredHere();
    this.retryIn = FIRST_RETRY;
    this.channel = new BroadcastChannel(this.outbox.prefix);
    for (const item of this.items.values()) item.offerClearing(this.texts.clear);
    this.#restore();
    this.#listen();
  }

  // ---- what people do

  #listen() {
    this.form.addEventListener("input", (event) => this.#changed(event));
    this.form.addEventListener("change", (event) => this.#changed(event));
    this.form.addEventListener("keydown", (event) => this.#digit(event));
    this.form.addEventListener("submit", (event) => this.#submitted(event));
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => this.flush());
    document.addEventListener("click", (event) => this.#leaving(event));
    addEventListener("beforeunload", (event) => {
      if (this.outbox.all().length > 0 && !this.left) event.preventDefault();
    });
    addEventListener("pageshow", () => {
      this.left = false;
    });
    // Another tab of the same account sent something: learn the new revisions.
    this.channel.onmessage = ({ data }) => this.#learn(data);
  }

  #changed({ target }) {
    const item = this.items.get(target.closest("fieldset[data-indicator]")?.dataset.indicator);
    if (!item) return;
    if (target.name === `na:${item.id}` && target.checked) item.write("rating", "na");
    if (target.name === `rating:${item.id}` && target.type !== "radio" && target.value) {
      const notApplicable = item.element.querySelector(".choice--na input");
      if (notApplicable) notApplicable.checked = false;
    }
    item.judge();
    this.#record(item);
    this.#later(QUIET);
  }

  /** 1, 2, 3 choose while an answer has the focus; other keys stay what they are. */
  #digit(event) {
    if (event.target.type !== "radio" || !/^[1-9]$/.test(event.key)) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const item = this.items.get(event.target.closest("fieldset[data-indicator]")?.dataset.indicator);
    const radio = item?.radios[Number(event.key) - 1];
    if (!radio) return;
    event.preventDefault();
    radio.focus();
    radio.click();
  }

  /** Everything goes the one way; the form itself then posts only where to go next. */
  async #submitted(event) {
    if (this.left) return;
    event.preventDefault();
    event.stopPropagation();
    const { submitter } = event;
    const isSent = await this.flush();
    const undecided = this.form.querySelector(".message");
    undecided?.scrollIntoView({ block: "center" });
    if (!isSent || undecided) return;
    this.left = true;
    this.form.requestSubmit(submitter);
  }

  async #leaving(event) {
    const link = event.target.closest("a[href]");
    if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.hasAttribute("data-leaves")) this.left = true;
    if (this.left || link.pathname === location.pathname || this.outbox.all().length === 0) return;
    event.preventDefault();
    await Promise.race([this.flush(), new Promise((done) => setTimeout(done, 3_000))]);
    location.href = link.href;
  }

  // ---- the outbox

  /** Write down how the item differs from what the server knows or is being told. */
  #record(item) {
    const changes = this.outbox.of(item.id);
    const held = changes.find((one) => one.held);
    const open = changes.find((one) => !one.tried && !one.held);
    if (held?.held.status === "conflict") {
      const fields = Object.keys({ ...held.fields, ...item.differing() }).map((field) => [field, item.read(field)]);
      this.outbox.put({ ...held, fields: Object.fromEntries(fields) });
      this.#showHeld(item);
    } else {
      if (held) this.outbox.remove(held.id);
      hideMessage(item);
      const onTheWay = Object.assign({}, ...changes.filter((one) => one.tried && !one.held).map((one) => one.fields));
      const fields = item.differing({ ...item.known, ...onTheWay });
      if (Object.keys(fields).length > 0) {
        const { id = newId(), at = Date.now() } = open ?? {};
        this.outbox.put({ id, at, indicator: item.id, revision: item.revision, fields });
      } else if (open) {
        this.outbox.remove(open.id);
      }
    }
    this.#count();
    if (!this.outbox.isKept) this.status.say("attention", this.texts.unkept);
  }

  #restore() {
    for (const change of this.outbox.all()) {
      const item = this.items.get(change.indicator);
      if (!item) continue;
      for (const [field, value] of Object.entries(change.fields)) item.write(field, value);
      this.#showHeld(item);
    }
    this.#count();
    const others = this.outbox.countOfOthers();
    if (others > 0) this.status.say("others", this.texts.others.replace("{count}", others));
    if (this.outbox.all().length > 0) this.flush();
  }

  // ---- sending

  #later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), milliseconds);
  }

  /** Send what waits; true when nothing that can be sent is left. One flush at a time, also across tabs. */
  flush() {
    const turn = () => this.#flushAll();
    const next = () => (navigator.locks ? navigator.locks.request(this.outbox.prefix, turn) : turn());
    this.flushing = (this.flushing ?? Promise.resolve()).then(next);
    return this.flushing;
  }

  async #flushAll() {
    clearTimeout(this.timer);
    let batch = Wire.batch(this.outbox.all());
    const isSending = batch.length > 0;
    while (batch.length > 0) {
      this.status.saving();
      for (const change of batch) this.outbox.put({ ...change, tried: true });
      const answer = await this.wire.send(batch);
      if (answer.kind !== "answered") return this.#notSent(answer.kind, answer.message);
      this.retryIn = FIRST_RETRY;
      this.status.score(answer.score?.text);
      if (!this.#settle(batch, answer.results)) return this.#notSent("failed");
      batch = Wire.batch(this.outbox.all());
    }
    this.#sayWhatIsLeft(isSending);
    return true;
  }

  #sayWhatIsLeft(wasSending) {
    const left = this.outbox.all();
    if (left.length > 0) this.status.undecided(left.map((one) => this.items.get(one.indicator)).filter(Boolean));
    else if (wasSending) this.status.saved();
    else if (this.status.isWaiting) this.status.say("");
  }

  #notSent(kind, message) {
    const count = this.outbox.all().length;
    if (kind === "signed-out") this.status.signedOut();
    else if (kind === "refused") this.status.waiting("attention", count, message);
    else {
      this.status.waiting(kind === "offline" ? "offline" : "retry", count);
      this.#later(this.retryIn);
      this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY);
    }
    return false;
  }

  /** Take each result to its change; false when the answer named none of them. */
  #settle(batch, results) {
    const named = batch.filter((change) => results.some((one) => one.id === change.id));
    for (const change of named) {
      const result = results.find((one) => one.id === change.id);
      if (result.status === "applied" || result.status === "already_applied") this.#applied(change, result);
      else this.#held(change, result);
    }
    return named.length > 0;
  }

  #applied(change, result) {
    this.outbox.remove(change.id);
    // What was typed stands for what was stored: "56,5" is the "56.5" of the answer.
    const fields = { ...result.fields, ...change.fields };
    const settled = { id: change.id, indicator: change.indicator, revision: result.revision, fields };
    for (const next of this.outbox.of(change.indicator)) {
      if (!next.tried) this.outbox.put({ ...next, revision: result.revision });
    }
    this.#learn(settled);
    this.channel.postMessage(settled);
    this.form.dispatchEvent(new CustomEvent("stored", { detail: settled }));
  }

  #learn({ id, indicator, revision, fields }) {
    const item = this.items.get(indicator);
    if (!item) return;
    const typed = item.differing();
    item.learn(revision, fields);
    // What another tab has just removed from the outbox may still be seen there by this one.
    const waiting = this.outbox.of(indicator).filter((one) => one.id !== id);
    for (const [field, value] of Object.entries(fields)) {
      const isOpen = field in typed || waiting.some((one) => field in one.fields);
      if (!isOpen && !item.hasFocus(field)) item.write(field, value);
    }
    this.#count();
  }

  #held(change, result) {
    const { status, theirs, message, revision } = result;
    if (status === "conflict" && isSame(change.fields, theirs)) {
      this.#applied(change, { revision });
      return;
    }
    const item = this.items.get(change.indicator);
    const later = this.outbox.of(change.indicator).filter((one) => one.id !== change.id);
    for (const one of later) this.outbox.remove(one.id);
    if (status === "refused" && later.length > 0 && item) {
      // It was typed over meanwhile: the newer answer is judged instead.
      this.outbox.remove(change.id);
      this.#record(item);
      return;
    }
    const fields = Object.assign({}, change.fields, ...later.map((one) => one.fields));
    this.outbox.put({ ...change, fields, tried: true, held: { status, theirs, message, revision } });
    if (item) this.#showHeld(item);
  }

  // ---- deciding

  #showHeld(item) {
    const change = this.outbox.of(item.id).find((one) => one.held);
    if (!change) return;
    if (change.held.status === "conflict") {
      showConflict(item, change, this.texts, {
        keepMine: () => this.#keepMine(item, change),
        takeTheirs: () => this.#giveUp(item, change, change.held.theirs),
      });
    } else {
      showRefusal(item, change, this.texts, { discard: () => this.#giveUp(item, change, item.known) });
    }
  }

  #keepMine(item, change) {
    const { revision, theirs } = change.held;
    this.outbox.remove(change.id);
    item.learn(revision, only(theirs, change.fields));
    this.outbox.put({ id: newId(), at: Date.now(), indicator: item.id, revision, fields: change.fields });
    hideMessage(item);
    this.flush();
  }

  #giveUp(item, change, values) {
    this.outbox.remove(change.id);
    const fields = only(values, change.fields);
    item.learn(change.held.revision, fields);
    for (const [field, value] of Object.entries(fields)) item.write(field, value);
    hideMessage(item);
    item.element.querySelector("input:not([type=hidden]), textarea")?.focus();
    this.#count();
    this.#sayWhatIsLeft(true);
    this.#later(0);
  }

  // ---- counting

  #shownAsAnswered() {
    return Number(this.form.querySelector("[data-answered]")?.textContent ?? 0);
  }

  #answeredHere() {
    return [...this.items.values()].filter((item) => item.isAnswered).length;
  }

  #count() {
    this.status.answered(this.elsewhere + this.#answeredHere());
  }
}

function textsOf(form) {
  const entries = Object.entries(form.dataset).filter(([key]) => key.startsWith("text"));
  return Object.fromEntries(entries.map(([key, text]) => [key[4].toLowerCase() + key.slice(5), text]));
}

function only(values, wanted) {
  return Object.fromEntries(Object.keys(wanted).map((field) => [field, values?.[field] ?? ""]));
}

function isSame(fields, theirs) {
  return theirs && Object.entries(fields).every(([field, value]) => (theirs[field] ?? "") === (value ?? ""));
}

for (const form of document.querySelectorAll("form[data-autosave]")) new RatingForm(form);
