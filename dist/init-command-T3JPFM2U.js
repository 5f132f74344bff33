import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  basesToSettle
} from "./chunk-EZDMRGMX.js";
import {
  writeChanges
} from "./chunk-PSSV4ZC5.js";
import {
  namedTree
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  textStyle,
  today,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  ruleTable
} from "./chunk-VH4LYQRK.js";
import "./chunk-65OJGU3O.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  baselineOf,
  isHoldable,
  runCheck
} from "./chunk-SXQYR5JI.js";
import {
  POLICY_PATHS,
  findPolicyFile,
  gitWord,
  isVersionName,
  load
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  ownFile,
  plural,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  BASELINE_PATH,
  baseName,
  baselineText,
  copiedPaths,
  folderOfFile,
  imageReadmes,
  isInside,
  mayBind,
  missingSections
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import {
  checkRule
} from "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  plainJson
} from "./chunk-M3MVB6O3.js";
import {
  sourceFile
} from "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/report/text/init.ts
function initText(report, style) {
  const parts = [
    surveyLines(report),
    conventionLines(report),
    recordedLines(report, style),
    fileLines(report),
    additionLines(report),
    nextLines(report)
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function conventionText({ key, value, count, of, what }) {
  const said = typeof value === "string" ? value : value.join(", ");
  return safe(`${key}: ${said}, as in ${count} of ${of} ${what}`);
}
function surveyLines({ survey: { root, images, folders, remarks } }) {
  const where = root === "" ? "the whole repo" : safe(root);
  const found = images === 0 ? [] : [`${plural(images, "image")} in ${plural(folders, "folder")} of ${where}`];
  return [...found, ...remarks.map(safe)];
}
function conventionLines({ conventions }) {
  if (conventions.length === 0) return ["no convention that 80% follow is stricter than the default"];
  return ["conventions:", ...conventions.map((one) => `  ${conventionText(one)}`)];
}
function recordedLines({ recorded }, style) {
  if (recorded.length === 0) return [];
  const lines = ruleTable(recorded, style).map((line) => `  ${line}`);
  return [`${plural(recorded.length, "finding")} for the baseline:`, ...lines];
}
function fileLines({ changes, standing, ignored, dryRun, shown }) {
  const verb = dryRun ? "would write" : "wrote";
  const lines = changes.flatMap(({ path, after = "" }) => [
    `${verb} ${safe(path)}`,
    ...dryRun && shown.includes(path) ? after.trimEnd().split("\n").map((line) => `    ${safe(line)}`) : []
  ]);
  return [
    ...lines,
    ...standing.map((path) => `${safe(path)} already exists and stays as it is`),
    ...ignored.map((path) => `git ignores ${safe(path)}: other checkouts do not have it`)
  ];
}
function additionLines({ additions, standing }) {
  if (additions === void 0) return [];
  const lines = additions.trimEnd().split("\n").map((line) => `    ${safe(line)}`);
  return [`what ${safe(standing[0] ?? "the policy")} could also ask for:`, ...lines];
}
function nextLines({ bases, changes, dryRun, left }) {
  if (dryRun) return [];
  const script = changes.find(({ path }) => path.endsWith(".sh"));
  const settle = script === void 0 ? [] : [`run sh ${script.path} where Docker is: it records ${plural(bases, "base image")}`];
  const paths = changes.length === 0 ? [] : ["commit what was written: keelcheck check now reports only what is new"];
  const waivers = left === 0 ? [] : [
    `${plural(left, "finding")} about waivers cannot be held: keelcheck check shows ${left === 1 ? "it" : "them"}`
  ];
  return [...settle, ...waivers, ...paths];
}

// src/app/init/bases-script.ts
var BASES_SCRIPT_PATH = ".github/keelcheck-bases.sh";
function basesScript(bases) {
  const refs = bases.filter(({ command }) => command !== void 0).map(({ ref }) => ref);
  if (refs.length === 0) return void 0;
  const lines = [...new Set(refs)].sort().map((ref) => `record ${ref}`);
  return `#!/bin/sh
# Records the base images that Keelcheck does not know, in .github/keelcheck-bases.json.
# Run it at the root of the repo, where Docker is and may pull them; then commit that file and delete this one.
set -eu

failed=0
record() {
  if docker pull --quiet "$1" && docker image inspect "$1" | keelcheck bases add "$1"; then
    return
  fi
  echo "not recorded: $1" >&2
  failed=1
}

${lines.join("\n")}

exit "$failed"
`;
}

// src/app/init/counting.ts
var SHARE = 0.8;
var LEAST = 3;
function askedRuns({ runs, asks }) {
  return runs.filter(({ image }) => asks.image(image));
}
function imagesOf(runs) {
  return new Set(runs.map(({ image }) => image.name));
}
function foundUnder({ fleet, rules }, policy, ids) {
  const input = { fleet, policy, rules };
  const failures = fleet.failures.fork();
  const found = rules.filter(({ id }) => ids.includes(id)).flatMap((rule) => checkRule(rule, input, failures)).filter((finding) => finding.images.length > 0 || finding.at.file.path !== "");
  return {
    images: new Set(found.flatMap(({ images }) => images)),
    paths: found.map(({ at }) => at.file.path)
  };
}
function outside(names2, found) {
  return [...names2].filter((name) => !found.has(name)).length;
}
function usual(values) {
  const counts = /* @__PURE__ */ new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const order = [...counts].sort(([a, m], [b, n]) => n - m || (String(a) < String(b) ? -1 : 1));
  return order[0]?.[0];
}

// src/app/init/folders.ts
function folderConventions(counting) {
  return [
    ...required(counting),
    ...configFolder(counting),
    ...names(counting),
    ...sections(counting),
    ...documented(counting)
  ];
}
function foldersOf({ folders }) {
  return folders.filter(({ images, name }) => images.length > 0 && name !== ".");
}
function required({ fleet, policy }) {
  const folders = foldersOf(fleet);
  const copied = new Set(fleet.images.flatMap(copiedPaths));
  const files = folders.map(
    ({ path, entries }) => entries.flatMap(
      (entry) => folderOfFile(entry.path) === path && !copied.has(entry.path) ? [baseName(entry.path)] : []
    )
  );
  const of = folders.length;
  const names2 = [...new Set(files.flat())].filter((name) => !/^((docker|container)file|readme)/i.test(name));
  const counts = names2.map((name) => ({ name, count: files.filter((all) => all.includes(name)).length }));
  const usualOnes = counts.filter(
    ({ name, count: count2 }) => count2 >= of * SHARE && !policy.layout.required.includes(name)
  );
  if (usualOnes.length === 0) return [];
  const value = [...policy.layout.required, ...usualOnes.map(({ name }) => name).sort()];
  const count = Math.min(...usualOnes.map((one) => one.count));
  return [{ key: "layout.required", value, count, of, what: "image folders" }];
}
var NOWHERE = "\0";
function configFolder(counting) {
  const { fleet, policy } = counting;
  if (policy.layout.config !== void 0) return [];
  const misplaced = (config2) => foundUnder(counting, { ...policy, layout: { ...policy.layout, config: config2 } }, ["layout/config-location"]).paths;
  const homeOf = (path) => foldersOf(fleet).find((folder) => isInside(path, folder.path));
  const all = misplaced(NOWHERE);
  const homes = new Set(all.flatMap((path) => homeOf(path)?.path ?? []));
  const config = usual(
    all.flatMap((path) => {
      const within = path.slice((homeOf(path)?.path.length ?? 0) + 1).split("/");
      return within.length > 1 ? within[0] ?? [] : [];
    })
  );
  if (config === void 0) return [];
  const astray = new Set(misplaced(config).flatMap((path) => homeOf(path)?.path ?? []));
  const counted = { count: outside(homes, astray), of: homes.size };
  return [{ key: "layout.config", value: config, ...counted, what: "image folders with configuration" }];
}
function names(counting) {
  const { fleet, policy } = counting;
  if (policy.layout.names === "kebab-case") return [];
  const candidate = { ...policy, layout: { ...policy.layout, names: "kebab-case" } };
  const { paths } = foundUnder(counting, candidate, ["layout/image-name"]);
  const folders = foldersOf(fleet);
  const count = folders.filter((folder) => !paths.some((path) => isInside(path, folder.path))).length;
  return [{ key: "layout.names", value: "kebab-case", count, of: folders.length, what: "image folders" }];
}
function sections({ fleet, policy }) {
  const readmes = foldersOf(fleet).flatMap(imageReadmes);
  const of = readmes.length;
  const titles = /* @__PURE__ */ new Map();
  for (const { title } of readmes.flatMap((readme) => readme.sections))
    if (!titles.has(title.toLowerCase())) titles.set(title.toLowerCase(), title);
  const countOf = (title) => readmes.filter((one) => missingSections(one, [title]).length === 0).length;
  const known = policy.docs.sections.map((title) => title.toLowerCase());
  const counts = [...titles.values()].filter((title) => !known.includes(title.toLowerCase()) && title.trim() !== "").map((title) => ({ title, count: countOf(title) })).filter(({ count: count2 }) => count2 >= of * SHARE);
  if (counts.length === 0) return [];
  const value = [...policy.docs.sections, ...counts.map(({ title }) => title).sort()];
  const count = Math.min(...counts.map((one) => one.count));
  return [{ key: "docs.sections", value, count, of, what: "READMEs" }];
}
var MORE_KINDS = {
  volumes: ({ image }) => image.volumes.length > 0,
  environment: ({ image }) => image.environment.some(({ own }) => own)
};
function documented(counting) {
  const { fleet, policy } = counting;
  const asked = policy.docs.require;
  const added = Object.entries(MORE_KINDS).flatMap(([name, has]) => {
    const kind = name;
    if (asked.includes(kind) || has === void 0) return [];
    const images = imagesOf(askedRuns(fleet).filter((run) => run.image.readme !== void 0 && has(run)));
    const at = { file: sourceFile("policy", "") };
    const candidate = {
      ...policy,
      keys: { ...policy.keys, "docs.require": at },
      docs: { ...policy.docs, require: [kind] }
    };
    const { images: lacking } = foundUnder(counting, candidate, ["docs/undocumented"]);
    const count = outside(images, lacking);
    return images.size >= LEAST && count >= images.size * SHARE ? [{ kind, count, of: images.size }] : [];
  });
  const [first2] = added.toSorted((a, b) => a.count / a.of - b.count / b.of);
  if (first2 === void 0) return [];
  const value = [...asked, ...added.map(({ kind }) => kind)];
  return [
    { key: "docs.require", value, count: first2.count, of: first2.of, what: `images with ${first2.kind}` }
  ];
}

// src/app/init/registries.ts
function ownRegistries({ fleet, policy }) {
  const unknowns = fleet.images.flatMap((image) => image.unknowns);
  const own = /* @__PURE__ */ new Map();
  for (const { reason } of unknowns) {
    const [, prefix] = /^registry (.+)$/.exec(reason.shared?.key ?? "") ?? [];
    if (prefix === void 0 || Object.hasOwn(policy.registries, prefix)) continue;
    own.set(prefix, (own.get(prefix) ?? /* @__PURE__ */ new Set()).add(reason.key));
  }
  const references = new Set(fleet.images.flatMap(({ stages }) => stages.map(referenceOf)));
  return [...own].sort().flatMap(([prefix, keys]) => {
    const of = [...references].filter((reference) => reference.startsWith(`${prefix}/`)).length;
    const count = Math.min(keys.size, of);
    const counted = { count, of, what: `base images under ${prefix}/` };
    return count > 0 && count >= of * SHARE ? [{ key: `registries.${prefix}`, value: ".", ...counted }] : [];
  });
}
function referenceOf({ base, source }) {
  const written = base.kind === "registry" ? base.ref : source.base.raw;
  return written.replace(/(:[^/:]*)?(@.*)?$/, "");
}

// src/app/init/servers.ts
function serverConventions(counting) {
  return [...ports(counting), ...ipv6(counting), ...nginxUsers(counting)];
}
var SERVERS = ["nginx", "apache"];
var CALLED = { nginx: "images with nginx", apache: "images with Apache" };
function ports(counting) {
  return SERVERS.flatMap((kind) => {
    if (counting.policy.ports[kind] !== void 0) return [];
    const known = askedRuns(counting.fleet).filter((run) => {
      const server = run[kind];
      return server !== void 0 && server.listenersIncomplete === void 0 && server.listeners.length > 0;
    });
    const all = known.flatMap((run) => [...new Set(run[kind]?.listeners.map(({ port: port2 }) => port2))]);
    const port = usual(all.filter(isOpen));
    if (port === void 0) return [];
    const at = { file: sourceFile("policy", "") };
    const policy = { ...counting.policy, ports: { ...counting.policy.ports, [kind]: { port, at } } };
    const { images } = foundUnder(counting, policy, ["ports/role-mismatch"]);
    const names2 = imagesOf(known);
    const counted = { count: outside(names2, images), of: names2.size, what: CALLED[kind] };
    return [{ key: `ports.${kind}`, value: String(port), ...counted }];
  });
}
function isOpen(port) {
  return mayBind({ runtime: "host" }, { root: false }, port) === "yes";
}
function ipv6(counting) {
  if (counting.policy.ipv6 === "required") return [];
  const known = askedRuns(counting.fleet).filter(
    (run) => SERVERS.some((kind) => run[kind]?.listenersIncomplete === void 0 && run[kind]?.listeners.length)
  );
  const policy = { ...counting.policy, ipv6: "required" };
  const { images } = foundUnder(counting, policy, ["nginx/ipv6-missing", "apache/ipv6-missing"]);
  const names2 = imagesOf(known);
  const counted = { count: outside(names2, images), of: names2.size, what: "images with a server" };
  return [{ key: "ipv6", value: "required", ...counted }];
}
function everywhere(runs, has) {
  const without = runs.filter(({ nginx }) => nginx === void 0 || !has(nginx));
  return outside(imagesOf(runs), imagesOf(without));
}
function nginxUsers({ fleet, policy }) {
  const known = askedRuns(fleet).filter(({ nginx }) => nginx?.workers.known && nginx.master.known);
  const counted = { of: imagesOf(known).size, what: CALLED.nginx };
  const user = usual(
    known.flatMap(
      ({ nginx }) => nginx?.workers.known && !nginx.workers.value.root ? nginx.workers.value.name ?? [] : []
    )
  );
  const isUser = ({ workers }) => workers.known && workers.value.name === user;
  const isNoRoot = ({ master }) => master.known && !master.value.root;
  const named = policy.nginx.user === "declared" || policy.nginx.user === "any";
  return [
    ...user === void 0 || !named ? [] : [{ key: "nginx.user", value: user, count: everywhere(known, isUser), ...counted }],
    ...policy.nginx.master === "non-root" ? [] : [{ key: "nginx.master", value: "non-root", count: everywhere(known, isNoRoot), ...counted }]
  ];
}

// src/app/init/conventions.ts
function conventionsOf(counting) {
  const all = [...serverConventions(counting), ...folderConventions(counting)];
  const followed = all.filter(({ count, of }) => of >= LEAST && count >= of * SHARE);
  return [...followed, ...ownRegistries(counting)];
}

// src/app/init/policy-text.ts
function policyText(conventions, words) {
  const head = words === void 0 ? [] : [
    "# yaml-language-server: $schema=https://raw.githubusercontent.com/keelcheck/keelcheck/main/docs/keelcheck.schema.json",
    `images: ${yaml(words.images.length === 1 ? words.images[0] ?? "" : words.images)}`,
    ...words.runtime === void 0 ? [] : [`runtime: ${words.runtime}`]
  ];
  return `${[...head, ...groupsOf(conventions).flatMap(groupLines)].join("\n")}
`;
}
function groupsOf(conventions) {
  const keys = [...new Set(conventions.map(({ key }) => first(key)))];
  return keys.map((key) => ({ key, conventions: conventions.filter((one) => first(one.key) === key) }));
}
function groupLines({ key, conventions }) {
  const lines = conventions.flatMap((convention) => {
    const name = convention.key.slice(key.length + 1);
    const indent = name === "" ? "" : "  ";
    const written = name === "" ? key : yaml(name);
    return [`${indent}# ${shareText(convention)}`, `${indent}${written}: ${yaml(convention.value)}`];
  });
  return conventions.some((one) => one.key === key) ? lines : [`${key}:`, ...lines];
}
function shareText({ count, of, what }) {
  return `${count} of ${of} ${what}`;
}
function first(key) {
  return key.split(".")[0] ?? key;
}
function yaml(value) {
  if (typeof value !== "string") return `[${value.map(yaml).join(", ")}]`;
  const plain = /^(?:[A-Za-z][\w.-]*|[1-9]\d*|\.)$/.test(value);
  return plain && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value) ? value : plainJson(JSON.stringify(value));
}

// src/app/init/root.ts
var COLLECTION = /^(?:docker|dockerfiles?|(?:docker|container)?-?images?|containers?|services|apps|projects|packages|build)$/i;
function imagesRoot({ root, images, entries }) {
  const dockerfiles = images.map(({ file }) => file.path);
  const isThere = (path) => entries.some((entry) => entry.path.toLowerCase() === path.toLowerCase());
  let found = root;
  for (let at = root; ; ) {
    const [only = "", ...others] = childrenOf(at, dockerfiles);
    if (only === "" || others.length > 0) return found;
    at = joined(at, only);
    const children = childrenOf(at, dockerfiles);
    if (children.includes("") || children.some(isVersionName)) return found;
    if (!COLLECTION.test(only) && isThere(`${at}/readme.md`)) return found;
    const below = at.length + 1;
    if (root === "" && !dockerfiles.every((path) => isFlat(path.slice(below)))) return found;
    if (children.length > 1) found = at;
  }
}
function childrenOf(folder, dockerfiles) {
  const inside = dockerfiles.filter((path) => folder === "" || isInside(path, folder));
  const names2 = inside.map((path) => {
    const [first2 = "", ...rest] = path.slice(folder === "" ? 0 : folder.length + 1).split("/");
    return rest.length === 0 ? "" : first2;
  });
  return [...new Set(names2)].sort();
}
function isFlat(path) {
  const folder = folderOfFile(path);
  return !folder.includes("/") || folder.split("/").length === 2 && isVersionName(baseName(folder));
}
function joined(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}

// src/app/init/workflow.ts
import { readFileSync } from "node:fs";
var WORKFLOW_PATH = ".github/workflows/keelcheck.yml";
function standingWorkflow(workspace) {
  const files = workspace.list().filter(({ path: path2 }) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path2));
  const uses = files.find(({ path: path2 }) => {
    const content = workspace.read(path2);
    return content !== void 0 && "text" in content && /\buses:.*\bkeelcheck\b/.test(content.text);
  });
  const path = uses?.path ?? files.find((file) => file.path === WORKFLOW_PATH)?.path;
  return path;
}
function workflowFor(folder) {
  const file = ownFile("docs/keelcheck-workflow.yml");
  if (file === void 0) return void 0;
  return readFileSync(file, "utf8").replace("branches: [main]", () => `branches: [${defaultBranch(folder)}]`);
}
function defaultBranch(folder) {
  const remote = gitWord(folder, ["symbolic-ref", "--short", "refs/remotes/origin/HEAD"]);
  const name = remote?.replace(/^origin\//, "") ?? gitWord(folder, ["symbolic-ref", "--short", "HEAD"]) ?? "main";
  return /^[A-Za-z][\w./-]*$/.test(name) ? name : JSON.stringify(name);
}

// src/app/init/init.ts
async function surveyRepo(options) {
  const standing = findPolicyFile(options.workspace);
  if (!standing.ok) return standing;
  const first2 = await load(options);
  if (!first2.ok) return first2;
  const root = first2.policy.images === void 0 ? imagesRoot(first2.fleet) : first2.fleet.root;
  const loaded = root === first2.fleet.root ? first2 : await load({ ...options, images: [globOf(root)] });
  if (!loaded.ok) return loaded;
  const { fleet, policy, remarks } = loaded;
  const counting = { fleet, policy, rules: options.rules };
  const survey = {
    ...standing.file !== void 0 && { policyFile: standing.file.path },
    conventions: conventionsOf(counting),
    root: fleet.root,
    images: fleet.images.length,
    folders: fleet.folders.length,
    remarks: remarks.filter((remark) => fleet.images.length === 0 || !remark.includes("found in"))
  };
  return { ok: true, survey, loaded };
}
async function planInit(options, survey, { conventions, runtime }) {
  const { workspace } = options;
  const words = { images: [globOf(survey.root)], ...runtime !== void 0 && { runtime } };
  const path = survey.policyFile ?? POLICY_PATHS[0] ?? "";
  const policy = survey.policyFile === void 0 ? policyText(conventions, words) : void 0;
  const decided2 = policy === void 0 ? workspace : laid(workspace, path, policy);
  const checked = await runCheck({ ...options, workspace: decided2, noBaseline: true });
  if (!checked.ok) return checked;
  const files = newFiles(options, checked, policy === void 0 ? {} : { [path]: policy });
  const isThere = (each) => workspace.read(each) !== void 0;
  const changes = Object.entries(files).filter(([each]) => !isThere(each)).map(([each, text]) => created(each, text)).sort((a, b) => a.path < b.path ? -1 : 1);
  const workflow = standingWorkflow(workspace);
  const written = changes.filter((change) => change.path !== WORKFLOW_PATH || workflow === void 0);
  const plan = {
    survey,
    conventions,
    changes: written,
    standing: [survey.policyFile, workflow, isThere(BASELINE_PATH) ? BASELINE_PATH : void 0].flatMap(
      (each) => each ?? []
    ),
    ...policy === void 0 && conventions.length > 0 && { additions: policyText(conventions) },
    recorded: isThere(BASELINE_PATH) ? [] : checked.unfolded.filter(isHoldable),
    left: checked.unfolded.filter((one) => !isHoldable(one)).length,
    bases: basesIn(checked).length,
    ignored: written.map((change) => change.path).filter(workspace.ignored),
    bugs: checked.bugs
  };
  return { ok: true, plan };
}
function newFiles({ folder }, checked, policy) {
  const workflow = workflowFor(folder);
  const baseline = baselineOf(checked.unfolded);
  const script = basesScript(basesIn(checked));
  return {
    ...policy,
    ...workflow !== void 0 && { [WORKFLOW_PATH]: workflow },
    ...baseline.length > 0 && { [BASELINE_PATH]: baselineText(baseline) },
    ...script !== void 0 && { [BASES_SCRIPT_PATH]: script }
  };
}
function basesIn({ fleet, policy }) {
  return basesToSettle(fleet, policy).filter(({ command }) => command !== void 0);
}
function globOf(root) {
  return root === "" ? "**" : `${root}/**`;
}
function laid(workspace, path, text) {
  const file = { content: { text: sourceFile(path, text).text }, kind: "file" };
  return overlayWorkspace(workspace, /* @__PURE__ */ new Map([[path, file]]));
}
function created(path, after) {
  const executable = path === BASES_SCRIPT_PATH;
  return { path, after, executable: { before: executable, after: executable } };
}

// src/app/cli/init-command.ts
async function initCommand(path, flags, { io, say }) {
  const asks = flags.yes === true || flags.dryRun === true ? void 0 : io.prompts;
  if (asks === void 0 && flags.yes !== true && flags.dryRun !== true) return failed(NOBODY, flags, io);
  const { folder } = namedTree(path, flags, io);
  const surveyed = await withTree({ folder, flags, io }, async (options) => {
    const asked = { ...options, folder, today: today() };
    const found = await surveyRepo(asked);
    return found.ok ? { ...found, asked } : found;
  });
  if (!surveyed.ok) return failed(surveyed.failure, flags, io);
  const decisions = await decided(surveyed.survey, asks);
  if (decisions === void 0) return stopped(io.out);
  const planned = await planInit(surveyed.asked, surveyed.survey, decisions);
  if (!planned.ok) return failed(planned.failure, flags, io);
  const { plan } = planned;
  if (asks !== void 0 && await asks.confirm(question(plan)) !== true) return stopped(io.out);
  const written = flags.dryRun === true ? { ok: true } : writeChanges(folder, plan.changes);
  if (!written.ok) return failed(written.failure, flags, io);
  const shown = plan.changes.map((change) => change.path).filter((each) => each !== BASELINE_PATH);
  io.out(initText({ ...plan, dryRun: flags.dryRun === true, shown }, textStyle(flags, io)));
  say(plan.bugs);
  return plan.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}
var NOBODY = usage(
  "init asks questions, and there is no terminal: use --yes, or --dry-run to see what it would write"
).failure;
function stopped(out) {
  out("nothing was written\n");
  return EXIT.ok;
}
function question({ changes }) {
  if (changes.length === 0) return "There is nothing to write. Show what was found?";
  return `Write ${changes.map(({ path }) => path).join(", ")}?`;
}
var RUNTIMES = [
  { value: "unknown", label: "leave it open", hint: "low ports without root are notices" },
  { value: "docker", label: "Docker" },
  { value: "podman", label: "Podman" },
  { value: "kubernetes", label: "Kubernetes", hint: "only root may bind ports below 1024" }
];
async function decided(survey, prompts) {
  const { conventions } = survey;
  if (prompts === void 0) return { conventions };
  const keys = conventions.length === 0 ? [] : await prompts.several(
    "Hold every image to these conventions?",
    conventions.map((one) => ({ value: one.key, label: conventionText(one) }))
  );
  if (keys === void 0) return void 0;
  const chosen = conventions.filter(({ key }) => keys.includes(key));
  if (survey.policyFile !== void 0) return { conventions: chosen };
  const runtime = await prompts.one("Where do the images run?", RUNTIMES);
  if (runtime === void 0) return void 0;
  return runtime === "unknown" ? { conventions: chosen } : { conventions: chosen, runtime };
}
export {
  initCommand
};
