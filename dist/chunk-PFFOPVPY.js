import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  compare
} from "./chunk-65OJGU3O.js";
import {
  countByNovelty,
  countFindings
} from "./chunk-URUJ55XU.js";
import {
  lazy_createHash
} from "./chunk-2QUYIJJI.js";
import {
  plainJson
} from "./chunk-M3MVB6O3.js";
import {
  rangeOf
} from "./chunk-7VLJIIEK.js";

// src/facts.ts
var FACTS_VERSION = 1;

// src/report/fact-values.ts
var CANNOT_TELL = "cannot tell";
function namedFacts(image) {
  return [
    { fact: "base", value: { words: [image.base] } },
    ...runFacts(image),
    { fact: "exposes", value: listValue(image.exposes.map(String)) },
    { fact: "environment", value: listValue(image.environment.map(variable)) },
    ...image.runs.flatMap(serviceFacts)
  ];
}
function runFacts({ containerUser, servers }) {
  return [
    { fact: "container user", value: userValue(containerUser) },
    ...servers.flatMap((server) => serverFacts(server))
  ];
}
function serviceFacts(run) {
  const head = `service ${run.service}`;
  return [
    { fact: head, value: { words: [], note: "runs it" } },
    ...runFacts(run).map(({ fact, value }) => ({ fact: `${head}: ${fact}`, value }))
  ];
}
function serverFacts(server) {
  const { kind, starts, master, workers } = server;
  const own = { fact: kind, value: startsValue(starts) };
  if (starts === false) return [own];
  return [
    own,
    { fact: `${kind} master user`, value: userValue(master) },
    { fact: `${kind} worker user`, value: workerValue(workers) },
    { fact: `${kind} listens on`, value: listenersValue(server) },
    { fact: `${kind} loads`, value: loadsValue(server) }
  ];
}
function startsValue(starts) {
  if (typeof starts === "boolean") return { words: [], note: starts ? "starts" : "does not start" };
  return unknownValue(starts);
}
function userValue(user) {
  if (!user.known) return unknownValue(user);
  return { words: [user.name ?? String(user.uid ?? "")], at: user.at, user };
}
function workerValue(user) {
  const value = userValue(user);
  return user.known && user.root ? { ...value, alarming: true } : value;
}
function listenersValue({ listeners, listenersComplete }) {
  const words = [...new Set(listeners.map(listenerWord))];
  const at = listeners[0]?.at;
  const place = at === void 0 ? {} : { at };
  if (listenersComplete !== false) return { ...listValue(words), ...place };
  return { words, note: words.length === 0 ? CANNOT_TELL : "and others that cannot be determined", ...place };
}
function listenerWord({ address, port }) {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
function loadsValue({ mainConfig, files }) {
  if (typeof mainConfig !== "string") return unknownValue(mainConfig);
  return listValue([.../* @__PURE__ */ new Set([mainConfig, ...files])]);
}
function listValue(words) {
  return words.length === 0 ? { words, note: "nothing" } : { words };
}
function variable({ name, default: value }) {
  return value === null ? `${name} (default unknown)` : `${name}=${value}`;
}
function unknownValue({ why, at }) {
  return { words: [], note: CANNOT_TELL, why, at };
}

// src/report/changes/differences.ts
var AS_WELL = "as well";
var LONG = /(^|\s)(loads|environment)$/;
function differences({ before, after }) {
  if (after === void 0) return [];
  const old = new Map(before === void 0 ? [] : namedFacts(before).map(({ fact, value }) => [fact, value]));
  const facts = namedFacts(after);
  const present = new Set(facts.map(({ fact }) => fact));
  const gone = [...old].filter(([fact]) => !present.has(fact));
  const all = [
    ...facts.flatMap((one) => differenceOf(one, old.get(one.fact) ?? untold(one.fact, before))),
    ...gone.flatMap(([fact, value]) => goneOf({ fact, value }, after))
  ];
  return withoutEchoes(all).filter((one) => before !== void 0 || says(one));
}
function openFacts({ before, after }) {
  if (before === void 0 || after === void 0) return [];
  const open = (image) => namedFacts(image).flatMap(({ fact, value }) => value.why === void 0 ? [] : [fact]);
  const old = new Set(open(before));
  return open(after).filter((fact) => old.has(fact));
}
function differenceOf({ fact, value }, before) {
  if (before === void 0) return [{ fact, after: value }];
  if (sameValue(before, value)) return [];
  if (LONG.test(fact)) return [{ fact, ...onlyDifferent(before, value) }];
  const user = sameWords(before, value) ? { before: withNumber(before), after: withNumber(value) } : void 0;
  return [{ fact, before, after: value, ...user }];
}
function sameValue(before, after) {
  if (before.user !== void 0 && after.user !== void 0) return sameUser(before.user, after.user);
  return sameWords(before, after) && before.note === after.note;
}
function sameUser(before, after) {
  if (before.root && after.root) return true;
  const numbers = before.uid !== void 0 && after.uid !== void 0;
  if (numbers && before.uid !== after.uid) return false;
  if (before.name !== void 0 && after.name !== void 0) return before.name === after.name;
  return numbers;
}
function sameWords(before, after) {
  return before.words.length === after.words.length && before.words.every((word, at) => word === after.words[at]);
}
function withNumber(value) {
  const uid = value.user?.uid;
  return uid === void 0 ? value : { ...value, note: `uid ${uid}` };
}
function onlyDifferent(before, after) {
  const old = new Set(before.words);
  const now = new Set(after.words);
  const less = before.words.filter((word) => !now.has(word));
  const more = after.words.filter((word) => !old.has(word));
  const known = before.why === void 0 && after.why === void 0;
  if (known && less.length === 0 && more.length === 0 && before.words.length > 0)
    return { before: { words: [], note: "in this order" }, after: { words: [], note: "in another order" } };
  const besides = known && (less.length === 0 || more.length === 0) && less.length + more.length < old.size + now.size;
  const note = besides ? { note: AS_WELL } : {};
  return {
    ...(less.length > 0 || before.why !== void 0) && { before: { ...before, words: less, ...note } },
    ...(more.length > 0 || after.why !== void 0) && { after: { ...after, words: more, ...note } }
  };
}
function goneOf({ fact, value }, now) {
  const after = untold(fact, now);
  if (after === void 0) return [{ fact, before: value }];
  return SERVER.exec(fact)?.[2] === "" ? [{ fact, before: value, after }] : [];
}
var SERVER = /^(?:service .*?: )?(nginx|apache)(| .*)$/;
function untold(fact, image) {
  const kind = SERVER.exec(fact)?.[1];
  const open = image?.unknown.find((one) => one.fact === "servers" || one.fact === kind);
  if (kind === void 0 || open === void 0) return void 0;
  return { words: [], note: CANNOT_TELL, why: open.why, at: open.at };
}
function withoutEchoes(all) {
  const own = new Set(all.map(keyOf));
  return all.filter((one) => {
    const bare = one.fact.replace(/^service .*?: (?=container user|nginx|apache)/, "");
    return bare === one.fact || !own.has(keyOf({ ...one, fact: bare }));
  });
}
function keyOf({ fact, before, after }) {
  return JSON.stringify([
    fact,
    ...[before, after].map((value) => value && [value.words, value.note, value.why])
  ]);
}
function says({ after }) {
  return after !== void 0 && (after.words.length > 0 || after.note !== "nothing");
}

// src/report/changes/groups.ts
function changeGroups(images) {
  const touched = images.map(touchedImage);
  const own = touched.filter(({ change }) => change.inherits === void 0);
  const bases = [...new Set(touched.flatMap(({ change }) => change.inherits ?? []))];
  const heirs = bases.map((base) => heirsOf(base, touched));
  return { own, heirs };
}
function heirsOf(base, touched) {
  const groups = /* @__PURE__ */ new Map();
  const all = touched.filter(({ change }) => change.inherits === base);
  for (const image of all) {
    const key = JSON.stringify([image.kind, image.open, ...image.differences.map(keyOf)]);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [image]);
    else group.push(image);
  }
  const alike = [...groups.values()];
  const stays = (group) => group[0]?.kind === "same";
  return {
    base,
    count: all.length,
    alike: [...alike.filter((group) => !stays(group)), ...alike.filter(stays)]
  };
}
function touchedImage(change) {
  const { before, after } = change;
  const found = differences(change);
  const kind = before === void 0 ? "new" : after === void 0 ? "removed" : void 0;
  return {
    name: (after ?? before)?.name ?? "",
    change,
    kind: kind ?? (found.length > 0 ? "changed" : "same"),
    differences: found,
    open: openFacts(change)
  };
}

