import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  errorText,
  isStarted,
  once,
  ruleOptions,
  severityOf,
  speaks,
  uncheckedHelp
} from "./chunk-FEFS7QVZ.js";
import {
  sourceFile
} from "./chunk-7VLJIIEK.js";

// src/engine/fold.ts
function foldFindings(findings) {
  const folded = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const same = sameness(finding);
    const first = folded.get(same);
    folded.set(same, first === void 0 ? sorted(finding) : together(first, finding));
  }
  return [...folded.values()].sort(byPlace);
}
function foldCauses(findings) {
  const groups = /* @__PURE__ */ new Map();
  const told = toldSpots(findings);
  for (const finding of findings) {
    const { rule, severity, novelty, cause } = finding;
    if (isTold(finding, told)) continue;
    const key = cause === void 0 ? void 0 : JSON.stringify([rule, severity, novelty, cause.key]);
    const same = key === void 0 ? void 0 : groups.get(key);
    if (same === void 0) groups.set(key ?? JSON.stringify([groups.size]), [finding]);
    else same.push(finding);
  }
  return [...groups.values()].flatMap(ofOneCause).sort(byPlace);
}
function toldSpots(findings) {
  const accused = findings.filter(({ cause }) => cause === void 0);
  const errors = accused.filter(({ severity, folder }) => severity === "error" && folder === void 0);
  return { any: new Set(accused.map(spotOf)), errors: new Set(errors.map(spotOf)) };
}
function isTold({ cause, ...finding }, told) {
  if (cause === void 0) return false;
  const spot = spotOf(finding);
  if (told.errors.has(spot)) return true;
  return cause.facts.length === 1 && cause.facts[0] === "processes" && told.any.has(spot);
}
function spotOf({ rule, at }) {
  return rule.startsWith("docs/") ? "" : JSON.stringify([at.file.path, at.span?.start, at.span?.end]);
}
function ofOneCause(all) {
  const [first, ...others] = all;
  const { cause } = first ?? {};
  if (first === void 0 || cause === void 0 || others.length === 0) return all;
  const images = [...new Set(all.flatMap((one) => one.images))].sort(compareText);
  const facts = [...new Set(all.flatMap((one) => one.cause?.facts ?? []))].sort(compareText);
  const kinds = new Set(all.map(({ key }) => key)).size;
  const places = others.map(({ at, images: [image = "another image"] }) => ({
    at,
    note: `the same for ${image}`
  }));
  return [
    {
      ...first,
      images,
      message: cause.many === void 0 || kinds === 1 ? first.message : `${kinds} ${cause.many}`,
      cause: { ...cause, facts },
      ...uncheckedHelp({ ...cause, facts }, images.length),
      related: [...first.related ?? [], ...places].slice(0, MOST_RELATED)
    }
  ];
}
var MOST_RELATED = 6;
function together(first, other) {
  const images = union(first.images, other.images);
  const own = first.related ?? [];
  const seen = new Set(own.map(wayOf));
  const more = (other.related ?? []).filter((related) => !seen.has(wayOf(related)));
  if (more.length === 0 || own.length >= MOST_RELATED) return { ...first, images };
  return { ...first, images, related: [...own, ...more].slice(0, MOST_RELATED) };
}
function wayOf({ at, note }) {
  return JSON.stringify([at.file.path, at.span?.start, note]);
}
function sameness({ rule, at, key, message, severity }) {
  return JSON.stringify([rule, at.file.path, at.span?.start, at.span?.end, key, message, severity]);
}
function sorted(finding) {
  return { ...finding, images: union(finding.images, []) };
}
function union(left, right) {
  return [.../* @__PURE__ */ new Set([...left, ...right])].sort(compareText);
}
function byPlace(left, right) {
  return compareText(left.at.file.path, right.at.file.path) || (left.at.span?.start ?? -1) - (right.at.span?.start ?? -1) || (left.at.span?.end ?? -1) - (right.at.span?.end ?? -1) || compareText(left.rule, right.rule) || compareText(left.key, right.key) || compareText(left.message, right.message);
}
function compareText(left, right) {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

// src/engine/tasks.ts
function tasksOf(rule, context) {
  const { fleet } = context;
  switch (rule.scope) {
    case "run":
      return askedRuns(fleet).map((run) => runTask(run, () => rule.check(run, context)));
    case "nginx":
      return serverTasks(
        fleet,
        ({ nginx }) => [nginx],
        (nginx, run) => rule.check(nginx, run, context)
      );
    case "apache":
      return serverTasks(
        fleet,
        ({ apache }) => [apache],
        (apache, run) => rule.check(apache, run, context)
      );
    case "server":
      return serverTasks(
        fleet,
        ({ nginx, apache }) => [nginx, apache],
        (server, run) => rule.check(server, run, context)
      );
    case "folder":
      return fleet.folders.filter((folder) => isAskedFolder(folder, fleet)).map((folder) => ({
        at: folder.at,
        images: namesOf(folder),
        problems: () => rule.check(folder, context)
      }));
    case "fleet":
      return [{ ...wholeRepo(context), images: [], problems: () => rule.check(fleet, context) }];
    case "change":
    case "waiver":
    case "unread":
      return [];
  }
}
var askedRuns = once(
  ({ runs, asks }) => runs.filter(({ image }) => image.build.aside !== true && asks.image(image))
);
function runTask(run, problems) {
  const { image, atMost } = run;
  return {
    at: image.final.at,
    images: [image.name],
    ...atMost === void 0 ? {} : { atMost },
    problems: () => problemsOf(problems(), run)
  };
}
function serverTasks(fleet, serversOf, check2) {
  return askedRuns(fleet).flatMap(
    (run) => serversOf(run).filter(isStarted).map((server) => runTask(run, () => check2(server, run)))
  );
}
function wholeRepo({ fleet, policy }) {
  return { at: { file: sourceFile(policy.file ?? (fleet.root || "."), "") }, whole: true };
}
function* problemsOf(problems, { image, compose }) {
  const inCompose = compose?.build.inCompose !== void 0;
  for (const { fix, ...problem } of problems) {
    const isSound = fix !== void 0 && !(inCompose && fix.edits.some((edit) => "replace" in edit && edit.replace.file === image.file));
    yield isSound ? { ...problem, fix } : problem;
  }
}
function isAskedFolder({ images }, { asks }) {
  return images.length === 0 || images.some(asks.image);
}
function namesOf(folder) {
  return folder.images.map((image) => image.name);
}

// src/engine/check.ts
function check(input) {
  const { findings, failures } = checkAll(input);
  const thrown = failures.find(({ kind }) => kind === "thrown");
  if (thrown === void 0) return findings;
  throw new Error(failureText(thrown), { cause: thrown.error });
}
function checkAll(input) {
  const { fleet, rules } = input;
  const failures = fleet.failures.fork();
  const findings = rules.flatMap((rule) => checkRule(rule, input, failures));
  for (const { error, ...unit } of fleet.failures.list) failures.add(unit, error);
  const mistakes = fleet.problems().map((problem) => ({ kind: "mistake", problem }));
  for (const one of unreadFindings([...mistakes, ...failures.list], input, failures)) findings.push(one);
  return { findings: foldFindings(findings), failures: failures.list };
}
function unreadFindings(all, input, failures) {
  const rules = input.rules.filter((rule) => rule.scope === "unread");
  const known = new Set(failures.list);
  const told = rules.flatMap((rule) => tellUnread(rule, all, { input, failures }));
  const more = failures.list.filter((failure) => !known.has(failure));
  const others = rules.filter(({ id }) => !more.some(({ doing }) => doing === checking(id)));
  return [...told, ...others.flatMap((rule) => tellUnread(rule, more, { input, failures }))];
}
function tellUnread(rule, all, { input, failures }) {
  return all.flatMap((unread) => {
    const images = unread.kind === "mistake" ? { images: [] } : imagesOf(unread);
    const whole = unread.kind !== "mistake" && unread.whole === true;
    const at = unread.kind === "mistake" ? unread.problem.at : unread.at;
    const found = runRule(rule, { input, failures }, (context) => [
      { at, ...images, problems: () => rule.check(unread, context) }
    ]);
    return whole ? found : found.filter((finding) => isAsked(finding, input.fleet));
  });
}
function imagesOf({ images, whole }) {
  return images.length > 0 || whole ? { images } : {};
}
function isAsked({ at, images }, { asks, images: all, others }) {
  return asks.path(at.file.path) || [...all, ...others].some((image) => images.includes(image.name) && asks.image(image));
}
function failureText({ why, at, images, error }) {
  const of = images.length === 0 ? "" : ` (${images.join(", ")})`;
  return `${why}, at ${at.file.path}${of}: ${errorText(error)}`;
}
function checkRule(rule, input, failures) {
  const found = runRule(rule, { input, failures }, (context) => tasksOf(rule, context));
  return found.filter((finding) => isAsked(finding, input.fleet));
}
function runRule(rule, { input: { fleet, policy, today, bugs }, failures }, tasks) {
  const findings = [];
  if (!speaks(policy, rule.id, rule.off === true)) return findings;
  const options = ruleOptions(policy, rule.id);
  const context = {
    policy,
    fleet,
    options,
    ...today !== void 0 && { today },
    ...bugs !== void 0 && { bugs }
  };
  const said = /* @__PURE__ */ new Set();
  const unlimitedFirst = [...tasks(context)].sort(
    (a, b) => Number(a.atMost !== void 0) - Number(b.atMost !== void 0)
  );
  for (const { problems, atMost, ...task } of unlimitedFirst) {
    failures.attempt(
      { doing: checking(rule.id), ...task },
      () => {
        for (const problem of problems()) {
          const same = JSON.stringify([problem.at.file.path, problem.at.span, problem.key]);
          if (atMost !== void 0 && said.has(same)) continue;
          said.add(same);
          const severity = limited(problemSeverity(problem, rule, policy), atMost);
          if (severity === "off") continue;
          const images = problem.images ?? task.images ?? imagesAt(fleet, problem.at);
          const isWhole = problem.images === void 0 && (rule.scope === "folder" || task.images === void 0);
          findings.push({
            ...problem,
            rule: rule.id,
            severity,
            images,
            ...isWhole && images.length > 0 && { ofWholeFolder: true }
          });
        }
      },
      () => {
      }
    );
  }
  return findings;
}
function checking(rule) {
  return `checking ${rule}`;
}
function imagesAt({ folders }, { file }) {
  const around = folders.filter(({ path }) => path !== "" && file.path.startsWith(`${path}/`));
  const [innermost] = around.sort((left, right) => right.path.length - left.path.length);
  return innermost === void 0 ? [] : namesOf(innermost);
}
function problemSeverity(problem, rule, policy) {
  return severityOf(policy, { id: rule.id, severity: problem.severity ?? rule.severity }, true);
}
function limited(severity, atMost) {
  if (atMost === void 0 || severity === "off" || severity === "notice") return severity;
  return atMost;
}

export {
  foldFindings,
  foldCauses,
  byPlace,
  compareText,
  wholeRepo,
  check,
  checkAll,
  unreadFindings,
  failureText,
  checkRule,
  runRule,
  checking
};
