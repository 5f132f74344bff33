import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/policy/severity.ts
function severityOf(policy, rule, configured) {
  const word = severityWord(policy, rule.id);
  if (word !== void 0) return word;
  const on = configured ?? speaks(policy, rule.id, rule.off === true);
  return on ? rule.severity : "off";
}
function speaks(policy, ruleId, offByDefault) {
  const word = severityWord(policy, ruleId);
  if (word !== void 0) return word !== "off";
  return !offByDefault || isConfigured(policy, ruleId);
}
function settingsOf(policy, ruleId) {
  const group = `${ruleId.slice(0, ruleId.indexOf("/"))}/*`;
  return [
    ...policy.rules.filter((setting) => setting.pattern === group),
    ...policy.rules.filter((setting) => setting.pattern === ruleId)
  ];
}
function ruleOptions(policy, ruleId) {
  return Object.assign({}, ...settingsOf(policy, ruleId).map((setting) => setting.options ?? {}));
}
function severityWord(policy, ruleId) {
  return settingsOf(policy, ruleId).findLast((setting) => setting.severity !== void 0)?.severity;
}
function isConfigured(policy, ruleId) {
  switch (ruleId) {
    case "layout/required-files":
      return policy.layout.required.length > 0 || policy.layout.requiredBy.length > 0;
    case "layout/unexpected-file":
      return policy.layout.allow !== void 0;
    case "layout/config-location":
      return policy.layout.config !== void 0;
    case "nginx/ipv6-missing":
    case "apache/ipv6-missing":
      return policy.ipv6 === "required";
    case "ports/role-mismatch":
      return Object.keys(policy.ports).length > 0;
    case "docs/section-missing":
      return policy.docs.sections.length > 0;
    default:
      return policy.rules.some((setting) => setting.pattern === ruleId);
  }
}

