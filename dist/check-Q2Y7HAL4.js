import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  fixText
} from "./chunk-SKFZRXQG.js";
import {
  writeChanges
} from "./chunk-PSSV4ZC5.js";
import {
  namedTree,
  partRemarks
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  paint,
  textStyle,
  today,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  decides,
  gitChanges,
  githubCommands,
  mermaid,
  mermaidOfChange,
  repoPath,
  runChange,
  sarifReport,
  shownFindings,
  summary,
  textReport
} from "./chunk-ZUUX7LNH.js";
import {
  planFixes
} from "./chunk-ZOP6HPZZ.js";
import {
  withMovedBaseline
} from "./chunk-EQ7VQBSL.js";
import "./chunk-LRHCQXE5.js";
import {
  AS_WELL,
  changeGroups,
  jsonChanges,
  jsonFacts,
  jsonReport,
  jsonText
} from "./chunk-PFFOPVPY.js";
import "./chunk-REYK4QOP.js";
import "./chunk-45DT3RJT.js";
import "./chunk-5MUXDFFQ.js";
import {
  byWeight
} from "./chunk-VH4LYQRK.js";
import {
  joined,
  severities,
  some
} from "./chunk-65OJGU3O.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  concluded,
  describe,
  runCheck,
  thrown
} from "./chunk-SXQYR5JI.js";
import {
  WorkspaceError,
  filesLeftOut,
  gitExplanation,
  gitWorkspace,
  load,
  runGit,
  wrapped
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  HOMEPAGE,
  VERSION,
  plural,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  globMatcher,
  isInside,
  rules
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  nearest
} from "./chunk-M3MVB6O3.js";
import {
  lineText,
  rangeOf
} from "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/app/cli/check.ts
import { relative, sep } from "node:path";

