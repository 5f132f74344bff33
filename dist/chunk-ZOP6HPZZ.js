import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  bringsPart
} from "./chunk-LRHCQXE5.js";
import {
  applyEdits,
  chooseFixes,
  composed,
  laidFiles,
  movedPaths,
  touchedBy,
  whereOf
} from "./chunk-45DT3RJT.js";

// src/engine/fix/law.ts
function likeness({ rule, at, key, parts, cause }, path = at.file.path) {
  if (cause !== void 0) return JSON.stringify([rule, "cause", cause.key]);
  return JSON.stringify(parts === void 0 ? [rule, path, key] : [rule, parts.of]);
}
function faultsOf({ before, after, applied, pathAfter }) {
  const like = (finding) => likeness(finding, pathAfter(finding.at.file.path));
  const had = grouped(before, like);
  const mended = grouped(applied, like);
  const counted = after.filter(({ asks }) => asks === void 0);
  return [...grouped(counted, (finding) => likeness(finding))].flatMap(([same, left]) => {
    const were = had.get(same) ?? [];
    const gone = mended.get(same)?.length ?? 0;
    if (left.length > were.length) return [{ kind: "new", finding: newest(were, left) }];
    const widened = left.find((each) => bringsPart(each, were));
    if (widened !== void 0) return [{ kind: "new", finding: widened }];
    const [finding] = left;
    if (finding === void 0 || left.length <= were.length - gone) return [];
    return [{ kind: "left", finding }];
  });
}
function whyRefused(finding, faults, path) {
  const unreadable = faults.find((fault) => fault.kind === "unreadable");
  if (unreadable !== void 0) return `the tree cannot be read with it: ${unreadable.why}`;
  const found = faults.filter((fault) => fault.kind !== "unreadable");
  const brought = found.filter(({ kind }) => kind === "new");
  const [first] = brought;
  if (first !== void 0) return `it would introduce ${named(first.finding)}${more(brought.length - 1)}`;
  const own = found.some((fault) => likeness(fault.finding) === likeness(finding, path));
  const [left] = found;
  if (own || left === void 0) return "it would leave the finding as it is";
  return `it would undo the fix of ${named(left.finding)}`;
}
function named(finding) {
  return `${finding.rule} at ${whereOf(finding)}`;
}
function more(count) {
  return count > 0 ? ` and ${count} more` : "";
}
function newest(were, left) {
  const said = new Set(were.map(({ message }) => message));
  const found = left.find(({ message }) => !said.has(message)) ?? left.at(-1);
  if (found === void 0) throw new Error("a group of findings is never empty");
  return found;
}
function grouped(findings, like) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const same = like(finding);
    const group = groups.get(same);
    if (group === void 0) groups.set(same, [finding]);
    else group.push(finding);
  }
  return groups;
}

// src/engine/fix/originals.ts
function askedLater(originals, only) {
  const all = new Set(originals.map((finding) => likeness(finding)));
  for (const finding of originals) if (!only(finding)) all.delete(likeness(finding));
  return ({ finding, pathBefore }) => all.has(likeness(finding, pathBefore));
}
function originalsOf(originals, later) {
  const unused = /* @__PURE__ */ new Map();
  for (const original of originals) {
    const same = likeness(original);
    const group = unused.get(same);
    if (group === void 0) unused.set(same, [original]);
    else group.push(original);
  }
  const found = /* @__PURE__ */ new Map();
  const take = (placed2, isIt) => {
    const group = unused.get(likeness(placed2.finding, placed2.pathBefore)) ?? [];
    const at = group.findIndex(isIt);
    const [original] = at < 0 ? [] : group.splice(at, 1);
    if (original !== void 0) found.set(placed2, original);
  };
  const ways = [
    (placed2, one) => one === placed2.finding,
    (placed2, one) => one.message === placed2.finding.message,
    () => true
  ];
  for (const way of ways)
    for (const placed2 of later) if (!found.has(placed2)) take(placed2, (one) => way(placed2, one));
  return found;
}