// src/work.ts
var Spent = class extends Error {
};
var Budget = class {
  #limit;
  #left;
  #spent;
  constructor(limit) {
    this.#limit = limit;
    this.#left = limit;
  }
  /** More input allows more steps. */
  allow(steps) {
    this.#limit += steps;
    this.#left += steps;
  }
  /** Throws when there are no steps left, the same error each time. */
  spend(steps = 1) {
    this.#left -= steps;
    if (this.#left >= 0) return;
    this.#left = -1;
    this.#spent ??= new Spent(`it takes more than ${this.#limit} steps`);
    throw this.#spent;
  }
  /** How many there are in all. */
  get limit() {
    return this.#limit;
  }
  /** What was spent so far. */
  get taken() {
    return this.#limit - this.#left;
  }
};
var Stopped = class extends Error {
  doing;
  at;
  constructor(doing, at, cause) {
    super(doing, { cause });
    this.doing = doing;
    this.at = at;
  }
};
function within({ doing, at }, work) {
  try {
    return work();
  } catch (error) {
    throw error instanceof Stopped ? error : new Stopped(doing, at, error);
  }
}
var Failures = class _Failures {
  #around;
  #images = [];
  #found = { failures: /* @__PURE__ */ new Map(), spent: /* @__PURE__ */ new Map() };
  constructor(around = (_, work) => work()) {
    this.#around = around;
  }
  /** Each once, in the order in which they came; the list grows while something is still read or checked. */
  get list() {
    return [...this.#found.failures.values()];
  }
  /** Another collection, of the same to begin with. */
  fork() {
    const { failures, spent } = this.#found;
    return this.#with({ failures: new Map(failures), spent: new Map(spent) }, this.#images);
  }
  /** The same collection, for work on certain images. */
  about(images) {
    return this.#with(this.#found, images);
  }
  #with(found, images) {
    const other = new _Failures(this.#around);
    other.#found = found;
    other.#images = images;
    return other;
  }
  /** Does one unit of the work. What it throws is kept, and `otherwise` says what stands for its result. */
  attempt(unit, work, otherwise) {
    try {
      return this.#around(unit, work);
    } catch (error) {
      return otherwise(this.add(unit, error));
    }
  }
  /** Keeps a failure of a unit; the same one again is kept once, with all images that it was met in. */
  add(unit, thrown) {
    const stopped = thrown instanceof Stopped ? thrown : void 0;
    const error = stopped === void 0 ? thrown : stopped.cause;
    const { failures, spent } = this.#found;
    const { doing, at } = spent.get(error) ?? stopped ?? unit;
    const kind = error instanceof Spent ? "spent" : "thrown";
    const key = JSON.stringify([kind, at.file.path, doing]);
    const known = failures.get(key);
    const images = [.../* @__PURE__ */ new Set([...known?.images ?? [], ...this.#images, ...unit.images ?? []])].sort();
    const why = kind === "spent" ? `Keelcheck gave up ${doing}` : `Keelcheck failed while ${doing}`;
    if (known !== void 0 && known.images.length === images.length) return known;
    const failure = known === void 0 ? { kind, doing, at, images, error, why, ...unit.whole && { whole: true } } : { ...known, images };
    failures.set(key, failure);
    if (error instanceof Spent) spent.set(error, failure);
    return failure;
  }
  /** Whether something cannot be told because of one of these failures. */
  explains(reason) {
    return this.list.some(({ why, at }) => why === reason.why && at.file.path === reason.at.file.path);
  }
};
function errorText(error) {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}\u2026` : line;
}
var LONGEST = 200;
function unwatched() {
  return { failures: new Failures(), budget: new Budget(Number.MAX_SAFE_INTEGER) };
}

// src/rules/settled.ts
function settled(open, settle) {
  if (settle === void 0) return { help: open };
  const [line = "", ...others] = settle.split("\n");
  if (others.length === 0) return { help: `${open}; to settle it: ${line}` };
  return { help: `${open}; to settle it:`, helpLines: [line, ...others] };
}
function uncheckedHelp({ facts, settle }, images = 1) {
  const where = images > 1 ? ` in ${images} images` : "";
  return settled(`what depends on it${where} is not checked: ${facts.join(", ")}`, settle);
}

// src/model/servers/questions.ts
function isStarted(server) {
  return server?.launched.known === true && server.launched.value;
}
var MOST_PORTS = 100;
function firstOfRanges(listeners) {
  const lines = /* @__PURE__ */ new Map();
  for (const { at } of listeners) lines.set(at, (lines.get(at) ?? 0) + 1);
  const seen = /* @__PURE__ */ new Set();
  return listeners.filter(({ at }) => {
    if ((lines.get(at) ?? 0) <= MOST_PORTS) return true;
    const isFirst = !seen.has(at);
    seen.add(at);
    return isFirst;
  });
}
var SERVER_NAMES = { nginx: "nginx", apache: "Apache" };
function factInWords(fact) {
  return fact.replace(/\bapache\b/, SERVER_NAMES.apache);
}
function topOf(loaded) {
  return loaded.content.place(loaded.parsed.directives[0]?.name.span);
}

// src/once.ts
function once(work) {
  const known = /* @__PURE__ */ new WeakMap();
  return (key) => {
    const before = known.get(key);
    if (before !== void 0) return before.answer;
    const answer = work(key);
    known.set(key, { answer });
    return answer;
  };
}
function lazily(work) {
  let known;
  return () => {
    known ??= { answer: work() };
    return known.answer;
  };
}
var MOST_CHARACTERS = 1e6;
function onceByText(work) {
  let lately = /* @__PURE__ */ new Map();
  let before = /* @__PURE__ */ new Map();
  let characters = 0;
  return (text) => {
    const known = lately.get(text);
    if (known !== void 0) return known;
    const answer = before.get(text) ?? work(text);
    if (answer === void 0 || text.length > MOST_CHARACTERS / 4) return answer;
    if (characters > MOST_CHARACTERS) {
      before = lately;
      lately = /* @__PURE__ */ new Map();
      characters = 0;
    }
    lately.set(text, answer);
    characters += text.length;
    return answer;
  };
}

export {
  severityOf,
  speaks,
  settingsOf,
  ruleOptions,
  Spent,
  Budget,
  within,
  Failures,
  errorText,
  unwatched,
  settled,
  uncheckedHelp,
  isStarted,
  firstOfRanges,
  SERVER_NAMES,
  factInWords,
  topOf,
  once,
  lazily,
  onceByText
};
