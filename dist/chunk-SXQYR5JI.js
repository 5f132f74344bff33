import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  failureLines,
  load,
  readmeStore
} from "./chunk-SY2YNAVI.js";
import {
  BUGS,
  EXIT,
  countFindings,
  fails,
  ruleFacts
} from "./chunk-URUJ55XU.js";
import {
  failed,
  fpmProblems,
  globMatcher,
  listenOf,
  namesRule,
  ownStagesDown,
  poolUser,
  socketOf
} from "./chunk-P2NZQK6N.js";
import {
  byPlace,
  checkAll,
  checking,
  compareText,
  failureText,
  foldCauses,
  foldFindings,
  runRule,
  unreadFindings,
  wholeRepo
} from "./chunk-AB3U5TTC.js";
import {
  speaks
} from "./chunk-FEFS7QVZ.js";
import {
  rangeOf,
  textOf
} from "./chunk-7VLJIIEK.js";

// src/engine/baseline.ts
function holdBack(findings, entries, mayHold = () => true) {
  const candidates = findings.filter((finding) => isHoldable(finding) && mayHold(finding));
  const holding = {
    byGroup: grouped(candidates, groupOf),
    held: /* @__PURE__ */ new Set(),
    standing: /* @__PURE__ */ new Map(),
    rests: /* @__PURE__ */ new Map()
  };
  for (const entry of entries) holdWhole(entry, holding);
  holdFolders(candidates, entries, holding);
  for (const entry of entries) holdPart(entry, holding);
  const { held, standing, rests } = holding;
  return {
    counting: findings.filter((one) => !held.has(one)).map((finding) => rests.get(finding) ?? finding),
    held: findings.filter((finding) => held.has(finding)),
    standing: entries.flatMap((entry) => standing.get(entry) ?? []),
    stale: entries.filter((entry) => !standing.has(entry))
  };
}
function holdWhole(entry, holding) {
  const { byGroup, held, standing } = holding;
  const found = byGroup.get(groupOfEntry(entry))?.find((one) => !held.has(one) && covers(entry, one));
  if (found === void 0) return;
  held.add(found);
  standing.set(entry, shrunk(entry, found));
}
function holdFolders(candidates, entries, { held, standing }) {
  const byWhat = grouped(entries, whatOf);
  for (const finding of candidates.filter((one) => !held.has(one) && one.folder !== void 0)) {
    const entry = byWhat.get(whatOf(finding))?.find((one) => isOfSameFolder(one, finding));
    if (entry === void 0) continue;
    held.add(finding);
    if (!standing.has(entry)) standing.set(entry, entry);
  }
}
function holdPart(entry, holding) {
  const { byGroup, held, standing, rests } = holding;
  if (standing.has(entry)) return;
  const isFree = (one) => !held.has(one) && !rests.has(one);
  const part = byGroup.get(groupOfEntry(entry))?.find((one) => isFree(one) && holdsSome(entry, one));
  if (part === void 0) return;
  rests.set(part, restOf(part, entry));
  standing.set(entry, entry);
}
function grouped(all, keyOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === void 0) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
function whatOf({ rule, key }) {
  return JSON.stringify([rule, key]);
}
function isOfSameFolder({ file, images }, finding) {
  const { folder = "" } = finding;
  if (folder === "" || file.startsWith(`${folder}/`)) return true;
  return finding.ofWholeFolder !== true && images !== void 0 && finding.images.length > 0 && finding.images.every((name) => images.includes(name));
}
function shrunk(entry, { parts, images, ofWholeFolder }) {
  const { images: known, ...rest } = entry;
  return {
    ...rest,
    // what is left out is optional
    ...parts !== void 0 && { parts: parts.names },
    ...ofWholeFolder !== true && images.length > 0 && { images }
  };
}
function holdsSome({ parts = [], images = [] }, finding) {
  const isPart = finding.parts?.names.some((name) => parts.includes(name));
  return isPart ?? (!isOfAnyImage(finding) && finding.images.some((name) => images.includes(name)));
}
function restOf(finding, { parts = [], images = [] }) {
  if (finding.parts !== void 0) return withoutParts(finding, finding.parts, new Set(parts));
  return { ...finding, images: finding.images.filter((name) => !images.includes(name)) };
}
function withoutParts(finding, parts, held) {
  const { names, said } = parts;
  const isLeft = (_, index) => !held.has(names[index] ?? "");
  const left = names.filter(isLeft);
  if (left.length === 0) return finding;
  const each = said?.each.filter(isLeft) ?? [];
  return {
    ...finding,
    ...said && { message: `${said.lead} ${each.join(", ")}` },
    parts: { ...parts, names: left, ...said && { said: { ...said, each } } }
  };
}
function baselineOf(findings) {
  const seen = /* @__PURE__ */ new Map();
  return findings.filter(isHoldable).map((finding) => {
    const group = groupOf(finding);
    const nth = (seen.get(group) ?? 0) + 1;
    seen.set(group, nth);
    const { rule, at, key, parts, images, ofWholeFolder } = finding;
    return {
      rule,
      file: parts?.of ?? at.file.path,
      ...parts === void 0 ? { key } : { parts: parts.names },
      ...images.length > 0 && ofWholeFolder !== true && { images },
      ...nth > 1 && { nth }
    };
  });
}
function isHoldable({ rule }) {
  return !rule.startsWith("policy/");
}
function groupOf({ rule, at, key, parts }) {
  return JSON.stringify([rule, parts?.of ?? at.file.path, parts === void 0 ? key : void 0]);
}
function groupOfEntry({ rule, file, key, parts }) {
  return JSON.stringify([rule, file, parts === void 0 ? key : void 0]);
}
function covers(entry, finding) {
  const { parts, images } = finding;
  const named = new Set(entry.parts ?? []);
  const known = new Set(entry.images ?? []);
  const isHeld = isOfAnyImage(finding) || images.every((name) => known.has(name));
  return isHeld && (parts?.names ?? []).every((name) => named.has(name));
}
function isOfAnyImage({ folder, ofWholeFolder }) {
  return folder !== void 0 || ofWholeFolder === true;
}

