// One batch over the wire. The answer is { kind, results, score, message }, kind one of
// "answered", "offline", "signed-out", "failed" (worth another try), "refused" (not worth one).

// Twenty-five items with the longest texts that are taken stay below what a request may weigh.
const BATCH = 25;
// A page that is going away may send this much; more would be refused by the browser itself.
const LAST_WORDS = 60_000;
const OF_A_CHANGE = ["id", "indicator", "revision", "fields"];

export class Wire {
  constructor({ saveUrl, tokenUrl, account }) {
    this.saveUrl = saveUrl;
    this.tokenUrl = tokenUrl;
    this.account = account;
  }

  /** At most one change of an item: the next one is based on the revision that this one makes. */
  static batch(changes) {
    const first = new Map();
    for (const change of changes) {
      if (!first.has(change.indicator)) first.set(change.indicator, change);
    }
    return [...first.values()].filter((change) => !change.held).slice(0, BATCH);
  }

  async send(changes) {
    try {
      const first = await this.#post(changes);
      return first.kind === "stale" ? this.#afterStale(await this.#post(changes)) : first;
    } catch {
      return { kind: "offline" };
    }
  }

  #afterStale(second) {
    return second.kind === "stale" ? { kind: "failed" } : second;
  }

  async #post(changes) {
    const answer = await fetch(this.tokenUrl, { cache: "no-store", headers: { Accept: "application/json" } });
    if (answer.status === 401) return { kind: "signed-out" };
    if (!answer.ok) return { kind: "failed" };
    const { token, account } = await answer.json();
    // Somebody else has signed in meanwhile: these changes are not theirs.
    if (account !== undefined && String(account) !== this.account) return { kind: "signed-out" };
    const body = new Blob([JSON.stringify({ changes: changes.map(bare) })], { type: "application/json" });
    return this.#read(
      await fetch(this.saveUrl, {
        method: "POST",
        keepalive: document.hidden && body.size < LAST_WORDS,
        redirect: "error",
        headers: { Accept: "application/json", "X-CSRFToken": token },
        body,
      }),
    );
  }

  async #read(answer) {
    if (answer.status === 401) return { kind: "signed-out" };
    if (answer.status === 403) return { kind: "stale" };
    if (answer.status >= 500 || answer.status === 429) return { kind: "failed" };
    // Whoever may no longer save here is told so change by change.
    const { results = [], score, message } = await answer.json();
    return results.length > 0 ? { kind: "answered", results, score } : { kind: "refused", message };
  }
}

function bare(change) {
  return Object.fromEntries(OF_A_CHANGE.map((key) => [key, change[key]]));
}