// src/engine/identity.ts
function identify(findings) {
  const seen = /* @__PURE__ */ new Map();
  return findings.map((finding) => {
    const alike = JSON.stringify([finding.rule, finding.folder ?? finding.at.file.path, finding.key]);
    const occurrence = seen.get(alike) ?? 0;
    seen.set(alike, occurrence + 1);
    return { finding, fingerprint: digest(`${alike}#${occurrence}`) };
  });
}
function digest(text) {
  return lazy_createHash("sha256").update(text).digest("hex").slice(0, 20);
}

// src/report/identities.ts
function fingerprints({
  findings,
  waived = [],
  held = []
}) {
  const all = [...findings, ...waived.map(({ finding }) => finding), ...held].toSorted(byPlace);
  return new Map(identify(all).map(({ finding, fingerprint }) => [finding, fingerprint]));
}
function byPlace(a, b) {
  return compare(a.at.file.path, b.at.file.path) || (a.at.span?.start ?? -1) - (b.at.span?.start ?? -1) || (a.at.span?.end ?? -1) - (b.at.span?.end ?? -1) || compare(a.rule, b.rule) || compare(a.key, b.key) || compare(a.message, b.message);
}

// src/report/json/report.ts
var CHECK_VERSION = 1;
function jsonReport(report, conclusion) {
  return jsonText(checkJson(report, conclusion));
}
function jsonFacts(images) {
  const facts = { version: FACTS_VERSION, images };
  return jsonText(facts);
}
function jsonChanges({ base, images }) {
  const changes = images.map(({ before, after, inherits }) => ({
    before: before ?? null,
    after: after ?? null,
    ...inherits !== void 0 && { inherits }
  }));
  return jsonText({ version: FACTS_VERSION, base, images: changes });
}
function checkJson(report, conclusion) {
  const { findings, waived = [], held = [], comparison, remarks } = report;
  const write = writer(report, fingerprints(report));
  return {
    version: CHECK_VERSION,
    conclusion,
    counts: countFindings(findings),
    findings: findings.map(write),
    ...waived.length > 0 && { waived: waived.map((one) => waivedJson(one, write)) },
    ...held.length > 0 && { held: held.map(write) },
    ...comparison !== void 0 && { comparison: comparisonJson(report, comparison) },
    remarks
  };
}
function waivedJson({ finding, waiver }, write) {
  const { rule, reason, until, added, at } = waiver;
  const dated = { ...until !== void 0 && { until }, ...added !== void 0 && { added } };
  return { finding: write(finding), waiver: { rule, reason, ...dated, ...rangeJson(at) } };
}
function comparisonJson(report, { base, scope, fixed, images }) {
  const { introduced, existing } = countByNovelty(report);
  const write = writer(report, fingerprints({ findings: fixed }));
  return { base, scope, introduced, existing, fixed: fixed.map(write), images: images.map(imageChangeJson) };
}
function imageChangeJson(change) {
  const { name, kind, differences: differences2 } = touchedImage(change);
  const { before, after, inherits } = change;
  return {
    name,
    path: (after ?? before)?.path ?? "",
    kind,
    ...before !== void 0 && before.name !== name && { from: before.name },
    ...inherits !== void 0 && { inherits },
    facts: differences2.map((one) => ({
      fact: one.fact,
      before: valueText(one.before),
      after: valueText(one.after)
    }))
  };
}
function valueText(value) {
  if (value === void 0) return null;
  const words = value.words.join(", ");
  return value.note === void 0 ? words : [words, value.note].filter((word) => word !== "").join(" ");
}
function writer({ rules }, prints) {
  const docs = new Map(rules.map((rule) => [rule.id, rule.docs]));
  return (finding) => findingJson(finding, prints.get(finding) ?? "", docs.get(finding.rule));
}
function findingJson(finding, fingerprint, docs) {
  const { rule, severity, message, key, images, help, helpLines = [], related, fix, novelty } = finding;
  return {
    rule,
    severity,
    ...novelty !== void 0 && { novelty },
    message,
    key,
    images,
    ...rangeJson(finding.at),
    ...help !== void 0 && { help: [help, ...helpLines].join("\n") },
    related: (related ?? []).map(({ at, note }) => ({ ...rangeJson(at), note })),
    ...docs !== void 0 && { docs },
    ...fix !== void 0 && { fix: { title: fix.title, safe: fix.safe, edits: fix.edits.map(editJson) } },
    fingerprint
  };
}
function editJson(edit) {
  return "replace" in edit ? { replace: rangeJson(edit.replace), text: edit.text } : edit;
}
function rangeJson(place) {
  const { start, end } = rangeOf(place);
  return {
    file: place.file.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    ...place.span === void 0 && { wholeFile: true }
  };
}
function jsonText(value) {
  return `${plainJson(JSON.stringify(value, void 0, 2))}
`;
}

export {
  CANNOT_TELL,
  namedFacts,
  AS_WELL,
  differences,
  keyOf,
  changeGroups,
  fingerprints,
  jsonReport,
  jsonFacts,
  jsonChanges,
  jsonText
};