// src/engine/describe-fact.ts
function describePlace(place) {
  return { file: place.file.path, ...rangeOf(place).start };
}
function describeUnknown({ why, settle, at }) {
  return { known: false, why, ...settle !== void 0 && { settle }, at: describePlace(at) };
}
function describeEvidence(because) {
  return because.map(({ at, note }) => ({ ...describePlace(at), note }));
}

// src/engine/describe-server.ts
function describeServer(server) {
  const { kind, starts, given, mainConfig, loaded, master, workers, listeners, listenersIncomplete } = server;
  return {
    kind,
    starts: describeStarts(starts, given),
    ...starts.known && !starts.value && { because: refusals(server) },
    mainConfig: mainConfig.known ? mainConfig.value.path : describeUnknown(mainConfig),
    files: loaded.map(({ container }) => container.path),
    master: describeUser(master),
    workers: describeUser(workers),
    listeners: listeners.map(describeListener),
    ...listenersIncomplete !== void 0 && { listenersComplete: false },
    ...describeDatagrams(server)
  };
}
function describeDatagrams(server) {
  if (server.kind !== "nginx" || server.datagrams.length === 0) return {};
  return { udpListeners: server.datagrams.map(describeListener) };
}
function describeStarts(starts, given) {
  if (!starts.known) return describeUnknown(starts);
  return starts.value && given !== void 0 ? describeUnknown(given.reason) : starts.value;
}
function refusals({ launched, starts, problems }) {
  if (starts.known && starts.because.length > 0) return describeEvidence(starts.because);
  if (launched.known && !launched.value) {
    return describeEvidence([{ at: launched.at, note: "nothing starts it" }, ...launched.because]);
  }
  if (problems.length > 0)
    return describeEvidence(problems.map(({ at, message }) => ({ at, note: message })));
  return describeEvidence([{ at: starts.at, note: "it does not start from here" }]);
}
function describeUser(user) {
  if (!user.known) return describeUnknown(user);
  const { name, uid, root } = user.value;
  return {
    known: true,
    ...name !== void 0 && { name },
    ...uid !== void 0 && { uid },
    root,
    at: describePlace(user.at),
    because: describeEvidence(user.because)
  };
}
function describeListener({ address, port, at, because }) {
  return {
    address,
    port,
    at: describePlace(at),
    ...because.length > 0 && { because: describeEvidence(because) }
  };
}