// src/engine/fix/search.ts
var MOST_FOLLOWING = 4;
async function searchFixes(input, candidates) {
  const none = { accepted: [], changes: [], followed: [], findings: input.findings, refused: [] };
  return accept(input, none, candidates);
}
async function accept(input, so, group) {
  const [only] = group;
  if (only === void 0) return so;
  const verdict = await tried(input, so, group);
  if (verdict.kind === "good") return verdict.found;
  if (verdict.kind === "unread") {
    const why = "too many fixes conflict: it was not tried";
    return { ...so, refused: [...so.refused, ...group.map(({ finding }) => ({ finding, why }))] };
  }
  if (group.length === 1) {
    const path = movedPaths(verdict.changes).after(only.finding.at.file.path);
    const why = whyRefused(only.finding, verdict.faults, path);
    return { ...so, refused: [...so.refused, { finding: only.finding, why }] };
  }
  const [first, second] = parted(group, verdict);
  return accept(input, await accept(input, so, first), second);
}
async function tried(input, so, group) {
  const accepted = [...so.accepted, ...group];
  let changes = applyEdits(
    input.workspace,
    accepted.flatMap(({ edits }) => edits)
  );
  let followed = [];
  let first;
  for (let round = 0; ; round++) {
    const after = await input.read(changes);
    if (after === "no more readings") return first ?? { kind: "unread" };
    const faults = faultsWith(input, accepted, { after, changes });
    if (faults.length === 0 && !("unreadable" in after)) {
      return { kind: "good", found: { accepted, changes, followed, findings: after, refused: so.refused } };
    }
    first ??= { kind: "bad", faults, changes };
    const next = round < MOST_FOLLOWING ? following(input, changes, faults) : void 0;
    if (next === void 0) return first;
    changes = composed(changes, next.changes);
    followed = [...followed, ...next.followed];
  }
}
function faultsWith({ findings }, accepted, { after, changes }) {
  if ("unreadable" in after) return [{ kind: "unreadable", why: after.unreadable }];
  const applied = accepted.map(({ finding }) => finding);
  return faultsOf({ before: findings, after, applied, pathAfter: movedPaths(changes).after });
}
function following({ patched, mayFollow }, changes, faults) {
  const brought = faults.flatMap((fault) => fault.kind === "new" ? [fault.finding] : []);
  if (brought.length < faults.length || !brought.every(mayFollow)) return void 0;
  const workspace = patched(changes);
  const { chosen } = chooseFixes(workspace, brought);
  if (chosen.length === 0) return void 0;
  const edits = chosen.flatMap((candidate) => candidate.edits);
  return { changes: applyEdits(workspace, edits), followed: chosen.map(({ finding }) => finding) };
}
function parted(group, bad) {
  for (const isSuspect of suspicions(bad)) {
    const suspects = group.filter(isSuspect);
    if (suspects.length === 0 || suspects.length === group.length) continue;
    return [group.filter((one) => !suspects.includes(one)), suspects];
  }
  const rules = [...new Set(group.map(({ finding }) => finding.rule))];
  if (rules.length === 1) return [group.slice(0, group.length >> 1), group.slice(group.length >> 1)];
  const first = new Set(rules.slice(0, rules.length >> 1));
  return [
    group.filter(({ finding }) => first.has(finding.rule)),
    group.filter(({ finding }) => !first.has(finding.rule))
  ];
}
function suspicions({ faults, changes }) {
  const found = faults.flatMap((fault) => fault.kind === "unreadable" ? [] : [fault.finding]);
  const same = new Set(found.map((finding) => likeness(finding)));
  const { after } = movedPaths(changes);
  const own = new Set(found.map(({ at }) => at.file.path));
  const near = new Set(found.flatMap(({ related = [] }) => related.map(({ at }) => at.file.path)));
  const images = new Set(found.flatMap((finding) => finding.images));
  const touches = (paths) => (candidate) => touchedBy(candidate.edits).some((path) => paths.has(path) || paths.has(after(path)));
  return [
    ({ finding }) => same.has(likeness(finding, after(finding.at.file.path))),
    touches(own),
    touches(near),
    ({ finding }) => finding.images.some((image) => images.has(image))
  ];
}