// src/report/changes/text.ts
var NAMED_AT_MOST = 12;
var WORDS_AT_MOST = 20;
function changesText(images, base, style) {
  if (images.length === 0) return `no images touched since ${safe(base)}
`;
  const { own, heirs } = changeGroups(images);
  const telling = own.filter(({ kind }) => kind !== "same");
  const same = own.filter(({ kind }) => kind === "same");
  const parts = [
    ...telling.map((image) => imageLines(image, style)),
    ...heirs.map((group) => heirLines(group, style)),
    ...same.length === 0 ? [] : [sameLines(same, style)],
    [closing(images, base)]
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function imageLines({ name, change, kind, differences }, style) {
  const { before, after } = change;
  const { colors } = style;
  const file = colors.faint(safe((after ?? before)?.dockerfile ?? ""));
  const old = before !== void 0 && before.name !== name ? `, formerly ${safe(before.name)}` : "";
  const word = kind === "new" ? "  new" : kind === "removed" ? "  removed" : old;
  return [
    `${colors.title(safe(name))}${word}  ${file}`,
    ...differences.length === 0 ? [] : [""],
    ...differences.flatMap((one) => differenceLines(one, kind === "new", style))
  ];
}
function differenceLines(difference, isNew, style) {
  const { colors, columns = Infinity } = style;
  const { fact, after } = difference;
  const text = isNew ? `${safe(fact)}: ${valueText(after)}` : differenceText(difference);
  const [first = "", ...rest] = wrapped(text, columns - 4);
  const alarm = after?.alarming === true ? `  ${colors.warning("serves as root")}` : "";
  return [
    `  ${first}${rest.length === 0 ? alarm : ""}`,
    ...rest.map((line, index) => `    ${line}${index === rest.length - 1 ? alarm : ""}`),
    ...after === void 0 ? [] : placeLines(after, colors)
  ];
}
function placeLines({ at, why }, colors) {
  if (at === void 0) return [];
  const place = colors.faint(`${safe(at.file)}:${at.line}:${at.column}`);
  return [`      ${place}${why === void 0 ? "" : ` ${safe(why)}`}`];
}
function differenceText({ fact, before, after }) {
  const name = safe(fact);
  if (before === void 0 && after?.note === AS_WELL) return `${name}: ${valueText(after)}`;
  if (after === void 0 && before?.note === AS_WELL) return `${name}: no longer ${listed(before.words)}`;
  return `${name}: ${valueText(before)} -> ${valueText(after)}`;
}
function valueText(value) {
  if (value === void 0) return "none";
  const words = listed(value.words);
  return [words, value.note ?? ""].filter((word) => word !== "").join(" ");
}
function listed(words) {
  const more = words.length - WORDS_AT_MOST;
  const shown = words.slice(0, WORDS_AT_MOST).map(safe).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
function heirLines({ base, count, alike }, style) {
  const head = `${plural(count, "image")} ${count === 1 ? "inherits" : "inherit"} ${safe(base)}`;
  return [style.colors.strong(head), "", ...alike.flatMap((group) => groupLines(group, style))];
}
function groupLines(group, { columns = Infinity }) {
  const [first] = group;
  if (first === void 0) return [];
  const what = first.kind === "same" ? [staysText(first)] : first.differences.map(differenceText);
  return [`${named(group)}:`, ...what.map((line) => `  ${line}`)].flatMap(
    (line) => hanging(line, columns - 2).map((piece) => `  ${piece}`)
  );
}
function hanging(line, columns) {
  const indent = line.match(/^ */)?.[0] ?? "";
  const [first = "", ...rest] = wrapped(line.trimStart(), columns - indent.length - 2);
  return [indent + first, ...rest.map((piece) => `${indent}  ${piece}`)];
}
function staysText({ open }) {
  if (open.length === 0) return "nothing that runs changes";
  return `nothing known changes; ${joined(open.map(safe))} cannot be determined before or after`;
}
function sameLines(same, style) {
  const told = same.filter(({ open }) => open.length === 0);
  const lines = [
    ...told.length === 0 ? [] : [`nothing that runs changes in ${named(told)}`],
    ...same.filter(({ open }) => open.length > 0).map((image) => `${safe(image.name)}: ${staysText(image)}`)
  ];
  return lines.flatMap((line) => hanging(line, style.columns ?? Infinity));
}
function named(images) {
  return some(
    images.map(({ name }) => safe(name)),
    NAMED_AT_MOST
  );
}
function closing(images, base) {
  return `${plural(images.length, "image")} touched since ${safe(base)}`;
}

// src/report/compact.ts
function compactReport(report, pathPrefix) {
  return shownFindings(report).toSorted(byWeight).map(({ at, severity, message, rule }) => {
    const { line, column } = rangeOf(at).start;
    return `${safe(repoPath(at.file.path, pathPrefix))}:${line}:${column}: ${severity}: ${safe(message)} [${rule}]
`;
  }).join("");
}

// src/report/json/rdjson.ts
var LEVELS = { error: "ERROR", warning: "WARNING", notice: "INFO" };
function rdjsonReport(report, { homepage, pathPrefix }) {
  const docs = new Map(report.rules.map((rule) => [rule.id, rule.docs]));
  const diagnostics = shownFindings(report).toSorted(byWeight).map((finding) => {
    const { at, severity, rule, message, help, helpLines = [] } = finding;
    const url = docs.get(rule);
    return {
      message: [message, ...help === void 0 ? [] : [help], ...helpLines].join("\n"),
      location: locationOf(at, pathPrefix),
      severity: LEVELS[severity],
      code: { value: rule, ...url !== void 0 && { url } },
      ...suggestionsOf(finding)
    };
  });
  return jsonText({ source: { name: "keelcheck", url: homepage }, diagnostics });
}
function locationOf(at, pathPrefix) {
  const path = repoPath(at.file.path, pathPrefix);
  return at.span === void 0 ? { path } : { path, range: rangeJson(at) };
}
function rangeJson(at) {
  const { start, end } = rangeOf(at);
  return { start: positionJson(at, start), end: positionJson(at, end) };
}
function positionJson({ file }, { line, column }) {
  return { line, column: Buffer.byteLength(lineText(file, line).slice(0, column - 1)) + 1 };
}
function suggestionsOf({ at, fix }) {
  const [edit, ...others] = fix?.edits ?? [];
  if (edit === void 0 || others.length > 0 || fix?.safe !== true || !("replace" in edit)) return {};
  const { replace, text } = edit;
  if (replace.span === void 0 || replace.file.path !== at.file.path) return {};
  return { suggestions: [{ range: rangeJson(replace), text }] };
}

// src/report/summary/markdown.ts
var NO_LIMIT = Number.POSITIVE_INFINITY;
function markdownReport(report, options) {
  return summary(report, { ...options, limit: NO_LIMIT });
}

// src/report/text/inspect.ts
var MOST_FILES = 4;
var NAMES = { nginx: "nginx", apache: "Apache" };
function inspectText(images, style) {
  if (images.length === 0) return "no image was found\n";
  return `${images.map((image) => imageText(image, style)).join("\n\n")}
`;
}
function imageText(image, style) {
  const { colors } = style;
  const head = `${colors.title(safe(image.name))}  ${colors.faint(safe(builtFrom(image)))}`;
  const statements = [
    userStatement("the container", image.containerUser),
    ...image.servers.flatMap(serverStatements),
    ...(image.phpFpm ?? []).flatMap(fpmStatements),
    ...portStatements(image),
    ...environmentStatements(image),
    ...image.runs.flatMap(({ service, containerUser, servers, phpFpm = [] }) => [
      userStatement(`the container of the compose service ${service}`, containerUser),
      ...servers.flatMap(serverStatements),
      ...phpFpm.flatMap(fpmStatements)
    ])
  ];
  const lines = statements.flatMap((statement) => statementLines(statement, style));
  return [head, "", ...lines, ...unknownLines(image, style)].join("\n");
}
function builtFrom({ dockerfile, target, context, base }) {
  const stage = target === null ? "" : `, target ${target}`;
  const folder = typeof context === "string" ? `, context ${context}` : "";
  return `${dockerfile}${stage}${folder}, on ${base}`;
}
function statementLines({ text, proof }, { colors, columns }) {
  const [first = "", ...rest] = wrapped(sentence(safe(text)), (columns ?? Infinity) - 4);
  return [
    `  ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...new Set(proof.map((place) => `      ${proofLine(place, colors)}`))
  ];
}
function sentence(text) {
  const start = text.startsWith("nginx") ? "" : text.slice(0, 1).toUpperCase();
  return `${start}${text.slice(start.length)}.`;
}
function proofLine(place, colors) {
  return `${colors.faint(atText(place))}${place.note === "" ? "" : ` ${safe(place.note)}`}`;
}
function atText({ file, line, column }) {
  return `${safe(file)}:${line}:${column}`;
}
function userStatement(subject, user) {
  if (!user.known) return openStatement(`who ${subject} runs as`, user);
  return { text: `${subject} runs as ${userText(user)}`, proof: proofOf(user) };
}
function userText({ name, uid, root }) {
  const who = name ?? `user ${uid ?? "without a name"}`;
  const number = name !== void 0 && uid !== void 0 && !root ? ` (uid ${uid})` : "";
  return `${who}${number}`;
}
function proofOf({ at, because }) {
  const told = because.some((place) => atText(place) === atText(at));
  return told ? because : [{ ...at, note: "from here" }, ...because];
}
function openStatement(what, { why, at }) {
  return { text: `${what} cannot be determined`, proof: [{ ...at, note: why }] };
}
function serverStatements(server) {
  const name = NAMES[server.kind];
  if (server.starts === false) {
    return [{ text: `${name} does not start`, proof: server.because ?? [] }];
  }
  return [
    server.starts === true ? { text: `${name} starts with the container`, proof: [] } : openStatement(`whether ${name} starts`, server.starts),
    ...userStatements(name, server),
    loadStatement(name, server),
    listenStatement(name, server)
  ];
}
function userStatements(name, { master, workers }) {
  if (master.known && workers.known && userText(master) === userText(workers)) {
    return [{ text: `${name} and its workers run as ${userText(workers)}`, proof: proofOf(workers) }];
  }
  return [userStatement(`the first process of ${name}`, master), userStatement(`${name}'s worker`, workers)];
}
function loadStatement(name, { mainConfig, files }) {
  if (typeof mainConfig !== "string") return openStatement(`which configuration ${name} reads`, mainConfig);
  const others = files.filter((file) => file !== mainConfig);
  if (others.length === 0) return { text: `${name} reads ${mainConfig} and nothing else`, proof: [] };
  const more = others.length - MOST_FILES;
  const listed2 = more > 1 ? [...others.slice(0, MOST_FILES), `${more} more`] : others;
  return { text: `${name} reads ${mainConfig}, and through it ${and(listed2)}`, proof: [] };
}
function listenStatement(name, { listeners, listenersComplete, udpListeners = [] }) {
  const open = listenersComplete === false;
  const all = [
    ...listeners.map((listener) => ({ listener, text: listenerText(listener) })),
    ...udpListeners.map((listener) => ({ listener, text: `${listenerText(listener)} (UDP)` }))
  ];
  if (all.length === 0) {
    return {
      text: open ? `what ${name} listens on cannot be determined` : `${name} listens on nothing`,
      proof: []
    };
  }
  const perhaps = open ? "; there may be more" : "";
  return {
    text: `${name} listens on ${and(all.map(({ text }) => text))}${perhaps}`,
    proof: all.flatMap(({ listener: { at, because }, text }) => [{ ...at, note: text }, ...because ?? []])
  };
}
function listenerText({ address, port }) {
  if (address === "*") return `port ${port} on IPv4 and IPv6`;
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}
function fpmStatements({ program, master, refused, pools }) {
  if (refused !== void 0) return [{ text: `${program} does not start`, proof: refused }];
  return [
    userStatement(`the first process of ${program}`, master),
    ...pools.map(({ name, listen, user, socket, at }) => {
      const { text, proof } = userStatement(`pool ${name} of ${program}`, user);
      const whose = socket === void 0 ? "" : ` (${socketText(socket)})`;
      const where = listen === void 0 ? "" : ` and listens on ${listen}${whose}`;
      return { text: `${text}${where}`, proof: [{ ...at, note: `pool ${name}` }, ...proof] };
    })
  ];
}
function socketText({ owner, group, mode }) {
  return `${owner}${group === void 0 ? "" : `:${group}`}, mode ${mode}`;
}
function portStatements({ exposes }) {
  if (exposes.length === 0) return [{ text: "no EXPOSE line found", proof: [] }];
  return [
    {
      text: `the image exposes ${exposes.length === 1 ? "port" : "ports"} ${and(exposes.map(String))}`,
      proof: []
    }
  ];
}
function environmentStatements({ environment }) {
  if (environment.length === 0) return [];
  const proof = environment.map(({ name, default: value, at }) => ({
    ...at,
    note: value === null ? `${name} (default unknown)` : `${name}=${value}`
  }));
  const does = environment.some(({ default: value }) => value === null) ? "sets or reads" : "sets";
  return [{ text: `the image ${does} ${plural(environment.length, "variable")}`, proof }];
}
function unknownLines({ unknown }, style) {
  if (unknown.length === 0) return [];
  return [
    `  ${style.colors.notice("What cannot be determined:")}`,
    ...unknown.flatMap(({ fact, why, settle, at }) => [
      `    ${safe(fact)}: ${safe(why)} ${style.colors.faint(atText(at))}`,
      ...settle === void 0 ? [] : settle.split("\n").map((line) => `      ${safe(line)}`)
    ])
  ];
}
function and(words) {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

// src/app/part.ts
function partOf(within, images) {
  const holdsImage = (image) => isInside(image.path, within) || isInside(within, folderOf(image));
  const ours = images.filter(holdsImage);
  const names = new Set(ours.map(({ name }) => name));
  const holdsPath = (path) => isInside(path, within) || ours.some((image) => isInside(path, folderOf(image)));
  return {
    holdsPath,
    holdsImage,
    holdsFinding: (finding) => holdsPath(finding.at.file.path) || finding.images.some((name) => names.has(name))
  };
}
function folderOf({ path }) {
  return path === "." ? "" : path;
}
function nothingIn(within) {
  return usage(`no image lies in ${within}: the policy's "images" name other folders`);
}

// src/app/fix.ts
async function runFix(options) {
  const { workspace, folder, unsafe = false, dryRun = false, progress = () => {
  } } = options;
  const answer = options.checked === void 0 ? await runCheck(options) : { ok: true, ...options.checked };
  if (!answer.ok) return answer;
  const { report, bugs } = answer;
  const only = onlyOf(options, report.images);
  progress("trying the fixes");
  const planned = await planFixes({
    workspace,
    // What the baseline holds is fixed like anything else.
    findings: answer.everything,
    recheck: answer.recheck,
    overlay: overlayWorkspace,
    unsafe,
    ...only !== void 0 && { only }
  });
  const plan = withMovedBaseline(planned, workspace);
  if (!dryRun) {
    const written = writeChanges(folder, plan.changes);
    if (!written.ok) return written;
  }
  const exitCode = bugs.length > 0 ? EXIT.internal : plan.refused.length > 0 ? EXIT.findings : EXIT.ok;
  return { ok: true, plan, dryRun, unsafe, remarks: report.remarks, bugs, exitCode };
}
function onlyOf({ within = "", only }, images) {
  if (within === "") return only;
  const { holdsFinding } = partOf(within, images);
  return (finding) => holdsFinding(finding) && (only === void 0 || only(finding));
}

// src/app/inspect.ts
async function runInspect(options) {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const all = describe(loaded.fleet);
  const bugs = thrown(loaded.fleet.failures.list);
  if (options.image === void 0) return { ok: true, images: all, remarks: loaded.remarks, bugs };
  const images = all.filter(({ name }) => name === options.image);
  if (images.length === 0) return usage(noImage(options.image, all));
  const own = bugs.filter((bug) => bug.images.length === 0 || bug.images.includes(options.image ?? ""));
  return { ok: true, images, remarks: [], bugs: own };
}
function noImage(wanted, all) {
  const near = nearest(
    wanted,
    all.map(({ name }) => name)
  );
  return `there is no image "${wanted}"${near === void 0 ? "" : `: did you mean "${near}"?`}`;
}

// src/app/selection.ts
function selectFindings(answer, {
  exclude = [],
  severity = "notice",
  failOn = answer.policy.failOn,
  max,
  rule,
  within = ""
}, rules2) {
  const named2 = rule === void 0 ? void 0 : rulesOf(rule, rules2);
  if (typeof named2 === "string") return usage(named2);
  const isExcluded = excluder(exclude);
  const part = partOf(within, answer.report.images);
  const images = answer.report.images.filter(part.holdsImage);
  if (within !== "" && images.length === 0 && answer.report.comparison === void 0)
    return nothingIn(within);
  const keeps = (finding) => (named2 === void 0 || named2.has(finding.rule)) && severities.indexOf(finding.severity) <= severities.indexOf(severity) && !isExcluded(finding) && (within === "" || part.holdsFinding(finding));
  const { report, failures } = answer;
  const findings = report.findings.filter(keeps);
  const { comparison } = report;
  const counted = comparison === void 0 ? findings : findings.filter(decides(comparison.scope));
  const shown = {
    ...report,
    findings,
    images,
    ...report.held && { held: report.held.filter(keeps) },
    ...comparison && { comparison: { ...comparison, fixed: comparison.fixed.filter(keeps) } }
  };
  return {
    ok: true,
    ...answer,
    report: max === void 0 ? shown : firstOf(shown, max),
    ...concluded({ counted, failOn, failures, rules: rules2 })
  };
}
function rulesOf(words, rules2) {
  const found = /* @__PURE__ */ new Set();
  for (const word of words) {
    const matches = globMatcher([word]);
    const meant = rules2.filter(({ id }) => id === word || id.endsWith(`/${word}`) || matches(id));
    if (meant.length === 0) {
      const near = nearest(word, word.includes("/") ? rules2.map(({ id }) => id) : rules2.map(lastPart));
      return `--rule: there is no rule "${word}"${near === void 0 ? "" : `; did you mean "${near}"?`}`;
    }
    for (const { id } of meant) found.add(id);
  }
  return found;
}
function lastPart({ id }) {
  return id.slice(id.indexOf("/") + 1);
}
function excluder(exclude) {
  if (exclude.length === 0) return () => false;
  const matches = globMatcher(exclude.map((glob) => glob.replace(/^\.\//, "").replace(/\/+$/, "")));
  const names = new Set(exclude);
  return ({ at, images }) => matches(at.file.path) || images.length > 0 && images.every((name) => names.has(name) || matches(name));
}
function firstOf(report, max) {
  const left = report.findings.length - max;
  if (left <= 0) return report;
  const kept = new Set(report.findings.toSorted(byWeight).slice(0, max));
  return {
    ...report,
    findings: report.findings.filter((finding) => kept.has(finding)),
    remarks: [...report.remarks, `${plural(left, "more finding")} not shown: --max is ${max}`]
  };
}

// src/app/since.ts
function openSince(folder, revision) {
  try {
    const commit = baseCommit(folder, revision);
    if (!commit.ok) return commit;
    const left = filesLeftOut(folder, commit.id);
    if (left > 0) return usage(leftOut(left, revision));
    const base = gitWorkspace(folder, commit.id);
    const short = commit.id.slice(0, 12);
    const baseName = commit.apart ? `${revision} (${short}, because it has no common ancestor with HEAD in this clone)` : `${revision} (${short})`;
    return { ok: true, base, changes: gitChanges(folder, commit.id, void 0), baseName };
  } catch (error) {
    if (error instanceof WorkspaceError) return usage(error.message);
    throw error;
  }
}
function leftOut(count, revision) {
  return `this partial clone lacks ${plural(count, "file")} of ${revision}: fetch ${count === 1 ? "it" : "them"} with git fetch --refetch --no-filter origin`;
}
function baseCommit(folder, revision) {
  const named2 = runGit(folder, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`
  ]);
  if (!named2.ok) return usage(noCommit(named2.message, revision, folder));
  const id = named2.output.toString("latin1").trim();
  const common = runGit(folder, ["merge-base", id, "HEAD"]);
  if (common.ok) return { ok: true, id: common.output.toString("latin1").trim(), apart: false };
  return { ok: true, id, apart: common.message === "" };
}
function noCommit(message, revision, folder) {
  if (/not a git repository/.test(message))
    return `--since needs git, but ${folder} is not in a git repository`;
  if (message !== "") return gitExplanation(message, folder);
  const near = nearest(revision, refsOf(folder));
  const hint = near === void 0 ? `fetch it first (git fetch origin ${revision})` : `did you mean "${near}"?`;
  return `there is no commit ${revision} in ${folder}: ${hint}`;
}
function refsOf(folder) {
  const refs = ["refs/heads", "refs/remotes", "refs/tags"];
  const listed2 = runGit(folder, ["for-each-ref", "--format=%(refname:short)", ...refs]);
  return listed2.ok ? listed2.output.toString("utf8").split("\n").filter((name) => name !== "") : [];
}

// src/app/cli/check.ts
async function checkCommand(path, flags, { io, say }) {
  const tree = namedTree(path, flags, io);
  const { folder, within } = tree;
  const whole = await withTree({ folder, flags, io }, (options) => checked(options, folder, flags));
  if (!whole.ok) return failed(whole.failure, flags, io);
  const severity = flags.quiet === true ? { severity: "error" } : {};
  const answer = selectFindings(
    withRemarks(whole, partRemarks(tree, io)),
    { ...flags, ...severity, within },
    io.rules ?? rules
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  const print = flags.format === "github" ? io.commands ?? io.out : io.out;
  print(checkOutput(answer, { folder, flags, io }));
  if (flags.format === "compact" || flags.format === "rdjson")
    for (const remark of answer.report.remarks) io.err(`keelcheck: ${safe(remark)}
`);
  await say(answer.bugs);
  return answer.exitCode;
}
async function checked(options, folder, { since: revision, baseline }) {
  const asked = { ...options, noBaseline: baseline === false, today: today() };
  if (revision === void 0) return await runCheck(asked);
  const since = openSince(folder, revision);
  return since.ok ? await runChange({ ...asked, ...since, scope: "changed" }) : since;
}
function withRemarks(answer, remarks) {
  const { report } = answer;
  return { ...answer, report: { ...report, remarks: [...report.remarks, ...remarks] } };
}
function checkOutput({ report, conclusion }, { folder, flags, io }) {
  const prefix = prefixOf(folder, io);
  const pathPrefix = prefix === "" ? {} : { pathPrefix: prefix };
  switch (flags.format) {
    case "json":
      return jsonReport(report, conclusion);
    case "sarif":
      return sarifReport(report, { version: VERSION, homepage: HOMEPAGE, ...pathPrefix });
    case "compact":
      return compactReport(report, prefix);
    case "rdjson":
      return rdjsonReport(report, { homepage: HOMEPAGE, ...pathPrefix });
    case "markdown":
      return markdownReport(report, { failed: conclusion === "failure" });
    case "github":
      return githubCommands(report, pathPrefix);
    case "text":
      return textReport(report, textStyle(flags, io));
  }
}
function prefixOf(folder, { env }) {
  if (!env.GITHUB_WORKSPACE) return "";
  const path = relative(env.GITHUB_WORKSPACE, folder).split(sep).join("/");
  return path.startsWith("..") ? "" : path;
}
async function inspectCommand(path, flags, { io, say }) {
  const tree = namedTree(path, flags, io);
  const found = await withTree(
    { folder: tree.folder, flags, io },
    (options) => inspected(options, tree.folder, flags)
  );
  const answer = found.ok ? partOfInspection(found, tree.within) : found;
  if (!answer.ok) return failed(answer.failure, flags, io);
  const remarks = [...answer.remarks, ...partRemarks(tree, io)].map(safe);
  if (flags.format === "text") {
    const { columns = Infinity } = textStyle(flags, io);
    const lines = remarks.flatMap((remark) => wrapped(remark, columns));
    io.out([...lines, ...lines.length > 0 ? [""] : [], inspectOutput(answer, flags, io)].join("\n"));
  } else {
    io.out(inspectOutput(answer, flags, io));
    for (const remark of remarks) io.err(`keelcheck: ${remark}
`);
  }
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}
async function inspected(options, folder, { image, since: revision }) {
  const one = image === void 0 ? {} : { image };
  if (revision === void 0) return await runInspect({ ...options, ...one });
  const since = openSince(folder, revision);
  if (!since.ok) return since;
  const answer = await runChange({ ...options, ...since });
  if (!answer.ok) return answer;
  const { comparison, images } = answer.report;
  const asked = comparison.images.filter(
    ({ before, after }) => image === void 0 || before?.name === image || after?.name === image
  );
  const bugs = thrown(answer.fleet.failures.list);
  return { ok: true, images, remarks: answer.remarks, comparison: { ...comparison, images: asked }, bugs };
}
function partOfInspection(found, within) {
  if (within === "") return { ok: true, ...found };
  const { holdsImage } = partOf(within, found.images);
  const images = found.images.filter(holdsImage);
  const { comparison } = found;
  if (comparison === void 0)
    return images.length === 0 ? nothingIn(within) : { ok: true, ...found, images };
  const isHeld = ({ before, after }) => [before, after].some((image) => image !== void 0 && holdsImage(image));
  return {
    ok: true,
    ...found,
    images,
    comparison: { ...comparison, images: comparison.images.filter(isHeld) }
  };
}
function inspectOutput({ images, comparison }, flags, io) {
  switch (flags.format) {
    case "json":
      return comparison === void 0 ? jsonFacts(images) : jsonChanges(comparison);
    case "mermaid":
      return comparison === void 0 ? mermaid(images, /* @__PURE__ */ new Set(), Infinity) : mermaidOfChange(comparison.images);
    case "text": {
      const style = textStyle(flags, io);
      return comparison === void 0 ? inspectText(images, style) : changesText(comparison.images, comparison.base, style);
    }
  }
}
async function fixCommand(path, flags, { io, say }) {
  const { folder, within } = namedTree(path, flags, io);
  const { unsafe = false, dryRun = false, since } = flags;
  const answer = await withTree({ folder, flags, io }, async (options) => {
    const asked = { ...options, folder, within, unsafe, dryRun, today: today() };
    return since === void 0 ? await runFix(asked) : await fixSince(asked, since);
  });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(fixText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}
async function fixSince(options, revision) {
  const since = openSince(options.folder, revision);
  if (!since.ok) return since;
  const checked2 = await runChange({ ...options, ...since, scope: "changed" });
  if (!checked2.ok) return checked2;
  return await runFix({ ...options, checked: checked2, only: decides("changed") });
}
export {
  checkCommand,
  fixCommand,
  inspectCommand
};