// src/engine/describe-fpm.ts
function describeFpm({ fpm }) {
  return fpm.length === 0 ? {} : { phpFpm: fpm.map(describeOne) };
}
function describeOne(fpm) {
  const problems = fpmProblems(fpm);
  return {
    program: fpm.program,
    master: describeUser(fpm.master),
    ...problems.length > 0 && {
      refused: describeEvidence(problems.map(({ at, message }) => ({ at, note: message })))
    },
    pools: fpm.pools.map((pool) => describePool(pool, fpm))
  };
}
function describePool(pool, fpm) {
  const listen = listenOf(pool);
  const socket = socketOf(pool, fpm);
  return {
    name: pool.name,
    ...listen === void 0 ? {} : { listen },
    user: describeUser(poolUser(pool, fpm)),
    ...socket?.owner.known === true && socket.mode.known && {
      socket: {
        owner: socket.owner.value.user,
        ...socket.owner.value.group === void 0 ? {} : { group: socket.owner.value.group },
        mode: socket.mode.value.toString(8).padStart(4, "0")
      }
    },
    at: describePlace(pool.at)
  };
}

// src/engine/describe.ts
var UNKNOWN_BASE = "unknown";
function describe(fleet) {
  const runs = /* @__PURE__ */ new Map();
  for (const run of fleet.runs) runs.set(run.image, [...runs.get(run.image) ?? [], run]);
  return [...fleet.images, ...fleet.others].filter(fleet.asks.image).map(
    (image) => fleet.failures.attempt(
      { doing: "describing this image", at: image.final.at, images: [image.name] },
      () => describeImage(image, runs.get(image) ?? []),
      ({ why }) => undescribed(image, why)
    )
  ).sort(
    (left, right) => compareText(left.path, right.path) || compareText(left.name, right.name) || compareText(left.dockerfile, right.dockerfile)
  );
}
function describeImage(image, runs) {
  const own = runs.find((run) => run.service === void 0) ?? runs[0];
  return {
    name: image.name,
    path: image.folder.path || ".",
    dockerfile: image.build.dockerfile,
    target: image.build.target ?? null,
    context: describeContext(image.build.context),
    args: image.build.args,
    base: baseOf(image.final),
    containerUser: own === void 0 ? notStarted(image) : describeUser(own.containerUser),
    servers: own === void 0 ? [] : serversOf(own).map(describeServer),
    ...own === void 0 ? {} : describeFpm(own),
    exposes: [...new Set(image.exposes.map(({ port }) => port))].sort((left, right) => left - right),
    environment: image.environment.map(({ name, value, at }) => ({
      name,
      default: value ?? null,
      at: describePlace(at)
    })),
    unknown: unknownsOf(image, own),
    runs: runs.flatMap((run) => run.service === void 0 ? [] : [describeService(run, run.service)])
  };
}
function undescribed({ name, folder, build, dockerfile, final }, why) {
  const at = { file: dockerfile.file.path, line: 1, column: 1 };
  const open = { known: false, why, at };
  return {
    name,
    path: folder.path || ".",
    dockerfile: build.dockerfile,
    target: build.target ?? null,
    context: open,
    args: {},
    base: final.source.base.raw || UNKNOWN_BASE,
    containerUser: open,
    servers: [],
    exposes: [],
    environment: [],
    unknown: ["container user", "environment", "exposed ports", "servers"].map((fact) => ({ fact, why, at })),
    runs: []
  };
}
function describeService(run, service) {
  return {
    service,
    containerUser: describeUser(run.containerUser),
    servers: serversOf(run).map(describeServer),
    ...describeFpm(run)
  };
}
function serversOf({ nginx, apache }) {
  return [nginx, apache].filter((server) => server !== void 0);
}
function describeContext(context) {
  return context.known ? context.value || "." : describeUnknown(context);
}
function notStarted(image) {
  return { known: false, why: "the image is not started by itself", at: describePlace(image.final.at) };
}
function baseOf(stage) {
  const { base, at } = ownStagesDown(stage).at(-1) ?? stage;
  if (base.kind === "registry") return base.ref;
  if (base.kind === "scratch" || at.span === void 0) return "scratch";
  return textOf(at.file, at.span) || UNKNOWN_BASE;
}
function unknownsOf(image, run) {
  const listed = image.unknowns.map(({ fact, reason }) => unknownEntry(fact, reason));
  const more = (run === void 0 ? [] : serversOf(run)).flatMap(
    ({ kind, listenersIncomplete }) => listenersIncomplete === void 0 ? [] : [unknownEntry(`listeners of ${kind}`, listenersIncomplete)]
  );
  return [...listed, ...more.filter((entry) => !listed.some((other) => sameFact(other, entry)))];
}
function unknownEntry(fact, { why, settle, at }) {
  return { fact, why, ...settle !== void 0 && { settle }, at: describePlace(at) };
}
function sameFact(left, right) {
  return left.fact.includes("listen") && left.why === right.why && sameAt(left.at, right.at);
}
function sameAt(left, right) {
  return left.file === right.file && left.line === right.line && left.column === right.column;
}

