// Changes that the server has not yet named in an answer. They lie in localStorage, one key a change: written
// before anything is sent, so a crash, a closed tab or a dead battery loses nothing, and two tabs cannot
// overwrite each other's.

const PREFIX = "outbox|";

export function newId() {
  // randomUUID exists only in secure contexts; a school may well test on a plain address of its own network.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * The outbox of one account for one assessment. A change is
 * { id, at, indicator, revision, fields, tried, held }: `tried` once it has been on the wire, `held` while a
 * person must decide ({ status: "conflict" | "refused", … }).
 */
export class Outbox {
  constructor(account, saveUrl) {
    this.mine = `${PREFIX}${account}|`;
    this.prefix = `${this.mine}${saveUrl}|`;
    this.unkept = new Map();
  }

  get isKept() {
    return this.unkept.size === 0;
  }

  put(change) {
    const key = this.prefix + change.id;
    try {
      localStorage.setItem(key, JSON.stringify(change));
      this.unkept.delete(key);
    } catch {
      this.unkept.set(key, change);
    }
  }

  remove(id) {
    this.unkept.delete(this.prefix + id);
    try {
      localStorage.removeItem(this.prefix + id);
    } catch {
      // Storage is switched off: it was never there.
    }
  }

  /** All changes, oldest first. */
  all() {
    const kept = storedKeys()
      .filter((key) => key.startsWith(this.prefix))
      .map((key) => JSON.parse(localStorage.getItem(key)));
    return [...kept, ...this.unkept.values()].filter(Boolean).sort((one, other) => one.at - other.at);
  }

  of(indicator) {
    return this.all().filter((change) => change.indicator === indicator);
  }

  /** How many changes of other accounts wait on this device; what they say is not looked at. */
  countOfOthers() {
    return storedKeys().filter((key) => key.startsWith(PREFIX) && !key.startsWith(this.mine)).length;
  }
}

function storedKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