// src/engine/fix/fix.ts
var MOST_READINGS = 32;
async function planFixes(input) {
  const reader = readerOf(input);
  const asked = askedOf(input);
  const { workspace, findings, unsafe } = input;
  const untouched = {
    changes: [],
    applied: [],
    followed: [],
    why: /* @__PURE__ */ new Map(),
    vain: /* @__PURE__ */ new Set()
  };
  let state = { workspace, findings, ...untouched };
  for (; ; ) {
    const next = await nextState(state, fixable(asked(state), unsafe), reader);
    if (next === void 0) return planOf(input, state, asked(state));
    state = next;
  }
}
async function nextState(state, wanted, reader) {
  const { workspace, findings, changes } = state;
  const untried = ripe(wanted.filter((finding) => !state.vain.has(finding)));
  if (untried.length === 0) return void 0;
  const { chosen, refused } = chooseFixes(workspace, untried);
  const why = withReasons(state.why, refused);
  if (chosen.length === 0) return { ...state, why, vain: /* @__PURE__ */ new Set([...state.vain, ...untried]) };
  const read = (more2) => reader.read(composed(changes, more2));
  const patched = (more2) => reader.patched(composed(changes, more2));
  const { mayFollow } = reader;
  const found = await searchFixes({ workspace, findings, read, patched, mayFollow }, chosen);
  if (found.accepted.length === 0) {
    const vain = /* @__PURE__ */ new Set([...state.vain, ...found.refused.map(({ finding }) => finding)]);
    return { ...state, why: withReasons(why, found.refused), vain };
  }
  const all = composed(changes, found.changes);
  const mended = placed(
    state,
    found.accepted.map(({ finding }) => finding)
  );
  return {
    workspace: reader.patched(all),
    findings: found.findings,
    changes: all,
    applied: [...state.applied, ...mended],
    followed: [...state.followed, ...found.followed],
    why: /* @__PURE__ */ new Map(),
    vain: /* @__PURE__ */ new Set()
  };
}
function withReasons(why, refused) {
  return new Map([...why, ...refused.map((each) => [each.finding, each.why])]);
}
function askedOf({ findings, only = () => true }) {
  const later = askedLater(findings, only);
  return (state) => {
    if (state.findings === findings) return findings.filter(only);
    return placed(state, state.findings).filter(later).map(({ finding }) => finding);
  };
}
function ripe(findings) {
  const first = findings.filter(({ rule }) => !rule.startsWith("docs/"));
  return first.length > 0 ? first : findings;
}
function fixable(asked, unsafe) {
  const safe = asked.filter(({ fix }) => fix?.safe === true);
  return unsafe ? [...safe, ...asked.filter(({ fix }) => fix?.safe === false)] : safe;
}
function placed({ changes }, findings) {
  const { before } = movedPaths(changes);
  return findings.map((finding) => ({ finding, pathBefore: before(finding.at.file.path) }));
}
function planOf({ findings, unsafe }, state, asked) {
  const left = placed(state, fixable(asked, unsafe));
  const told = toldIn(findings, [...state.applied, ...left]);
  return {
    changes: state.changes,
    applied: told(state.applied).map(({ finding }) => finding),
    refused: told(left).map(({ finding, later }) => ({
      finding,
      why: state.why.get(later.finding) ?? "it was not tried"
    })),
    followed: state.followed,
    after: state.findings,
    remaining: asked
  };
}
function toldIn(originals, all) {
  const found = originalsOf(originals, all);
  const order = new Map(originals.map((finding, index) => [finding, index]));
  const rank = (later) => order.get(found.get(later) ?? later.finding) ?? originals.length;
  return (some) => [...some].sort((a, b) => rank(a) - rank(b)).map((later) => {
    const finding = found.get(later) ?? later.finding;
    const { fix } = later.finding;
    return {
      finding: finding.fix === void 0 && fix !== void 0 ? { ...finding, fix } : finding,
      later
    };
  });
}
function readerOf({ workspace, recheck, overlay, unsafe, mostReadings = MOST_READINGS }) {
  const known = /* @__PURE__ */ new Map();
  const patched = (changes) => overlay(workspace, laidFiles(changes));
  return {
    mayFollow: ({ fix }) => fix !== void 0 && (unsafe || fix.safe),
    patched,
    async read(changes) {
      const key = JSON.stringify(
        changes.map(({ path, from, after, executable }) => [path, from, after, executable])
      );
      const before = known.get(key);
      if (before !== void 0) return before;
      if (known.size >= mostReadings) return "no more readings";
      const reading = await recheck(patched(changes));
      known.set(key, reading);
      return reading;
    }
  };
}

export {
  planFixes
};