// src/engine/change.ts
function checkWaivers(input) {
  const rules = input.rules.filter((rule) => rule.scope === "waiver");
  const uses = input.uses.filter((use) => use.refused === "malformed" || concernsAnyOf(use, input));
  return together(
    rules,
    input,
    (rule, context) => uses.map((use) => ({ at: use.waiver.at, whole: true, problems: () => rule.check(use, context) }))
  );
}
function checkChange(input) {
  const rules = input.rules.filter((rule) => rule.scope === "change");
  return together(rules, input, (rule, context) => [
    { ...wholeRepo(input), problems: () => rule.check(input.change, context) }
  ]);
}
function concernsAnyOf({ waiver }, { rules, policy }) {
  return rules.some(({ id, off }) => namesRule(waiver.rule, id) && speaks(policy, id, off === true));
}
function together(rules, input, tasks) {
  const failures = input.fleet.failures.fork();
  const before = new Set(failures.list);
  const findings = rules.flatMap(
    (rule) => runRule(rule, { input, failures }, (context) => tasks(rule, context))
  );
  const isNew = (failure) => !before.has(failure);
  const unread = unreadFindings(failures.list.filter(isNew), input, failures);
  return { findings: foldFindings([...findings, ...unread]), failures: failures.list.filter(isNew) };
}

// src/engine/waivers.ts
function applyWaivers(input) {
  const judged = input.waivers.map((waiver) => judge(waiver, input));
  const candidates = byFile(judged);
  const findings = [];
  const waived = [];
  for (const finding of input.findings) {
    const speaking = candidates(finding.at.file.path).filter(({ speaksFor }) => speaksFor(finding));
    for (const { found } of speaking) found.push(finding);
    const holding = speaking.find(({ why }) => why === void 0);
    if (holding === void 0) findings.push(finding);
    else waived.push({ finding, waiver: factsOf(holding.waiver, input) });
  }
  const counts = new Set(findings);
  return { findings, waived, uses: judged.map((one) => useOf(one, counts)) };
}
function judge(waiver, input) {
  return { waiver, why: refusalOf(waiver, input), speaksFor: speakerOf(waiver), found: [] };
}
function refusalOf(waiver, { policy, today, added }) {
  if (waiver.problem !== void 0) return "malformed";
  if (waiver.reason.trim() === "") return "no reason";
  if (today !== void 0 && waiver.until !== void 0 && today > waiver.until) return "expired";
  return policy.waivers.new === "forbid" && added?.(waiver) === true ? "forbidden" : void 0;
}
function speakerOf(waiver) {
  const { covers: covers2, at, path } = waiver;
  const inPlace = waiver.from === "policy" ? pathTest(path) : (finding) => {
    const { file, span } = finding.at;
    if (covers2 === void 0 || span === void 0 || file.path !== at.file.path) return false;
    return covers2.start < covers2.end && covers2.start <= span.start && span.start <= covers2.end;
  };
  return (finding) => !finding.rule.startsWith("policy/") && namesRule(waiver.rule, finding.rule) && inPlace(finding);
}
function pathTest(path) {
  if (path === void 0) return () => true;
  const matches = globMatcher([path]);
  return ({ at }) => matches(at.file.path);
}
function byFile(judged) {
  const everywhere = judged.filter(({ waiver }) => waiver.from === "policy");
  const comments = /* @__PURE__ */ new Map();
  for (const one of judged) {
    if (one.waiver.from === "policy") continue;
    const { path } = one.waiver.at.file;
    const same = comments.get(path);
    if (same === void 0) comments.set(path, [one]);
    else same.push(one);
  }
  return (path) => [...comments.get(path) ?? [], ...everywhere];
}
function factsOf(waiver, { added }) {
  const { rule, reason, until, at } = waiver;
  return {
    rule,
    reason,
    ...until === void 0 ? {} : { until },
    at,
    ...added?.(waiver) === true ? { added: true } : {}
  };
}
function useOf({ waiver, why, found }, counts) {
  if (why === void 0) return { waiver, waived: found };
  const released = found.filter((finding) => counts.has(finding));
  return { waiver, waived: [], refused: why, released };
}

// src/app/judge.ts
function judge2({ waivers, added, ...given }) {
  const input = { ...given, bugs: BUGS };
  const waiving = { ...input, waivers, ...added && { added } };
  const all = checkAll(input);
  const applied = applyWaivers({ ...waiving, findings: all.findings });
  const ofWaivers = checkWaivers({ ...input, uses: applied.uses });
  const late = applyWaivers({ ...waiving, findings: ofWaivers.findings });
  return {
    findings: [...applied.findings, ...late.findings].sort(byPlace),
    waived: [...applied.waived, ...late.waived],
    failures: [...all.failures, ...ofWaivers.failures]
  };
}

// src/app/check.ts
async function runCheck(given) {
  const options = { readmes: readmeStore(), ...given };
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { policy, fleet, remarks } = loaded;
  const { rules, progress = () => {
  }, today } = options;
  progress("checking the images");
  const images = describe(fleet);
  const verdict = judge2({ ...loaded, rules, ...today !== void 0 && { today } });
  const { findings, waived, failures } = verdict;
  const entries = options.noBaseline === true ? [] : policy.baseline ?? [];
  const { counting, held, stale } = holdBack(findings, entries);
  const report = {
    findings: foldCauses(counting),
    waived,
    held,
    rules: ruleFacts(rules),
    images,
    // Of a part of the images nothing tells that an entry is of no use.
    remarks: [
      ...remarks,
      ...options.images === void 0 ? staleRemarks(stale.filter((one) => !isClouded(one, counting)).length) : []
    ]
  };
  return {
    ...loaded,
    report,
    failures,
    everything: foldCauses(findings),
    unfolded: findings,
    ...concluded({ counted: counting, failOn: options.failOn ?? policy.failOn, failures, rules }),
    recheck: async (workspace) => {
      const again = await load({ ...options, workspace, policy, progress: () => {
      } });
      if (!again.ok) return { unreadable: failureLines(again.failure)[0] ?? "" };
      const verdict2 = judge2({ ...again, rules, ...today !== void 0 && { today } });
      return recheckAnswer(verdict2, thrown(failures).length);
    }
  };
}
function isClouded({ file, images = [] }, counting) {
  return counting.some(
    (one) => one.at.file.path === file || one.images.some((name) => images.includes(name))
  );
}
function staleRemarks(count) {
  if (count === 0) return [];
  const entries = count === 1 ? "1 entry of the baseline matches" : `${count} entries of the baseline match`;
  return [`${entries} nothing any more: keelcheck baseline removes ${count === 1 ? "it" : "them"}`];
}
function recheckAnswer({ findings, failures }, usualFailures) {
  const now = thrown(failures);
  const last = now.at(-1);
  return now.length > usualFailures && last !== void 0 ? { unreadable: failureText(last) } : foldCauses(findings);
}
function thrown(failures) {
  return failures.filter(({ kind }) => kind === "thrown");
}
function concluded({
  counted,
  failOn,
  failures,
  rules
}) {
  const failing = (findings) => fails(countFindings(findings), failOn);
  const told = counted.filter((finding) => finding.rule === failed.id && failing([finding]));
  const isTold = ({ at, doing }) => told.some((finding) => finding.at.file.path === at.file.path && finding.key === `while ${doing}`);
  const speaks2 = rules.includes(failed) && !failures.some(({ doing }) => doing === checking(failed.id));
  const bugs = thrown(failures).filter((failure) => !speaks2 || isTold(failure));
  const isFailed = failing(counted) || bugs.length > 0;
  const exitCode = bugs.length > 0 ? EXIT.internal : isFailed ? EXIT.findings : EXIT.ok;
  return { conclusion: isFailed ? "failure" : "success", bugs, exitCode };
}

export {
  checkChange,
  describePlace,
  describe,
  applyWaivers,
  holdBack,
  baselineOf,
  isHoldable,
  judge2 as judge,
  runCheck,
  recheckAnswer,
  thrown,
  concluded
};
