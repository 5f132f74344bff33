import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  compareFindings
} from "./chunk-LRHCQXE5.js";
import {
  CANNOT_TELL,
  changeGroups,
  differences,
  fingerprints,
  jsonText,
  keyOf,
  namedFacts
} from "./chunk-PFFOPVPY.js";
import {
  label
} from "./chunk-REYK4QOP.js";
import {
  command,
  logLine
} from "./chunk-5MUXDFFQ.js";
import {
  bySubject,
  byWeight,
  isOfDocumentation,
  ruleCounts,
  ruleLines
} from "./chunk-VH4LYQRK.js";
import {
  changeSum,
  compare,
  heldText,
  joined,
  severities,
  some,
  sum
} from "./chunk-65OJGU3O.js";
import {
  applyWaivers,
  checkChange,
  concluded,
  describe,
  holdBack,
  judge,
  recheckAnswer,
  thrown
} from "./chunk-SXQYR5JI.js";
import {
  NO_IMAGES,
  WorkspaceError,
  calledIn,
  codeFrame,
  findPolicyFile,
  git,
  imageFolders,
  loadFleet,
  loadPolicy,
  loadedPolicy,
  openBase,
  pieces,
  placeText,
  readName,
  readRecorded,
  readWaivers,
  readmeStore,
  repoTree,
  surveyBuilds,
  widthOf,
  wrapped
} from "./chunk-SY2YNAVI.js";
import {
  BUGS,
  countFindings,
  countImages,
  countText,
  isIntroduced,
  plural,
  ruleFacts
} from "./chunk-URUJ55XU.js";
import {
  lazy_createHash
} from "./chunk-2QUYIJJI.js";
import {
  BASELINE_PATH,
  RECORDED_PATH,
  addedWaivers,
  baseName,
  buildEntries,
  claimsByDockerfile,
  code,
  commandKind,
  findRoot,
  folderOfFile,
  foldersOf,
  hasOwnNames,
  hiddenImages,
  imageWords,
  imagesBelow,
  isBuildFile,
  isInside,
  joinRepoPath,
  link,
  linksOf,
  lostFacts,
  movedEntries,
  namedBases,
  nearestFolder,
  plain,
  prose,
  resolveLinks,
  wordsOf
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import {
  compareText,
  foldCauses
} from "./chunk-AB3U5TTC.js";
import {
  Failures
} from "./chunk-FEFS7QVZ.js";
import {
  ownValue
} from "./chunk-M3MVB6O3.js";
import {
  lineText,
  rangeOf
} from "./chunk-7VLJIIEK.js";

// src/report/github.ts
import { posix } from "node:path";

// src/report/gathered.ts
var ALONE_AT_MOST = 5;
function gathered(findings) {
  const kinds = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const kind = kindOf(finding);
    if (kind === void 0) continue;
    const same = kinds.get(kind);
    if (same === void 0) kinds.set(kind, [finding]);
    else same.push(finding);
  }
  return findings.flatMap((finding) => {
    const all = kinds.get(kindOf(finding) ?? "") ?? [];
    if (all.length <= ALONE_AT_MOST) return [{ finding }];
    return all[0] === finding ? [{ finding, all: together(all) }] : [];
  });
}
function kindOf(finding) {
  const { rule, severity, several } = finding;
  return several && JSON.stringify([rule, severity, several.what, isIntroduced(finding)]);
}
function together(findings) {
  const paths = findings.flatMap(({ several }) => several?.name ?? []);
  const within2 = commonFolder(paths);
  const help = findings[0]?.several?.help;
  return {
    message: `${findings.length} ${findings[0]?.several?.what ?? ""}`,
    ...help === void 0 ? {} : { help },
    names: paths.map((path) => (within2 === "" ? path : path.slice(within2.length + 1)) || "."),
    within: within2,
    findings
  };
}
function commonFolder(paths) {
  const [first = "", ...others] = paths.map((path) => path.split("/").slice(0, -1).join("/"));
  let folder = first;
  while (folder !== "" && !others.every((other) => other === folder || other.startsWith(`${folder}/`)))
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
  return folder;
}

// src/report/shown.ts
function shownAt(finding, lines) {
  const own = placeShown(finding.at, lines);
  if (lines === void 0 || own.inDiff) return own;
  for (const { at, note } of finding.related ?? []) {
    const shown = placeShown(at, lines);
    if (shown.inDiff) return { ...shown, instead: note };
  }
  return own;
}
function placeShown(place, lines) {
  const { path } = place.file;
  const { start, end } = rangeOf(place);
  if (lines === void 0)
    return { place, path, inDiff: false, ...place.span && { range: { start, end } } };
  const inDiff = touches(place, lines);
  const first = lines.lineOf(path, start.line);
  const last = lines.lineOf(path, end.line);
  if (place.span === void 0 || first === void 0)
    return { place, path, inDiff: inDiff && first !== void 0 };
  const until = last === void 0 ? { line: first, column: start.column } : { ...end, line: last };
  return { place, path, inDiff, range: { start: { ...start, line: first }, end: until } };
}
function touches(place, lines) {
  const { start, end } = rangeOf(place);
  for (let line = start.line; line <= end.line; line++) if (lines.inDiff(place.file.path, line)) return true;
  return false;
}

// src/report/github.ts
var KEPT_PER_LEVEL = 10;
var MESSAGE_LIMIT = 4096;
var NAMED_AT_MOST = 10;
var WARNING = "warning: ";
var OF_DOCUMENTATION = 3;
function shownFindings({ findings, comparison }) {
  return comparison?.scope === "changed" ? findings.filter(isIntroduced) : findings;
}
function githubCommands(report, options = {}) {
  const warnings = report.remarks.filter((remark) => remark.startsWith(WARNING)).length;
  const remarks = report.remarks.map(remarkLine).join("");
  const placed = gathered(shownFindings(report)).map((one) => ({
    ...one,
    shown: shownAt(one.finding, options.lines),
    also: []
  }));
  const whole = within(placed, { error: 1, warning: warnings, notice: 0 });
  if (whole.dropped.length === 0) return remarks + write(whole.kept, report, options);
  const { kept, dropped } = within(placed, { error: 1, warning: warnings, notice: 1 });
  return remarks + write(kept, report, options) + closing(dropped, options);
}
function remarkLine(remark) {
  if (!remark.startsWith(WARNING)) return `${logLine(remark)}
`;
  return command("warning", { title: "keelcheck" }, safe(remark.slice(WARNING.length)));
}
function within(placed, reserved) {
  const levels = severities.map((severity) => {
    const room = Math.max(0, KEPT_PER_LEVEL - reserved[severity]);
    const level = placed.filter(({ finding }) => finding.severity === severity).toSorted(byPlace);
    return chosen(level.length <= room ? level : folded(level), room);
  });
  return { kept: levels.flatMap(({ kept }) => kept), dropped: levels.flatMap(({ dropped }) => dropped) };
}
function chosen(all, room) {
  const pages = all.filter(({ finding }) => isOfDocumentation(finding));
  const others = all.length - pages.length;
  const most = Math.max(OF_DOCUMENTATION, room - others);
  const left = new Set(pages.slice(most));
  const kept = new Set(all.filter((one) => !left.has(one)).slice(0, room));
  return { kept: [...kept], dropped: all.filter((one) => !kept.has(one)) };
}
function folded(level) {
  const groups = /* @__PURE__ */ new Map();
  for (const annotation of level) {
    const { rule, at, message } = annotation.finding;
    const key = JSON.stringify([rule, at.file.path, annotation.shown.path, message, annotation.all?.message]);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [annotation]);
    else group.push(annotation);
  }
  return [...groups.values()].flatMap(
    ([first, ...rest]) => first === void 0 ? [] : [{ ...first, also: rest.map(({ finding }) => rangeOf(finding.at).start.line) }]
  );
}
function byPlace(a, b) {
  return bySubject(a.finding, b.finding) || Number(b.shown.inDiff) - Number(a.shown.inDiff) || compare(a.shown.path, b.shown.path) || (a.shown.place.span?.start ?? 0) - (b.shown.place.span?.start ?? 0) || compare(a.finding.rule, b.finding.rule);
}
function write(annotations, report, options) {
  return annotations.map((annotation) => commandOf(annotation, report, options)).join("");
}
function commandOf(annotation, report, options) {
  const { finding, shown } = annotation;
  const properties = { file: pathOf(shown.path, options), ...range(shown), title: finding.rule };
  return command(finding.severity, properties, messageOf(annotation, report, options));
}
function range({ place, range: lines }) {
  if (lines === void 0) return { line: "1", endLine: "1" };
  const { start, end } = lines;
  const line = String(start.line);
  const judged = rangeOf(place).start.line;
  const last = end.line === start.line ? end.column : lineText(place.file, judged).length + 1;
  return { line, endLine: line, col: String(start.column), endColumn: String(Math.max(start.column, last)) };
}
function annotationText(placed, report, options = {}) {
  return messageOf({ ...placed, also: [] }, report, options);
}
function messageOf(annotation, report, options) {
  const { finding, shown, also, all } = annotation;
  const rule = report.rules.find(({ id }) => id === finding.rule);
  const tail = rule === void 0 ? [] : ["", `docs: ${rule.docs}`];
  const head = all === void 0 ? [
    safe(finding.message),
    ...elsewhere(finding, shown, options),
    ...finding.help === void 0 ? [] : [safe(finding.help)],
    ...(finding.helpLines ?? []).map(safe),
    ...also.length === 0 ? [] : [`also at ${also.length === 1 ? "line" : "lines"} ${some(also.map(String), NAMED_AT_MOST)}`],
    ...finding.images.length < 2 ? [] : [`in the images ${some(finding.images.map(safe), NAMED_AT_MOST)}`],
    ...related(finding, options)
  ] : allLines(all, options);
  const end = tail.map((line) => `
${line}`).join("");
  return cut(head.join("\n"), MESSAGE_LIMIT - end.length) + end;
}
function allLines({ message, help, names, within: folder }, options) {
  const where = folder === "" ? "" : ` in ${safe(pathOf(folder, options))}`;
  const named2 = `${safe(message)}${where}: ${joined(names.map(safe))}`;
  return [named2, ...help === void 0 ? [] : [safe(help)]];
}
function elsewhere({ at }, { instead }, options) {
  if (instead === void 0) return [];
  const path = safe(pathOf(at.file.path, options));
  const where = at.span === void 0 ? path : `${path}:${rangeOf(at).start.line}`;
  return [`found at ${where}; this line of the change is part of it: ${safe(instead)}`];
}
function related(finding, options) {
  const places = (finding.related ?? []).map(({ at, note }) => {
    const path = safe(pathOf(at.file.path, options));
    return `- ${at.span === void 0 ? path : `${path}:${rangeOf(at).start.line}`}: ${safe(note)}`;
  });
  return places.length === 0 ? [] : ["", ...places];
}
function closing(dropped, options) {
  const findings = dropped.flatMap(
    ({ finding, also, all }) => all?.findings ?? [finding, ...also.map(() => finding)]
  );
  const paths = [...new Set(findings.map(({ at }) => safe(pathOf(at.file.path, options))))].sort(compare);
  const where = some(paths, NAMED_AT_MOST);
  const { rest = "keelcheck check shows all of them" } = options;
  const message = `not shown here, since GitHub keeps only ten of each severity: ${sum(findings)} in ${where}; ${rest}`;
  return command("notice", { title: "keelcheck" }, cut(message, MESSAGE_LIMIT));
}
function cut(text, limit) {
  return text.length <= limit ? text : `${text.slice(0, limit - 2).replace(/[\ud800-\udbff]$/, "")} \u2026`;
}
function pathOf(path, { pathPrefix }) {
  return pathPrefix === void 0 || pathPrefix === "" ? path : posix.join(pathPrefix, path);
}

// src/report/mermaid.ts
var MOST_NODES = 24;
var NAMED_AT_MOST2 = 3;
var ALIKE_FROM = 3;
var WRAPPING_WIDTH = 900;
var CLASSES = [
  "classDef wrong stroke:#cf222e,stroke-width:4px",
  "classDef changed stroke:#0969da,stroke-width:3px",
  "classDef removed stroke-dasharray:6 4,opacity:0.6",
  "classDef base stroke-dasharray:2 3"
];
var MARKS = ["wrong", "changed", "removed", "plain"];
function mermaid(images, offending = /* @__PURE__ */ new Set(), most = MOST_NODES) {
  return drawing(
    images.map((image) => drawn(image, [], offending)),
    most
  );
}
function mermaidOfChange(changes, offending = /* @__PURE__ */ new Set(), unreadable = /* @__PURE__ */ new Set()) {
  const all = changes.flatMap((change) => drawnChange(change, offending, unreadable));
  const telling = all.filter(({ mark }) => mark !== "plain");
  const used = new Set(telling.flatMap(({ inherits }) => inherits ?? []));
  const shown = all.filter(({ mark, names }) => mark !== "plain" || names.some((name) => used.has(name)));
  return telling.length === 0 ? "" : drawing(shown);
}
function drawnChange(change, offending, unreadable) {
  const { before, after, inherits } = change;
  const heir = inherits === void 0 ? {} : { inherits };
  if (after !== void 0) {
    const image = drawn(after, before === void 0 ? [] : differences(change), offending);
    if (before !== void 0) return [{ ...image, ...heir }];
    const mark = image.mark === "plain" ? "changed" : image.mark;
    return [{ ...image, ...heir, lines: ["new", ...image.lines], mark }];
  }
  if (before === void 0) return [];
  const { name, base, dockerfile } = before;
  if (unreadable.has(dockerfile))
    return [{ names: [name], base, lines: ["cannot be read"], mark: "wrong", ...heir }];
  return [{ names: [name], base, lines: ["removed"], mark: "removed", ...heir }];
}
function drawn(image, differing2, offending) {
  const mark = offending.has(image.name) ? "wrong" : differing2.length > 0 ? "changed" : "plain";
  return { names: [image.name], base: image.base, lines: linesOf(image, differing2), mark };
}
function linesOf(image, differing2) {
  const changes = new Map(differing2.map((one) => [one.fact, one]));
  const gone = differing2.filter(({ after }) => after === void 0);
  const facts = [
    ...namedFacts(image),
    ...gone.map(({ fact }) => ({ fact, value: GONE }))
  ];
  return facts.flatMap(({ fact, value }) => {
    const told = TOLD.find(({ pattern }) => pattern.test(fact));
    if (told === void 0) return [];
    const change = changes.get(fact);
    const now = words(change?.after ?? value);
    const old = change?.before === void 0 ? void 0 : words(change.before);
    return [`${told.say(fact)} ${old === void 0 || old === now ? now : `${old} \u2192 ${now}`}`];
  });
}
var GONE = { words: [], note: "none" };
var TOLD = [
  { pattern: /^container user$/, say: () => "container:" },
  { pattern: /^(nginx|apache) worker user$/, say: (fact) => `${kindOf2(fact)} workers:` },
  { pattern: /^(nginx|apache) listens on$/, say: (fact) => `${kindOf2(fact)} on` }
];
function kindOf2(fact) {
  return fact.split(" ")[0] ?? fact;
}
function words({ words: parts, note }) {
  if (parts.length === 0) return note === CANNOT_TELL ? "?" : note ?? "nothing";
  return [families(parts).join(", "), ...note === void 0 ? [] : [note]].join(" ");
}
function families(parts) {
  const all = new Set(parts);
  const short = parts.map((part) => {
    const port = part.match(/^(?:\*|0\.0\.0\.0|\[::\]):(\d+)$/)?.[1];
    const both = all.has(`*:${port}`) || all.has(`0.0.0.0:${port}`) && all.has(`[::]:${port}`);
    return port !== void 0 && both ? port : part;
  });
  return [...new Set(short)];
}
function drawing(images, most = MOST_NODES) {
  const { shown, hidden } = chosen2(alikeAsOne(images), most);
  const named2 = shown.flatMap(({ names }, index) => names.map((name) => [name, `i${index}`]));
  const ids = new Map(named2.toReversed());
  const bases = /* @__PURE__ */ new Map();
  const baseOf = ({ names, base, inherits }) => {
    const own = inherits === void 0 || names.includes(inherits) ? void 0 : ids.get(inherits);
    if (own !== void 0) return own;
    const outside2 = inherits ?? base;
    if (!bases.has(outside2)) bases.set(outside2, `b${bases.size}`);
    return bases.get(outside2) ?? "";
  };
  const edges = shown.map((image, index) => `${baseOf(image)} --> i${index}`);
  const rest = [...hidden].map(([base, count], index) => {
    const from = ids.get(base) ?? bases.get(base);
    const node = `m${index}[${label([plural(count, "more image")])}]`;
    return from === void 0 ? node : `${from} --> ${node}`;
  });
  const nodes = shown.map(
    (image, index) => `i${index}[${label([title(image), ...image.lines])}]${styleOf(image)}`
  );
  const outside = [...bases].map(([base, id]) => `${id}([${label([base])}]):::base`);
  const lines = [...outside, ...nodes, ...edges, ...rest, ...CLASSES].map((line) => `  ${line}
`);
  const settings = JSON.stringify({ flowchart: { wrappingWidth: WRAPPING_WIDTH } });
  return `%%{init: ${settings}}%%
flowchart LR
${lines.join("")}`;
}
function styleOf({ mark }) {
  return mark === "plain" ? "" : `:::${mark}`;
}
function title({ names }) {
  if (names.length === 1) return names[0] ?? "";
  const most = names.length === NAMED_AT_MOST2 + 1 ? names.length : NAMED_AT_MOST2;
  return `${names.length} images: ${some(names, most)}`;
}
function alikeAsOne(images) {
  const used = new Set(images.flatMap(({ inherits }) => inherits ?? []));
  const groups = /* @__PURE__ */ new Map();
  for (const [index, image] of images.entries()) {
    const { names, base, inherits, lines, mark } = image;
    const alone = names.some((name) => used.has(name));
    const key = JSON.stringify(alone ? index : [inherits ?? base, lines, mark]);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [image]);
    else group.push(image);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === void 0 || group.length < ALIKE_FROM) return group;
    return [{ ...first, names: group.flatMap(({ names }) => names) }];
  });
}
function chosen2(images, most) {
  const used = new Set(images.flatMap(({ inherits }) => inherits ?? []));
  const rank = ({ names, mark }) => (names.some((name) => used.has(name)) ? 0 : MARKS.length) + MARKS.indexOf(mark);
  const kept = new Set(images.toSorted((a, b) => rank(a) - rank(b)).slice(0, most));
  const hidden = /* @__PURE__ */ new Map();
  for (const image of images) {
    if (kept.has(image)) continue;
    const base = image.inherits ?? image.base;
    hidden.set(base, (hidden.get(base) ?? 0) + image.names.length);
  }
  return { shown: images.filter((image) => kept.has(image)), hidden };
}

// src/report/text/report.ts
var MOST_IMAGES = 6;
var MOST_FIXED = 50;
var USUAL_COLUMNS = 120;
var INDENT = "    ";
function textReport(report, style) {
  const lines = report.remarks.flatMap((remark) => wrapped(safe(remark), style.columns ?? Infinity));
  if (lines.length > 0) lines.push("");
  const pages = new Map(report.rules.map((rule) => [rule.id, rule]));
  const shortly = briefly();
  let path;
  const shown = shownFindings2(report);
  for (const { finding, all } of gathered(shown.toSorted(byWeight))) {
    const title2 = all === void 0 ? finding.at.file.path : all.within || "the repo";
    if (title2 !== path) lines.push(style.colors.title(safe(title2)), "");
    path = title2;
    const page = pages.get(finding.rule);
    lines.push(
      ...all === void 0 ? findingLines(shortly(finding), page, style) : allLines2(finding, all, { page, style }),
      ""
    );
    pages.delete(finding.rule);
  }
  const closing2 = [...changeLines(report, style), ...ruleLines(shown, style), ...closingLines(report, style)];
  return `${[...lines, ...closing2].join("\n")}
`;
}
function briefly() {
  const said = /* @__PURE__ */ new Set();
  return (finding) => {
    if (!isOfDocumentation(finding)) return finding;
    const { help, ...rest } = finding.ofWholeFolder === true ? { ...finding, images: [] } : finding;
    const same = JSON.stringify([finding.rule, help]);
    if (help === void 0 || said.has(same) && finding.helpLines === void 0) return rest;
    said.add(same);
    return { ...rest, help };
  };
}
function shownFindings2({ findings, comparison }) {
  return comparison?.scope === "changed" ? findings.filter(isIntroduced) : findings;
}
function changeLines({ comparison }, { colors, columns }) {
  const fixed = comparison?.fixed ?? [];
  if (fixed.length === 0) return [];
  const lines = fixed.slice(0, MOST_FIXED).flatMap(({ at, message, rule }) => {
    const text = `${placeText(at)} ${safe(message)} (${rule})`;
    const [first = "", ...rest] = wrapped(text, (columns ?? Infinity) - "fixed  ".length);
    return [`${colors.good("fixed")}  ${first}`, ...rest.map((line) => `       ${line}`)];
  });
  const more = fixed.length - MOST_FIXED;
  return [...lines, ...more > 0 ? [`and ${more} more fixed`] : [], ""];
}
function findingLines(finding, rule, style) {
  const { colors } = style;
  const frame = finding.nowhere === void 0 ? frameOf(finding, style) : [];
  const notes = [
    ...finding.help === void 0 ? [] : helpLines(finding.help, finding.helpLines ?? [], style),
    ...(finding.related ?? []).flatMap((related3) => relatedLines(related3, style)),
    ...imagesLine(finding.images),
    ...rule === void 0 ? [] : [colors.faint(`docs: ${rule.docs}`)]
  ];
  const parts = [frame, notes].filter((part) => part.length > 0);
  const apart = finding.at.span === void 0 ? [] : [""];
  return [
    ...headLines(finding, style),
    ...parts.flatMap((part) => [...apart, ...part.map((line) => INDENT + line)])
  ];
}
function frameOf(finding, { colors, columns = USUAL_COLUMNS }) {
  return codeFrame(finding.at, {
    colors,
    paint: colors[finding.severity],
    columns: columns - INDENT.length,
    around: isOfDocumentation(finding) ? 0 : 1
  });
}
function allLines2(finding, { message, help, names }, { page, style }) {
  const { colors, columns = USUAL_COLUMNS } = style;
  const notes = [
    ...wrapped(names.map(safe).join(", "), columns - INDENT.length),
    ...help === void 0 ? [] : helpLines(help, [], style),
    ...page === void 0 ? [] : [colors.faint(`docs: ${page.docs}`)]
  ];
  const head = headLines({ ...finding, message, at: { file: finding.at.file } }, style);
  return [...head, "", ...notes.map((line) => INDENT + line)];
}
function headLines({ at, severity, message, rule }, { colors, columns }) {
  const where = at.span === void 0 ? "  " : `  ${startOf(at)}  `;
  const indent = where.length + severity.length + 2;
  const room = (columns ?? Infinity) - indent;
  const lines = wrapped(safe(message), room);
  const painted = lines.map((line) => colors.strong(line));
  const last = painted.pop() ?? "";
  const fits = widthOf(lines.at(-1) ?? "") + 2 + rule.length <= room;
  const end = fits ? [`${last}  ${colors.faint(rule)}`] : [last, colors.faint(rule)];
  const [first, ...rest] = [...painted, ...end];
  return [
    `${where}${colors[severity](severity)}  ${first}`,
    ...rest.map((line) => " ".repeat(indent) + line)
  ];
}
function startOf(at) {
  const { line, column } = rangeOf(at).start;
  return `${line}:${column}`;
}
function helpLines(sentence, code2, { colors, columns }) {
  const room = (columns ?? Infinity) - INDENT.length - "help: ".length;
  const [first = "", ...rest] = wrapped(safe(sentence), room);
  return [`${colors.good("help:")} ${first}`, ...[...rest, ...code2.map(safe)].map((line) => `      ${line}`)];
}
function relatedLines({ at, note }, { colors, columns }) {
  const place = placeText(at);
  const text = safe(note);
  const room = (columns ?? Infinity) - INDENT.length;
  if (widthOf(`${place} ${text}`) <= room) return [`${colors.strong(place)} ${text}`];
  return [colors.strong(place), ...wrapped(text, room - 2).map((line) => `  ${line}`)];
}
function imagesLine(images) {
  if (images.length < 2) return [];
  const more = images.length - MOST_IMAGES;
  const names = images.slice(0, more > 1 ? MOST_IMAGES : images.length).map(safe);
  return [`in ${images.length} images: ${names.join(", ")}${more > 1 ? ` and ${more} more` : ""}`];
}
function closingLines(report, { colors }) {
  const { waived = [], held = [], comparison } = report;
  return [
    ...waived.length === 0 ? [] : [waivedLine(waived)],
    ...held.length === 0 ? [] : [heldText(held)],
    comparison === void 0 ? closingLine(report, colors) : `since ${safe(comparison.base)}: ${changeLine(report, colors)}`
  ];
}
function waivedLine(waived) {
  const added = waived.filter(({ waiver }) => waiver.added === true).length;
  const some2 = added === waived.length ? "" : `${added} of them `;
  const news = added === 0 ? "" : `, ${some2}by this change`;
  return `${plural(waived.length, "finding")} waived${news}`;
}
function changeLine(report, colors) {
  const { errors, warnings, notices } = countFindings(shownFindings2(report));
  const worst = errors > 0 ? "error" : warnings > 0 ? "warning" : notices > 0 ? "notice" : "good";
  return colors[worst](changeSum(report));
}
function closingLine(report, colors) {
  const counts = countFindings(report.findings);
  const { touched, clean } = countImages(report);
  const found = countText(counts).join(", ");
  if (found === "") return colors.good(`nothing to report in ${plural(report.images.length, "image")}`);
  const worst = counts.errors > 0 ? "error" : counts.warnings > 0 ? "warning" : "notice";
  const where = touched > 0 ? ` in ${plural(touched, "image")}` : "";
  const rest = clean > 0 ? `; ${plural(clean, "image")} ${clean === 1 ? "has" : "have"} nothing to report` : "";
  return `${colors[worst](found)}${where}${rest}`;
}

// src/engine/image-changes.ts
function imageChanges(input) {
  const { before, after, headPathOf, inheritsFrom } = input;
  const left = /* @__PURE__ */ new Map();
  for (const image of before) {
    const key = keyOf2(headPathOf(image.dockerfile) ?? image.dockerfile, image.target);
    left.set(key, [...left.get(key) ?? [], image]);
  }
  const pairs = after.map((image) => {
    const was = left.get(keyOf2(image.dockerfile, image.target))?.shift();
    const inherits = inheritsFrom(image);
    return { after: image, ...was && { before: was }, ...inherits !== void 0 && { inherits } };
  });
  const gone = [...left.values()].flat().map((image) => ({ before: image }));
  return [...pairs, ...gone].sort(byImage);
}
function keyOf2(dockerfile, target) {
  return JSON.stringify([dockerfile, target]);
}
function byImage(left, right) {
  const a = left.after ?? left.before;
  const b = right.after ?? right.before;
  return compareText(a?.path ?? "", b?.path ?? "") || compareText(a?.name ?? "", b?.name ?? "");
}

// src/model/change/less-known.ts
function lessKnownImages({ base, head, runs }) {
  const hidden = hiddenImages(base.fleet, head.fleet).map(({ image }) => image.name);
  const less = runs.filter(({ before, after }) => isLessKnown(before, after));
  return /* @__PURE__ */ new Set([...hidden, ...less.map(({ before }) => before.image.name)]);
}
function isLessKnown(before, after) {
  if (lostFacts(before, after).length > 0 || isBroken(before, after)) return true;
  const open = openParts(before);
  return [...openParts(after)].some((part) => !open.has(part));
}
function isBroken(before, after) {
  return ["nginx", "apache"].some((kind) => {
    const now = after[kind];
    return isTrue(before[kind]?.starts) && isTrue(now?.launched) && now?.starts.known === true && !now.starts.value;
  });
}
function isTrue(fact) {
  return fact?.known === true && fact.value;
}
function openParts({ image, unknowns }) {
  const facts = [...image.unknowns, ...unknowns].map(
    ({ fact, reason }) => JSON.stringify([fact, reason.key])
  );
  return /* @__PURE__ */ new Set([
    ...facts,
    ...image.stages.flatMap(({ steps }) => steps).flatMap(openWords),
    ...openBuild(image)
  ]);
}
function openBuild({ build: { context, unread }, failed }) {
  return [context, unread, failed].flatMap((one) => one === void 0 || one.known ? [] : [one.key]);
}
function openWords({ copy, commands }) {
  const paths = copy === void 0 ? [] : [copy.target, copy.owner, ...copy.sources.map(({ path }) => path)];
  const words2 = commands.flatMap(
    ({ args }) => args.flatMap(({ value, raw }) => value === null ? [raw] : [])
  );
  return [...paths.flatMap((path) => path.known ? [] : [path.key]), ...words2];
}

// src/model/change/pairs.ts
function runPairs(base, head, headPathOf) {
  const left = /* @__PURE__ */ new Map();
  const first = /* @__PURE__ */ new Map();
  for (const run of base.runs) {
    const key = keyOf3(run, headPathOf(run.image.build.dockerfile));
    if (!first.has(key)) first.set(key, run);
    left.set(key, [...left.get(key) ?? [], run]);
  }
  const asked = head.runs.filter(({ image }) => head.asks.image(image));
  const pairs = /* @__PURE__ */ new Map();
  for (const after of asked) {
    const before = left.get(keyOf3(after, after.image.build.dockerfile))?.shift();
    if (before !== void 0) pairs.set(after, before);
  }
  const byName = /* @__PURE__ */ new Map();
  for (const run of [...left.values()].flat())
    for (const name of namesOf(run, headPathOf)) if (!byName.has(name)) byName.set(name, run);
  for (const after of asked) {
    if (pairs.has(after)) continue;
    const name = namesOf(after, (path) => path).find((one) => byName.has(one));
    const before = name === void 0 ? first.get(keyOf3(after, after.image.build.dockerfile)) : byName.get(name);
    if (before !== void 0) pairs.set(after, before);
  }
  return [...pairs].map(([after, before]) => ({ before, after }));
}
function namesOf({ image: { build }, service, compose }, headPathOf) {
  if (service === void 0)
    return build.tags.filter((tag) => !tag.includes("*")).map((tag) => JSON.stringify(["tag", tag]));
  const path = compose && headPathOf(compose.project.file.path);
  return path === void 0 ? [] : [JSON.stringify(["service", path, service])];
}
function keyOf3({ image, service }, dockerfile) {
  return JSON.stringify([dockerfile, image.build.target, service]);
}
function touchedBase(fleet, name, changed) {
  const image = fleet.images.find((each) => each.name === name);
  if (image === void 0 || holdsOne(image, changed)) return void 0;
  return imagesBelow(image.final).find((base) => fleet.asks.image(base))?.name;
}
function holdsOne({ folder }, changed) {
  return changed.some((path) => foldersOf(path).includes(folder.path));
}

// src/workspace/changes.ts
function addsLine({ addedLines }, headPath, line) {
  return addedLines(headPath).some(({ first, last }) => first <= line && line <= last);
}

// src/app/change-findings.ts
function together2(ends) {
  const { before, after, brought, changes, images, baseline } = ends;
  const { headPathOf } = changes;
  const isAdded = (path, line) => addsLine(changes, path, line);
  const names = new Map(images.map((image) => [image.after?.name, image.before?.name]));
  const nameBefore = (name) => names.get(name);
  const head = [...after.findings, ...after.waived.map(({ finding }) => finding)];
  const compared = compareFindings({ base: before.findings, head, headPathOf, isAdded, nameBefore });
  const introduced = brought.findings.map(asIntroduced);
  const lost = new Set(brought.findings.filter(({ rule }) => rule === "policy/became-unknown").map(placeOf));
  const notLost = (finding) => finding.rule !== "fact/unknown" || !lost.has(placeOf(finding));
  const found = compared.findings.slice(0, after.findings.length).filter(notLost);
  const moves = { pathAfter: headPathOf, nameAfter: nameAfterOf(images) };
  const entries = baseline.from === "head" ? baseline.entries : movedEntries(baseline.entries, moves);
  const { counting, held } = holdBack(found, entries, (one) => baseline.holdsNew || !isIntroduced(one));
  return {
    findings: foldCauses([...counting, ...introduced]),
    held,
    everything: foldCauses([...found, ...introduced]),
    unfolded: [...found, ...introduced],
    waived: [
      ...after.waived.map(({ finding, waiver }, index) => ({
        finding: compared.findings[after.findings.length + index] ?? finding,
        waiver
      })),
      ...brought.waived.map(({ finding, waiver }) => ({ finding: asIntroduced(finding), waiver }))
    ],
    fixed: foldCauses(compared.fixed.filter((one) => isKnownGone(one, ends)))
  };
}
function isKnownGone(finding, { changes, lessKnown }) {
  const { at, images } = finding;
  if (!images.some((name) => lessKnown.has(name))) return true;
  return at.file.path.endsWith(".md") && changes.headPathOf(at.file.path) !== void 0;
}
function nameAfterOf(images) {
  const names = new Map(images.map(({ before, after }) => [before?.name, after?.name]));
  return (name) => names.get(name);
}
function asIntroduced(finding) {
  return { ...finding, novelty: "introduced" };
}
function placeOf({ at }) {
  return JSON.stringify([at.file.path, at.span?.start]);
}

// src/model/change/claims.ts
var MAY_BE_CALLED = /[.](?:hcl|json|py|rb|pl|php|lua|[cm]?[jt]s|go|ps1|ya?ml)$|(?:^|[/])[^./]+$/;
function changedClaims(base, head, changed) {
  const inputs = [base, head].flatMap(
    ({ composeServices }) => composeServices.map(({ project }) => project.inputs)
  );
  const decides2 = (path) => isBuildFile(path) || commandKind(path) !== void 0 || MAY_BE_CALLED.test(path);
  if (!changed.some((path) => decides2(path) || inputs.some((each) => each.has(path)))) return /* @__PURE__ */ new Set();
  const files = new Set(changed.filter(isBuildFile));
  const found = /* @__PURE__ */ new Set();
  const before = wordsByDockerfile(base, files);
  const after = wordsByDockerfile(head, files);
  for (const path of [...before.keys(), ...after.keys()]) {
    if (before.get(path) !== after.get(path)) found.add(path);
  }
  return found;
}
function wordsByDockerfile(survey, files) {
  const found = /* @__PURE__ */ new Map();
  const say = (dockerfile, words2) => found.set(dockerfile, `${found.get(dockerfile) ?? ""}${JSON.stringify(words2, withoutPlaces)}
`);
  for (const claim of survey.sources.flat()) say(claim.dockerfile, claim);
  for (const { project, service, dockerfile, target } of survey.composeServices) {
    if ([...project.inputs].some((path) => files.has(path))) say(dockerfile, { target, service });
  }
  return found;
}
function withoutPlaces(key, value) {
  if (key === "at" || key === "span" || key === "inline") return void 0;
  return key === "file" && typeof value === "object" ? void 0 : value;
}
function mountingServices(surveys, changed) {
  const services = surveys.flatMap(({ composeServices }) => composeServices);
  if (services.length === 0 || changed.size === 0) return /* @__PURE__ */ new Set();
  const touched = new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
  const named2 = [...changed].filter((path) => isVariableFile(path) || isBuildFile(path));
  return new Set(
    services.flatMap(
      (run) => mounted(run).some((path) => touched.has(path)) || named2.some((path) => takesIn(run, path)) ? [run.dockerfile] : []
    )
  );
}
function mounted({ service }) {
  const files = service.envFiles.flatMap(
    ({ path: { value, folder } }) => value === null || folder === void 0 ? [] : joinRepoPath(folder, value) ?? []
  );
  return [...service.mounts.flatMap(({ source, near }) => source ?? near ?? []), ...files];
}
function takesIn({ project: { file, files, inputs } }, path) {
  if (files.includes(path)) return false;
  if (inputs.has(path)) return true;
  const isBeside = isVariableFile(path) && folderOfFile(file.path) === folderOfFile(path);
  return isBeside || file.text.includes(baseName(path));
}
function isVariableFile(path) {
  return /^\.env|\.env$/.test(baseName(path));
}

// src/model/change/links.ts
function linksTo(changed, entries) {
  const links = linksOf(entries);
  if (links.length === 0 || changed.size === 0) return [];
  const touched = new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
  const byName = new Map(links.map((link2) => [link2.path, link2]));
  return links.flatMap(({ path }) => {
    const end = resolveLinks(byName, path);
    return end.kind === "path" && touched.has(end.path) ? [path] : [];
  });
}
function readmesLinkingTo(before, { workspace, tree }) {
  const words2 = new Set([...before].flatMap((path) => wordsOfGone(path, tree)));
  if (words2.size === 0) return [];
  const names = [...words2];
  const found = workspace.search?.(names, { names: ["readme.*"] });
  if (found !== void 0) return found;
  return workspace.list().flatMap(({ path }) => {
    if (!/(^|\/)readme\.[^/]*$/i.test(path)) return [];
    const content = workspace.read(path);
    return content !== void 0 && "text" in content && names.some((name) => content.text.includes(name)) ? [path] : [];
  });
}
function wordsOfGone(path, tree) {
  if (tree.entry(path) !== void 0) return [];
  const folder = folderOfFile(path);
  const gone = foldersOf(path).findLast((each) => each !== "" && !tree.isFolder(each));
  if (gone !== void 0) return [encodeURI(baseName(gone)), baseName(gone)];
  const name = folder === "" ? baseName(path) : `${baseName(folder)}/${baseName(path)}`;
  return [encodeURI(name), name];
}

// src/model/change/ends.ts
function endOf({ workspace, policy, changed: own, both, parsed, newFailures }) {
  const entries = workspace.list();
  const tree = repoTree(entries);
  const { root, dockerfiles } = findRoot(workspace, policy, entries);
  const holding = new Set(dockerfiles.map(imageFolders({ root, dockerfiles })));
  const changed = /* @__PURE__ */ new Set([...own, ...linksTo(both, entries)]);
  const inner = buildEntries(entries).flatMap(({ path }) => isInside2(path, holding) ? [path] : []);
  const looking = new Set(searched(workspace, inner, ["../"]));
  const left = new Set(inner.filter((path) => !looking.has(path) && !changed.has(path)));
  const reads = (path) => !left.has(path);
  const survey = surveyBuilds({ workspace, policy, tree }, { reads, parsed, failures: newFailures() });
  const folderOf = imageFolders(survey);
  const folders = /* @__PURE__ */ new Map();
  for (const path of survey.dockerfiles) {
    const folder = folderOf(path);
    const same = folders.get(folder);
    if (same === void 0) folders.set(folder, [path]);
    else same.push(path);
  }
  const claimsOf = claimsByDockerfile(survey);
  return {
    workspace,
    policy,
    tree,
    survey,
    claimsOf,
    folderOf,
    folders,
    changed,
    reads,
    inner: [...left],
    parsed
  };
}
function isInside2(path, folders) {
  return nearestFolder(path, (folder) => folder !== "" && folders.has(folder)) !== void 0;
}
function folderHolding(path, folders) {
  return nearestFolder(path, (folder) => folders.has(folder));
}
function searched(workspace, paths, strings) {
  if (strings.length === 0 || paths.length === 0) return [];
  const found = workspace.search?.(strings, { names: ["*compose*", "*bake*"] });
  if (found !== void 0) {
    const holding = new Set(found);
    return paths.filter((path) => holding.has(path));
  }
  return paths.filter((path) => {
    const content = workspace.read(path);
    return content !== void 0 && "text" in content && strings.some((one) => content.text.includes(one));
  });
}

// src/model/change/readmes.ts
var README = /^readme\.(?:md|markdown)$/i;
function describedFolders(changed, of, ends) {
  return [...changed].flatMap((path) => {
    if (!README.test(baseName(path))) return [];
    const home = folderOfFile(path);
    const below = [...of.folders.keys()].filter((folder) => folder !== home && isInside(folder, home));
    if (below.length === 0) return [];
    const names = differing(textAt(ends.base.workspace, path), textAt(ends.head.workspace, path));
    const named2 = new Set(
      of.survey.sources.flat().flatMap(
        ({ name, dockerfile }) => name !== void 0 && names.has(name.toLowerCase()) ? [of.folderOf(dockerfile)] : []
      )
    );
    const tops = new Set([...names].map((name) => name.split("/")[0] ?? name));
    return below.filter(
      (folder) => named2.has(folder) || isCalled(folder.toLowerCase(), names) || tops.has(baseName(folder).toLowerCase())
    );
  });
}
function isCalled(folder, names) {
  const parts = folder.split("/");
  return parts.some((_, index) => names.has(parts.slice(index).join("/")));
}
function textAt(workspace, path) {
  const content = workspace.read(path);
  return content !== void 0 && "text" in content ? content.text : "";
}
function differing(before, after) {
  const [old, now] = [chunksOf(before), chunksOf(after)];
  return new Set([...old.keys(), ...now.keys()].filter((name) => old.get(name) !== now.get(name)));
}
function chunksOf(text) {
  const chunks = /* @__PURE__ */ new Map();
  const open = [];
  let header = "";
  const lines = text.split(/\r?\n/);
  const chunkOf = (name) => {
    const chunk = chunks.get(name) ?? [];
    chunks.set(name, chunk);
    return chunk;
  };
  for (const [index, line] of lines.entries()) {
    const heading2 = headingAt(line, lines[index + 1] ?? "");
    if (heading2 !== void 0) {
      while ((open.at(-1)?.level ?? 0) >= heading2.level) open.pop();
      const name = calledIn(bare(heading2.text));
      if (name !== void 0) open.push({ level: heading2.level, chunk: chunkOf(name) });
    }
    for (const { chunk } of open) chunk.push(line);
    if (!line.includes("|")) header = "";
    else if (header === "") header = line;
    else
      for (const cell of line.split("|")) {
        const name = calledIn(bare(cell));
        if (name !== void 0) chunkOf(name).push(header, line);
      }
  }
  return new Map([...chunks].map(([name, chunk]) => [name, chunk.join("\n")]));
}
function headingAt(line, next) {
  const [, marks, text] = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line) ?? [];
  if (marks !== void 0) return { level: marks.length, text: text ?? "" };
  if (line.trim() === "" || !/^ {0,3}(?:=+|-+)\s*$/.test(next)) return void 0;
  return { level: next.trim().startsWith("=") ? 1 : 2, text: line };
}
function bare(text) {
  return text.replace(/!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?/g, "$1").replace(/<[^>]*>|\*+|__/g, "").trim();
}

// src/model/change/sources.ts
function withFolders(changed) {
  return new Set([...changed].flatMap((path) => [path, ...foldersOf(path)]));
}
function brings(loose, takes) {
  const { survey, claimsOf } = takes;
  const isWide = (path) => contextsOf(claimsOf(path)).some((context) => !isWithinFolder(context, path));
  const looked = loose.length > 0 ? survey.dockerfiles : survey.dockerfiles.filter(isWide);
  const ignoring = loose.some((path) => baseName(path) === ".gitignore");
  return looked.filter((path) => takesIn2(path, takes, ignoring));
}
function heirsOf(first, takes, isTouched) {
  const found = /* @__PURE__ */ new Set();
  for (let bases = first; bases.length > 0; ) {
    const next = directHeirs(bases, takes).filter((path) => !found.has(path) && !isTouched(path));
    for (const path of next) found.add(path);
    bases = next;
  }
  return [...found];
}
function directHeirs(bases, takes) {
  const { claimsOf, folderOf, policy } = takes;
  const { linkedFolders, tags } = takes.survey;
  const words2 = new Set(
    bases.flatMap(
      (path) => imageWords({ dockerfile: path, folder: folderOf(path), claims: claimsOf(path), linkedFolders })
    )
  );
  const folders = new Set(bases.map((path) => baseName(folderOf(path))).filter((name) => name !== ""));
  const wanted = hasOwnNames({ policy, tags }) ? words2 : folders;
  const labelled = new Set(labelsOf(words2, takes.survey));
  return naming([...wanted], labelled, takes).filter((path) => {
    if (labelled.has(path)) return true;
    const bases2 = namedBases(claimsOf(path), { policy, tags }, () => textAt2(path, takes));
    return bases2.words.some((word) => words2.has(word)) || takesIn2(path, takes);
  });
}
function naming(words2, labelled, takes) {
  const { workspace, survey, claimsOf } = takes;
  if (words2.length === 0) return [...labelled];
  const found = workspace.search?.(words2, { names: SEARCHED, words: true });
  const holding = found && new Set(found);
  const isSearched = (path) => holding !== void 0 && /dockerfile|containerfile/i.test(baseName(path));
  const isNaming = (path) => isSearched(path) ? holding?.has(path) === true : holdsOne2(words2, textAt2(path, takes));
  const isGiven = (path) => claimsOf(path).some(({ args }) => Object.keys(args).length > 0);
  return survey.dockerfiles.filter((path) => labelled.has(path) || isNaming(path) || isGiven(path));
}
var SEARCHED = ["*dockerfile*", "*containerfile*"];
function holdsOne2(words2, text) {
  return text !== void 0 && words2.some((word) => text.includes(word));
}
function textAt2(path, { workspace }) {
  const content = workspace.read(path);
  return content !== void 0 && "text" in content ? content.text : void 0;
}
function labelsOf(words2, survey) {
  return survey.sources.flat().flatMap(({ contexts, dockerfile }) => {
    const named2 = Object.values(contexts).flatMap((context) => context.match(/[\w.-]+/g) ?? []);
    return named2.some((word) => words2.has(word)) ? [dockerfile] : [];
  });
}
function contextsOf(claims) {
  return claims.flatMap(({ context }) => context?.known === true ? [context.value] : []);
}
function isWithinFolder(context, dockerfile) {
  const own = folderOfFile(dockerfile);
  return own === "" || context === own || context.startsWith(`${own}/`);
}
function takesIn2(path, takes, ignoring = false) {
  const sources = wordsOf(textAt2(path, takes) ?? "").sources;
  if (sources.length === 0) return false;
  const declared = contextsOf(takes.claimsOf(path));
  const contexts = declared.length > 0 ? declared : likelyContexts(path, sources, takes);
  const isMissing = (source) => !contexts.some((context) => isThere(context, source, takes));
  if (ignoring && sources.some(isMissing)) return true;
  return contexts.some(
    (context) => [".dockerignore", ...sources.map(fixedPart)].some((source) => {
      const at = joinRepoPath(context, source);
      return at !== void 0 && takes.changed.has(at);
    })
  );
}
function likelyContexts(path, sources, takes) {
  const folders = foldersOf(path);
  const found = folders.find((folder) => sources.every((source) => isThere(folder, source, takes)));
  return found === void 0 ? folders : [found];
}
function isThere(context, source, { tree }) {
  const isPattern = /[*?[]/.test(source) && !source.includes("$");
  if (isPattern && /[*?]$/.test(source)) return true;
  const at = joinRepoPath(context, isPattern ? source : fixedPart(source));
  return at !== void 0 && (at === "" || tree.match(at).length > 0);
}
function fixedPart(source) {
  const cut3 = source.search(/[*?[$]/);
  const fixed = cut3 < 0 ? source : source.slice(0, source.lastIndexOf("/", cut3) + 1);
  return fixed === "." ? "" : fixed.replace(/\/$/, "");
}

// src/model/change/scope.ts
function changeScope(input) {
  const { changed, policies, newFailures = () => new Failures() } = input;
  const before = changed.flatMap((each) => each.before ?? []);
  const after = changed.flatMap((each) => each.after ?? []);
  const both = /* @__PURE__ */ new Set([...before, ...after]);
  const shared = { both, parsed: /* @__PURE__ */ new Map(), newFailures };
  const base = endOf({ workspace: input.base, policy: policies.base, changed: before, ...shared });
  const head = endOf({ workspace: input.head, policy: policies.head, changed: after, ...shared });
  const ends = { base, head };
  const touched = { base: holdingFolders(base), head: holdingFolders(head) };
  const settle = spreader(ends, touched, changed);
  settle();
  for (const path of [
    ...changedClaims(base.survey, head.survey, [...both]),
    ...mountingServices([base.survey, head.survey], both)
  ]) {
    touch(path, ends, touched);
  }
  for (const readme of readmesLinkingTo(before, head)) {
    const folder = folderHolding(readme, head.folders);
    if (folder !== void 0) touched.head.add(folder);
  }
  for (const end of ["base", "head"])
    for (const folder of describedFolders(both, ends[end], ends)) touched[end].add(folder);
  settle();
  for (const path of namingDockerfiles(ends, touched)) touch(path, ends, touched);
  settle();
  const reach = withFolders(both);
  const touches2 = (path) => reach.has(path);
  return { base: scoped(base, touched.base, touches2), head: scoped(head, touched.head, touches2) };
}
function holdingFolders({ changed, folders }) {
  return new Set([...changed].flatMap((path) => folderHolding(path, folders) ?? []));
}
function touch(dockerfile, ends, touched) {
  for (const end of ["base", "head"]) {
    const folder = ends[end].folderOf(dockerfile);
    if (ends[end].folders.get(folder)?.includes(dockerfile) === true) touched[end].add(folder);
  }
}
function spreader(ends, touched, changed) {
  const moved = changed.flatMap(
    ({ before, after }) => before !== void 0 && after !== void 0 && before !== after ? [[before, after]] : []
  );
  const to = { base: new Map(moved.map(([before, after]) => [after, before])), head: new Map(moved) };
  const sorted = { base: [...ends.base.folders.keys()].sort(), head: [...ends.head.folders.keys()].sort() };
  const tell = (from, other) => {
    for (const folder of touched[from]) {
      for (const path of ends[from].folders.get(folder) ?? []) {
        touch(path, ends, touched);
        touch(to[other].get(path) ?? path, ends, touched);
      }
    }
  };
  return () => {
    for (let size = -1; size !== touched.base.size + touched.head.size; ) {
      size = touched.base.size + touched.head.size;
      for (const end of ["base", "head"]) addNested(touched[end], sorted[end]);
      tell("base", "head");
      tell("head", "base");
    }
  };
}
function addNested(touched, sorted) {
  for (const above of touched) {
    const from = above === "" ? 0 : firstFrom(sorted, `${above}/`);
    for (let at = from; at < sorted.length; at++) {
      const folder = sorted[at] ?? "";
      if (above !== "" && !folder.startsWith(`${above}/`)) break;
      touched.add(folder);
    }
  }
}
function firstFrom(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((sorted[middle] ?? "") < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
function* namingDockerfiles({ base, head }, touched) {
  const changed = [.../* @__PURE__ */ new Set([...base.changed, ...head.changed])];
  const isSettled = (path) => isBuildFile(path) || (folderHolding(path, head.folders) ?? folderHolding(path, base.folders) ?? "") !== "";
  const takes = { ...head, changed: withFolders(changed) };
  yield* brings(
    changed.filter((path) => !isSettled(path)),
    takes
  );
  const isTouched = (path) => touched.head.has(head.folderOf(path));
  const gone = [...touched.base].filter((folder) => !touched.head.has(folder));
  const first = [...touched.head].flatMap((folder) => head.folders.get(folder) ?? []);
  yield* heirsOf([...first, ...gone.flatMap((folder) => base.folders.get(folder) ?? [])], takes, isTouched);
}
function scoped(end, folders, touches2) {
  const { workspace, policy, tree, changed, inner, parsed } = end;
  const names = [...folders].map(baseName).filter((name) => name !== "");
  const naming2 = new Set(searched(workspace, inner, names));
  const isOurs = (path) => naming2.has(path) || nearestFolder(path, (folder) => folders.has(folder)) !== void 0;
  const isMore = inner.some(isOurs);
  const reads = (path) => end.reads(path) || isOurs(path);
  const scope = { folders, covers: (path) => changed.has(path), touches: touches2, reads, parsed };
  const survey = isMore ? surveyBuilds({ workspace, policy, tree }, { reads, parsed, failures: end.survey.failures }) : end.survey;
  return { scope, survey, tree, folders: end.folders.size };
}

// src/app/change-trees.ts
function openTrees(options) {
  const found = policyInForce(options);
  if (!found.ok) return found;
  const { policy } = found;
  const written = {
    base: writtenPolicy(options.base, policy, options),
    head: writtenPolicy(options.workspace, policy, options)
  };
  let policies = { base: policy, head: withNewBases(policy, written.head.policy, options.workspace) };
  let scope = scopeOf(policies, options);
  const remarks = [...found.remarks];
  const own = written.head.policy;
  if (scope.head.survey.problems.length > 0 && own !== void 0 && options.images === void 0) {
    policies = { base: policy, head: withImagesOf(policies.head, own) };
    scope = scopeOf(policies, options);
    remarks.push(
      `the images named by the policy of ${options.baseName} are gone, so those named by the change's policy are checked`
    );
  }
  const { problems } = scope.head.survey;
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  return {
    ok: true,
    trees: {
      policies,
      written,
      scope,
      policyTree: found.from,
      remarks: [...remarks, touchedText(scope, options.baseName)]
    }
  };
}
function scopeOf(policies, { base, workspace, changes, newFailures }) {
  return changeScope({
    base,
    head: workspace,
    policies,
    changed: changes.files.map(endsOf),
    ...newFailures && { newFailures }
  });
}
function endsOf(file) {
  switch (file.status) {
    case "added":
      return { after: file.path };
    case "removed":
      return { before: file.path };
    case "modified":
      return { before: file.path, after: file.path };
    case "renamed":
      return { before: file.from, after: file.path };
  }
}
function withNewBases(policy, own, head) {
  const isNew = ({ ref, at }) => openBase(ref, policy, at).configuration !== void 0;
  const recorded = readRecorded(head);
  const recordedBases = [
    ...policy.recordedBases ?? [],
    ...recorded.ok ? recorded.bases.filter(isNew) : []
  ];
  return {
    ...policy,
    recordedBases,
    baseImages: [...policy.baseImages, ...(own?.baseImages ?? []).filter(isNew)]
  };
}
function withImagesOf(policy, { images, builds }) {
  const { images: _, ...rest } = policy;
  return { ...rest, builds, ...images !== void 0 && { images } };
}
function policyInForce(options) {
  const { base, workspace: head } = options;
  const fromBase = { ...options, workspace: base };
  if (options.policyFrom === "head") return inForce(loadedPolicy(options), head);
  if (options.policyFile !== void 0) return inForce(loadedPolicy(fromBase), base);
  if (!hasOwnWords(options.base)) {
    const adopted = hasOwnWords(options.workspace);
    return inForce(
      loadedPolicy(options),
      head,
      adopted ? [`${options.baseName} has no policy yet, so the change's own is used`] : []
    );
  }
  const policy = loadedPolicy(fromBase);
  if (policy.ok) return inForce(policy, base);
  const why = `warning: the policy of ${options.baseName} cannot be used, so the change's own is`;
  return inForce(loadedPolicy(options), head, [why]);
}
function hasOwnWords(workspace) {
  const policy = findPolicyFile(workspace);
  const others = [RECORDED_PATH, BASELINE_PATH];
  return !policy.ok || policy.file !== void 0 || others.some((path) => workspace.read(path) !== void 0);
}
function inForce(read, from, remarks = []) {
  return read.ok ? { ...read, from, remarks } : read;
}
function writtenPolicy(workspace, inForce3, { policyFile, rules }) {
  if (policyFile !== void 0) return { policy: inForce3, problems: [] };
  const found = findPolicyFile(workspace);
  if (!found.ok || found.file === void 0) return { problems: [] };
  const { policy, problems } = loadPolicy(found.file, rules);
  return problems.length > 0 ? { problems } : { policy, problems };
}
function touchedText({ base, head }, baseName2) {
  const touched = head.scope.folders.size;
  if (base.folders + head.folders === 0) return NO_IMAGES;
  const gone = base.scope.folders.size;
  const said = touched === 0 && gone > 0 ? `removes ${gone} of ${plural(base.folders, "image folder")}` : `touches ${touched === 0 ? "none" : touched} of ${plural(head.folders, "image folder")}`;
  return `compared with ${baseName2}: the change ${said}`;
}

// src/app/change.ts
async function runChange(given) {
  const options = { readmes: readmeStore(), ...given };
  const { changes, progress = () => {
  }, rules } = options;
  const opened = openTrees(options);
  if (!opened.ok) return opened;
  const { trees } = opened;
  const [base, head] = await Promise.all([readEnd(trees, "base", options), readEnd(trees, "head", options)]);
  progress("checking the images");
  const images = imagesOf(base, head, options);
  const facts = describe(head.fleet);
  const judging = { trees, options };
  const before = judgeEnd(base, { policy: trees.policies.base }, options);
  const after = judgeHead(base.revision, head, judging);
  const change = {
    base: base.revision,
    head: head.revision,
    runs: runPairs(base.fleet, head.fleet, changes.headPathOf),
    headPathOf: changes.headPathOf,
    rules
  };
  const brought = checkChange({ ...inForce2(trees, options), change, fleet: head.fleet, rules, bugs: BUGS });
  const said = waivedOf(brought.findings, { base: base.revision, head: head.revision }, judging);
  const baseline = baselineInForce(trees, options);
  const lessKnown = lessKnownImages(change);
  const sides = { before, after, brought: said, changes, images, lessKnown, baseline };
  const { findings, waived, held, everything, unfolded, fixed } = together2(sides);
  const scope = options.scope ?? trees.policies.head.scope;
  const remarks = [...trees.remarks, ...head.remarks];
  const report = {
    findings,
    waived,
    held,
    rules: ruleFacts(rules),
    images: facts,
    comparison: { base: options.baseName, scope, fixed, images },
    remarks
  };
  const failures = [...after.failures, ...brought.failures];
  return {
    ok: true,
    policy: trees.policies.head,
    fleet: head.fleet,
    waivers: head.revision.waivers,
    remarks,
    report,
    everything,
    unfolded,
    failures,
    ...concluded({
      counted: findings.filter(decides(scope)),
      failOn: options.failOn ?? trees.policies.head.failOn,
      failures,
      rules
    }),
    recheck: rechecker(base.revision, judging, thrown(after.failures).length)
  };
}
function decides(scope) {
  return (finding) => scope === "all" || isIntroduced(finding);
}
async function readEnd(trees, end, options) {
  const workspace = end === "base" ? options.base : options.workspace;
  const { scope, survey, tree } = trees.scope[end];
  const { fleet, remarks } = await loadFleet({
    ...readingOf(options),
    workspace,
    lintFrom: trees.policyTree,
    policy: trees.policies[end],
    scope,
    survey,
    tree
  });
  return { fleet, remarks, revision: revisionOf(fleet, end, { trees, options }) };
}
function readingOf({ readmes, newFailures, stepsFor }) {
  return {
    ...readmes && { readmes },
    ...newFailures && { newFailures },
    ...stepsFor && { stepsFor }
  };
}
function revisionOf(fleet, end, { trees, options }) {
  const { written, policies } = trees;
  const { policy, problems } = written[end];
  const ruleIds = options.rules.map(({ id }) => id);
  const waivers = readWaivers({ fleet, policy: policy ?? policies[end], ruleIds });
  return { fleet, policyProblems: problems, waivers, ...policy !== void 0 && { policy } };
}
function inForce2({ policies }, { today }) {
  return { policy: policies.head, ...today !== void 0 && { today } };
}
function baselineInForce({ policies, policyTree }, { workspace, policyFrom, noBaseline }) {
  return {
    entries: noBaseline === true ? [] : policies.head.baseline ?? [],
    from: policyTree === workspace ? "head" : "base",
    holdsNew: policyFrom === "head"
  };
}
function judgeEnd({ fleet, revision: { waivers } }, { policy, added }, { rules, today }) {
  return judge({
    fleet,
    policy,
    rules,
    waivers,
    ...today !== void 0 && { today },
    ...added && { added }
  });
}
function waivedOf(findings, { base, head }, { trees, options }) {
  const added = addedWaivers({ base, head, headPathOf: options.changes.headPathOf });
  return applyWaivers({
    ...inForce2(trees, options),
    findings,
    waivers: head.waivers,
    added: (waiver) => added.has(waiver)
  });
}
function judgeHead(base, head, { trees, options }) {
  const { headPathOf } = options.changes;
  const added = addedWaivers({ base, head: head.revision, headPathOf });
  const policy = trees.policies.head;
  return judgeEnd(head, { policy, added: (waiver) => added.has(waiver) }, options);
}
function imagesOf(base, head, { changes }) {
  const changed = changes.files.map(({ path }) => path);
  return imageChanges({
    before: describe(base.fleet),
    after: describe(head.fleet),
    headPathOf: changes.headPathOf,
    inheritsFrom: ({ name }) => touchedBase(head.fleet, name, changed)
  });
}
function rechecker(base, judging, usualFailures) {
  const { trees, options } = judging;
  return async (workspace) => {
    const scope = { ...trees.scope.head.scope, covers: () => true };
    const { fleet } = await loadFleet({
      ...readingOf(options),
      workspace,
      lintFrom: trees.policyTree,
      policy: trees.policies.head,
      scope
    });
    const revision = revisionOf(fleet, "head", judging);
    return recheckAnswer(judgeHead(base, { fleet, revision }, judging), usualFailures);
  };
}

// src/report/paths.ts
import { posix as posix2 } from "node:path";
function repoPath(path, prefix) {
  return prefix === void 0 || prefix === "" ? path : posix2.join(prefix, path);
}
function encodedPath(path) {
  const whole = path.replace(new RegExp("\\p{Surrogate}", "gu"), "\uFFFD");
  return encodeURIComponent(whole).replaceAll("%2F", "/").replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/sarif/places.ts
var SOURCE_ROOT = "%SRCROOT%";
var MOST_RELATED = 100;
function locationOf(place, pathPrefix) {
  const region = place.span === void 0 ? { startLine: 1 } : regionOf(place);
  return { artifactLocation: artifact(place.file.path, pathPrefix), region };
}
function relatedOf(related3, pathPrefix) {
  return related3.slice(0, MOST_RELATED).map(({ at, note }, index) => ({
    id: index + 1,
    physicalLocation: locationOf(at, pathPrefix),
    message: { text: safe(note) }
  }));
}
function fixOf({ title: title2, edits }, pathPrefix) {
  const files = /* @__PURE__ */ new Map();
  for (const edit of edits) {
    const one = replacementOf(edit);
    if (one === void 0) return void 0;
    const before = files.get(one.path);
    if (before === void 0) files.set(one.path, [one.replacement]);
    else before.push(one.replacement);
  }
  if (files.size === 0) return void 0;
  const artifactChanges = [...files].map(
    ([path, replacements]) => ({
      artifactLocation: artifact(path, pathPrefix),
      replacements
    })
  );
  return { description: { text: safe(title2) }, artifactChanges };
}
function replacementOf(edit) {
  if ("create" in edit) {
    const nowhere = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return {
      path: edit.create,
      replacement: { deletedRegion: nowhere, insertedContent: { text: edit.text } }
    };
  }
  if (!("replace" in edit)) return void 0;
  const { file, span = { start: 0, end: file.text.length } } = edit.replace;
  const replacement = {
    deletedRegion: regionOf({ file, span }),
    ...edit.text !== "" && { insertedContent: { text: edit.text } }
  };
  return { path: file.path, replacement };
}
function regionOf(place) {
  const { start, end } = rangeOf(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
function artifact(path, pathPrefix) {
  return { uri: encodedPath(repoPath(path, pathPrefix)), uriBaseId: SOURCE_ROOT };
}

// src/report/sarif/report.ts
var MOST_RESULTS = 25e3;
var MOST_BYTES = 1e7;
var SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
var LEVELS = { error: "error", warning: "warning", notice: "note" };
var PROBLEMS = {
  error: "error",
  warning: "warning",
  notice: "recommendation"
};
function sarifReport(report, options) {
  const { size = (text) => Buffer.byteLength(text) } = options;
  const entries = entriesOf(report);
  let kept = Math.min(entries.length, MOST_RESULTS);
  for (; ; ) {
    const text = jsonText(
      log({ entries: entries.slice(0, kept), left: entries.length - kept }, report, options)
    );
    const bytes = size(text);
    if (bytes <= MOST_BYTES || kept === 0) return text;
    kept = Math.floor(Math.min(kept - 1, kept * (MOST_BYTES / bytes) * 0.95));
  }
}
function entriesOf({ findings, waived = [], held = [] }) {
  const prints = fingerprints({ findings, waived, held });
  const entry = (finding) => ({ finding, fingerprint: prints.get(finding) ?? "" });
  const all = [
    ...findings.map(entry),
    ...waived.map((waiver) => ({ ...entry(waiver.finding), waived: waiver })),
    ...held.map((finding) => ({ ...entry(finding), held: true }))
  ];
  const rank = ({ finding, waived: waiver, held: isHeld }) => (waiver === void 0 && isHeld === void 0 ? 0 : 6) + (isIntroduced(finding) ? 0 : 3) + severities.indexOf(finding.severity);
  return all.toSorted((a, b) => rank(a) - rank(b));
}
function log({ entries, left }, report, options) {
  const rules = new Map(report.rules.map(({ id }, index) => [id, index]));
  const { version, homepage, pathPrefix, source } = options;
  const run = {
    tool: {
      driver: {
        name: "Keelcheck",
        version,
        ...homepage !== void 0 && { informationUri: homepage },
        rules: report.rules.map(ruleOf)
      }
    },
    automationDetails: { id: pathPrefix ? `keelcheck/${pathPrefix}/` : "keelcheck/" },
    invocations: [invocation(left, report)],
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: "the root of the repo" } } },
    ...source !== void 0 && { versionControlProvenance: [provenance(source)] },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    results: entries.map((entry) => resultOf(entry, { rules, report, pathPrefix }))
  };
  return { $schema: SCHEMA, version: "2.1.0", runs: [run] };
}
function provenance({ repository, commit }) {
  return { repositoryUri: repository, revisionId: commit, mappedTo: { uriBaseId: SOURCE_ROOT } };
}
function invocation(left, { remarks }) {
  const said = remarks.map((remark) => ({ level: "note", message: { text: plainMessage(remark) } }));
  const text = `${plural(left, "more finding")} left out: the file has reached GitHub's limit`;
  return {
    executionSuccessful: true,
    toolExecutionNotifications: [
      ...left === 0 ? [] : [{ level: "warning", message: { text } }],
      ...said
    ]
  };
}
function ruleOf({ id, summary: summary2, severity, docs }) {
  return {
    id,
    shortDescription: { text: summary2 },
    fullDescription: { text: summary2 },
    helpUri: docs,
    help: { text: `${summary2}: ${docs}`, markdown: `${summary2}. [Why, and what to do](${docs})` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [id.split("/")[0] ?? id], "problem.severity": PROBLEMS[severity] }
  };
}
function resultOf({ finding, fingerprint, waived, held }, { rules, report, pathPrefix }) {
  const { rule, severity, at, related: related3 = [], images, fix } = finding;
  const index = rules.get(rule);
  const places = relatedOf(related3, pathPrefix);
  const change = fix === void 0 ? void 0 : fixOf(fix, pathPrefix);
  return {
    ruleId: rule,
    ...index !== void 0 && { ruleIndex: index },
    level: LEVELS[severity],
    message: { text: messageOf2(finding) },
    locations: [{ physicalLocation: locationOf(at, pathPrefix) }],
    ...places.length > 0 && { relatedLocations: places },
    // Not `primaryLocationLineHash`: upload-sarif works that out itself and warns of each one that differs.
    partialFingerprints: { "keelcheck/v1": fingerprint },
    ...report.comparison !== void 0 && {
      baselineState: isIntroduced(finding) ? "new" : "unchanged"
    },
    ...waived !== void 0 && { suppressions: [suppression(waived, pathPrefix)] },
    ...held === true && { suppressions: [HELD] },
    ...change !== void 0 && { fixes: [change] },
    ...images.length > 0 && { properties: { images: [...images] } }
  };
}
function messageOf2({ message, help, helpLines: helpLines2 = [], related: related3 = [] }) {
  const lines = [message, ...help === void 0 ? [] : [help], ...helpLines2].map(plainMessage);
  const links = related3.slice(0, MOST_LINKS).map(({ note }, index) => `[${bracketed(note)}](${index + 1})`);
  return [...lines, ...links].join("\n");
}
var MOST_LINKS = 10;
function plainMessage(text) {
  return safe(text).replace(/\[(?=[^\]]*\]\()/g, "\\[").replace(/\{(\d+)\}/g, "{{$1}}");
}
var HELD = { kind: "external", status: "accepted", justification: "in the repo's baseline" };
function bracketed(text) {
  return safe(text).replace(/[\\[\]]/g, "\\$&").replace(/\{(\d+)\}/g, "{{$1}}");
}
function suppression({ finding, waiver }, pathPrefix) {
  return {
    kind: waiver.at.file.path === finding.at.file.path ? "inSource" : "external",
    status: "accepted",
    justification: safe(
      waiver.until === void 0 ? waiver.reason : `${waiver.reason} (until ${waiver.until})`
    ),
    location: { physicalLocation: locationOf(waiver.at, pathPrefix) }
  };
}

// src/report/summary/blocks.ts
var LIMIT = 1024 * 1024 - 4096;
function block(text) {
  return { text, findings: 0 };
}
function heading(level, text) {
  return block(`
${"#".repeat(level)} ${text}

`);
}
function collapsed(title2, blocks) {
  const close = "\n</details>\n";
  return [
    { text: `
<details>
<summary>${title2}</summary>

`, findings: 0, close },
    ...blocks.map((inner) => ({ ...inner, close })),
    block(close)
  ];
}
function fileLink(text, at, options) {
  const { links, pathPrefix } = options;
  const commit = at.gone === true ? links?.base : links?.commit;
  if (links === void 0 || commit === void 0) return text;
  const path = repoPath(at.file, pathPrefix);
  const line = at.line === void 0 ? "" : `#L${at.line}`;
  const view = line !== "" && /\.md$/i.test(path) ? "?plain=1" : "";
  return link(text, `${links.server}/${links.repository}/blob/${commit}/${encodedPath(path)}${view}${line}`);
}
function withinLimit(blocks, { limit = LIMIT }) {
  let size = 0;
  let fitting = 0;
  for (const { text: text2 } of blocks) {
    size += Buffer.byteLength(text2);
    if (size > limit) break;
    fitting++;
  }
  const text = blocks.slice(0, fitting).map((block2) => block2.text).join("").trimStart();
  if (fitting === blocks.length) return text;
  const left = blocks.slice(fitting).reduce((count, { findings }) => count + findings, 0);
  const close = blocks[fitting - 1]?.close ?? "";
  return `${text}${close}
**Cut here:** the summary has reached GitHub's size limit; ${plural(left, "more finding")} can be found in the JSON report.
`;
}

// src/report/summary/findings.ts
var MESSAGE_AT_MOST = 2e3;
var NAMED_AT_MOST3 = 5;
var MARKS2 = {
  error: "\u274C error",
  warning: "\u26A0\uFE0F warning",
  notice: "\u2139\uFE0F notice"
};
function findingsTable(findings, context) {
  const sorted = findings.toSorted(byWeight);
  const head = block("| | Where | What | Rule |\n| :-- | :-- | :-- | :-- |\n");
  return [head, ...sorted.map((finding) => ({ text: row(finding, context), findings: 1 }))];
}
function row(finding, context) {
  const rule = context.report.rules.find(({ id }) => id === finding.rule);
  const what = [
    prose(cut2(finding.message)),
    ...finding.help === void 0 ? [] : [`<i>${prose(cut2(finding.help))}</i>`],
    ...(finding.helpLines ?? []).map((line) => `<i>${prose(cut2(line))}</i>`),
    ...related2(finding, context),
    ...alsoIn(finding, context)
  ];
  const where = placeLink(finding.at, context);
  const mark = MARKS2[finding.severity].replace(" ", "&nbsp;");
  const fresh = context.report.comparison?.scope === "all" && isIntroduced(finding) ? "<br><b>new</b>" : "";
  return `| ${mark}${fresh} | ${where} | ${what.join("<br>")} | ${link(plain(finding.rule), rule?.docs)} |
`;
}
function placeLink(at, { options, image, gone = false }) {
  const { path } = at.file;
  const shown = image === void 0 ? path : fromFolder(path, image.path);
  if (at.span === void 0) return fileLink(code(shown), { file: path, gone }, options);
  const { line } = rangeOf(at).start;
  return fileLink(code(`${shown}:${line}`), { file: path, line, gone }, options);
}
function fromFolder(path, folder) {
  if (folder === "") return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : `/${path}`;
}
function related2(finding, context) {
  const places = (finding.related ?? []).map(({ at, note }) => `\u21B3 ${placeLink(at, context)} ${prose(note)}`);
  return places.length <= NAMED_AT_MOST3 ? places : [...places.slice(0, NAMED_AT_MOST3), `\u21B3 and ${places.length - NAMED_AT_MOST3} more places`];
}
function alsoIn(finding, { image }) {
  const others = finding.images.filter((name) => name !== image?.name).toSorted(compare);
  if (others.length === 0) return [];
  return [`${image === void 0 ? "in" : "also in"} ${some(others.map(code), NAMED_AT_MOST3)}`];
}
function cut2(text) {
  return text.length <= MESSAGE_AT_MOST ? text : `${text.slice(0, MESSAGE_AT_MOST)} \u2026`;
}

// src/report/summary/groups.ts
var UNKNOWN = "fact/unknown";
function groupsOf({ images, findings }) {
  const shown = new Map(
    [...images, void 0].map((image) => [image, []])
  );
  const of = new Map(images.map((image) => [image, []]));
  const named2 = grouped(images, ({ name }) => name);
  const folders = grouped(images, ({ path }) => path);
  for (const finding of findings) {
    const seen = finding.images.flatMap((name) => named2.get(name) ?? []);
    const near = nearest(finding.at.file.path, folders);
    const owner = near.find((image) => seen.includes(image)) ?? seen[0] ?? near[0];
    const all = seen.length > 0 ? seen : near.slice(0, 1);
    for (const image of all) of.get(image)?.push(finding);
    if (finding.rule !== UNKNOWN) shown.get(owner)?.push(finding);
  }
  return { shown, of };
}
function nearest(path, folders) {
  const parts = path.split("/");
  for (let length = parts.length; length >= 0; length--) {
    const images = folders.get(parts.slice(0, length).join("/"));
    if (images === void 0) continue;
    return images.toSorted((a, b) => Number(b.dockerfile === path) - Number(a.dockerfile === path));
  }
  return [];
}
function untoldOf({ images, findings }) {
  const spoken = findings.filter(({ rule }) => rule === UNKNOWN);
  const places = new Set(spoken.map(({ at }) => `${at.file.path}:${rangeOf(at).start.line}`));
  const all = images.flatMap((image) => image.unknown.map((unknown) => ({ image, unknown })));
  const silent = all.filter(({ unknown: { at } }) => !places.has(`${at.file}:${at.line}`));
  const causes = grouped(silent, ({ unknown: { why, at } }) => JSON.stringify([why, at.file, at.line]));
  return [...causes.values()].flatMap(folded2);
}
function folded2(same) {
  const first = same[0]?.unknown;
  if (first === void 0) return [];
  const facts = [...new Set(same.map(({ unknown }) => unknown.fact))];
  const images = [...new Set(same.map(({ image }) => image.name))];
  const { why, at, settle } = first;
  return [{ why, at, facts, images, ...settle === void 0 ? {} : { settle } }];
}
function grouped(items, keyOf4) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items) {
    const group = groups.get(keyOf4(item));
    if (group === void 0) groups.set(keyOf4(item), [item]);
    else group.push(item);
  }
  return groups;
}

// src/report/summary/alike.ts
var MANY_IMAGES = 10;
var NAMED_AT_MOST4 = 12;
function parted(findings) {
  const alike = [];
  const single = [];
  for (const { finding, all } of gathered(findings)) {
    if (all === void 0) single.push(finding);
    else alike.push(all);
  }
  const equals = /* @__PURE__ */ new Map();
  for (const finding of single) {
    const same = equals.get(sameness(finding));
    if (same === void 0) equals.set(sameness(finding), [finding]);
    else same.push(finding);
  }
  const rest = [];
  for (const finding of single) {
    const same = equals.get(sameness(finding)) ?? [];
    const images = new Set(same.flatMap((one) => one.images)).size;
    if (finding.rule === UNKNOWN || Math.min(images, same.length) <= ALONE_AT_MOST) rest.push(finding);
    else if (same[0] === finding) alike.push(equal(finding, same));
  }
  return { alike, rest };
}
function sameness(finding) {
  const { rule, severity, message, help } = finding;
  return JSON.stringify([rule, severity, message, help, isIntroduced(finding)]);
}
function equal({ message, help }, findings) {
  const names = [...new Set(findings.flatMap(({ images }) => images))];
  return { message, ...help === void 0 ? {} : { help }, names, within: "", findings };
}
function ruleBlocks(findings, { report }) {
  if (new Set(findings.flatMap(({ images }) => images)).size <= MANY_IMAGES) return [];
  const rows = ruleCounts(findings).map(({ rule, severity, ...counts }) => {
    const page = report.rules.find(({ id }) => id === rule)?.docs;
    const mark = MARKS2[severity].replace(" ", "&nbsp;");
    const cells = [mark, link(plain(rule), page), counts.findings, counts.images, counts.fixable];
    return block(`| ${cells.join(" | ")} |
`);
  });
  return [
    block("\n| | Rule | Findings | Images | Fixable |\n| :-- | :-- | --: | --: | --: |\n"),
    ...rows,
    block("\n")
  ];
}
function alikeBlocks(alike, report, options) {
  if (alike.length === 0) return [];
  const head = block("| | Where | What | Rule |\n| :-- | :-- | :-- | :-- |\n");
  return [heading(3, "In many images"), head, ...alike.map((all) => alikeRow(all, { report, options }))];
}
function alikeRow({ message, help, names, within: within2, findings }, context) {
  const [first] = findings;
  if (first === void 0) return block("");
  const page = context.report.rules.find(({ id }) => id === first.rule)?.docs;
  const named2 = names.map(code);
  const shown = first.several === void 0 ? some(named2, NAMED_AT_MOST4) : named2.join(", ");
  const where = within2 === "" ? `${placeLink(first.at, context)}<br>and ${plural(findings.length - 1, "more place")}` : `${code(`${within2}/`)}`;
  const what = [
    prose(cut2(message)),
    ...help === void 0 ? [] : [`<i>${prose(cut2(help))}</i>`],
    `in ${shown}`
  ];
  const mark = MARKS2[first.severity].replace(" ", "&nbsp;");
  const text = `| ${mark} | ${where} | ${what.join("<br>")} | ${link(plain(first.rule), page)} |
`;
  return { text, findings: findings.length };
}

// src/report/summary/change.ts
var TABLES_AT_MOST = 25;
var ALIKE_FROM2 = 3;
var UNREADABLE = "fact/unreadable";
var NAMED_AT_MOST5 = 12;
var WORDS_AT_MOST = 12;
var GROUPS_AT_MOST = 10;
function changeBlocks(report, comparison, options) {
  if (comparison.images.length === 0) return [];
  const { own, heirs } = changeGroups(comparison.images);
  const telling = alikeOf(own.filter(({ kind }) => kind !== "same"));
  const tables = telling.slice(0, TABLES_AT_MOST);
  const rest = telling.slice(TABLES_AT_MOST).flat();
  const unreadable = unreadableOf(report);
  return [
    heading(3, "What the change does"),
    ...tables.flatMap((group) => groupBlocks(group, unreadable, options)),
    ...rest.length === 0 ? [] : [block(`
${plural(rest.length, "more image")} change: ${named(rest)}.
`)],
    ...heirs.flatMap((group) => heirBlocks(group, tables.flat(), options)),
    ...sameBlocks(own.filter(({ kind }) => kind === "same")),
    ...pictureBlocks(report, comparison, unreadable)
  ];
}
function tabled({ images }) {
  const telling = alikeOf(changeGroups(images).own.filter(({ kind }) => kind !== "same"));
  return new Set(telling.slice(0, TABLES_AT_MOST).flatMap((group) => group.map(({ name }) => name)));
}
function alikeOf(images) {
  const groups = /* @__PURE__ */ new Map();
  const keyed = images.map((image, index) => {
    const { kind, change, name, differences: differences2 } = image;
    const alone = kind !== "changed" || change.before?.name !== name;
    const key = alone ? `${index}` : JSON.stringify(differences2.map(keyOf));
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [image]);
    else group.push(image);
    return { key, image };
  });
  return keyed.flatMap(({ key, image }) => {
    const group = groups.get(key) ?? [];
    if (group.length < ALIKE_FROM2) return [[image]];
    return group[0] === image ? [group] : [];
  });
}
function unreadableOf({ findings }) {
  return new Set(findings.flatMap(({ rule, at }) => rule === UNREADABLE ? [at.file.path] : []));
}
function groupBlocks(group, unreadable, options) {
  const [first] = group;
  if (first === void 0) return [];
  if (group.length === 1) return imageBlocks(first, unreadable, options);
  const { links: _, ...bare2 } = options;
  const title2 = `
**${plural(group.length, "image")}**: ${named(group)}

`;
  return [block(title2 + tableOf(first.differences, false, bare2))];
}
function imageBlocks({ name, change, kind, differences: differences2 }, unreadable, options) {
  const { before, after } = change;
  if (after === void 0 && before !== void 0 && unreadable.has(before.dockerfile)) {
    const file2 = fileLink(code(before.dockerfile), { file: before.dockerfile }, options);
    return [block(`
**${plain(name)}** (${file2}) can no longer be read.
`)];
  }
  if (after === void 0) {
    const gone = fileLink(
      code(before?.dockerfile ?? ""),
      { file: before?.dockerfile ?? "", gone: true },
      options
    );
    return [block(`
**${plain(name)}** (${gone}) is removed.
`)];
  }
  const file = fileLink(code(after.dockerfile), { file: after.dockerfile }, options);
  const old = before !== void 0 && before.name !== name ? `, formerly ${code(before.name)}` : "";
  const title2 = `
**${plain(name)}** (${file}${old})${kind === "new" ? " is new" : ""}

`;
  return [block(title2 + tableOf(differences2, kind === "new", options))];
}
function tableOf(differences2, isNew, options) {
  const head = isNew ? "| | As it runs |\n| :-- | :-- |\n" : "| | Before | After |\n| :-- | :-- | :-- |\n";
  const rows = differences2.map(({ fact, before, after }) => {
    const now = valueCell(after, options);
    return isNew ? `| ${label2(fact)} | ${now} |
` : `| ${label2(fact)} | ${valueCell(before, options, true)} | ${now} |
`;
  });
  return head + rows.join("");
}
function label2(fact) {
  return plain(fact).replaceAll(" ", "&nbsp;");
}
function valueCell(value, options, gone = false) {
  if (value === void 0) return "\u2013";
  const { at } = value;
  const text = valueText(value);
  const shown = at === void 0 ? text : fileLink(text, { ...at, gone }, options);
  return value.why === void 0 ? shown : `${shown}<br><i>${prose(value.why)}</i>`;
}
function valueText({ words: words2, note, alarming }) {
  const shown = words2.length === 0 ? [] : [some(words2.map(code), WORDS_AT_MOST)];
  const all = [...shown, ...note === void 0 ? [] : [plain(note)]].join(" ");
  return alarming === true ? `\u26A0\uFE0F ${all}` : all;
}
function heirBlocks({ base, count, alike }, own, options) {
  const head = `
**${plural(count, "image")} ${count === 1 ? "inherits" : "inherit"} ${plain(base)}**

`;
  const shown = new Set(own.find(({ name }) => name === base)?.differences.map(keyOf));
  const lines = alike.slice(0, GROUPS_AT_MOST).map((group) => block(heirLine(group, shown, options)));
  const rest = alike.slice(GROUPS_AT_MOST).flat();
  return [block(head), ...lines, ...rest.length === 0 ? [] : [block(`- in other ways: ${named(rest)}
`)]];
}
function heirLine(group, shown, options) {
  const [first] = group;
  if (first === void 0) return "";
  if (first.kind === "same") return `- ${named(group)}: ${staysText(first)}
`;
  const as = first.differences.filter((one) => shown.has(keyOf(one))).map(({ fact }) => plain(fact));
  const others = first.differences.filter((one) => !shown.has(keyOf(one))).map(
    ({ fact, before, after }) => `${plain(fact)} ${valueCell(before, options, true)} \u2192 ${valueCell(after, options)}`
  );
  const same = as.length === 0 ? [] : [`as above: ${joined(as)}`];
  return `- ${named(group)}: ${[...same, ...others].join("; ")}
`;
}
function staysText({ open }) {
  if (open.length === 0) return "nothing that runs changes";
  return `nothing known changes (${plain(joined(open))} cannot be determined before or after)`;
}
function sameBlocks(same) {
  const told = same.filter(({ open }) => open.length === 0);
  const others = same.filter(({ open }) => open.length > 0).slice(0, TABLES_AT_MOST);
  return [
    ...told.length === 0 ? [] : [block(`
Nothing that runs changes in ${named(told)}.
`)],
    ...others.map((image) => block(`
In ${code(image.name)} ${staysText(image)}.
`))
  ];
}
function named(images) {
  return some(
    images.map(({ name }) => code(name)),
    NAMED_AT_MOST5
  );
}
var LEGEND = [
  { mark: "wrong", text: "Red: has findings from this change." },
  { mark: "changed", text: "Blue: changed." },
  { mark: "removed", text: "Dashed line: removed." }
];
function pictureBlocks({ findings }, { images, scope }, unreadable) {
  const counting = findings.filter(({ novelty }) => scope === "all" || novelty !== "existing");
  const offending = new Set(counting.flatMap((finding) => finding.images));
  const picture = mermaidOfChange(images, offending, unreadable);
  if (picture === "") return [];
  const legend = LEGEND.filter(({ mark }) => picture.includes(`]:::${mark}
`)).map(({ text }) => text);
  const below = legend.length === 0 ? "" : `
<sub>${legend.join(" ")}</sub>
`;
  return [block(`
\`\`\`mermaid
${picture}\`\`\`
${below}`)];
}

// src/report/summary/facts.ts
var FILES_AT_MOST = 5;
var CANNOT_TELL2 = "cannot tell";
function usersInCell(image) {
  const workers = started(image).map((server) => `${server.kind} workers: ${worker(server)}`);
  return [`container: ${user(image.containerUser)}`, ...workers].join("<br>");
}
function listensOn(image) {
  const servers = started(image);
  return servers.length === 0 ? "\u2013" : servers.map((server) => `${server.kind}: ${listeners(server)}`).join("<br>");
}
function factsLine(image, options) {
  const file = fileLink(code(image.dockerfile), { file: image.dockerfile }, options);
  const target = image.target === null ? "" : `, target ${code(image.target)}`;
  const built = `${file}${target}, from ${code(image.base)}`;
  const container = `the container runs as ${userLink(image.containerUser, options)}`;
  const servers = image.servers.map((server) => `- ${serverLine(server, options)}
`).join("");
  return `${built}; ${container}

${servers}${servers === "" ? "" : "\n"}`;
}
function serverLine(server, options) {
  const starts = server.starts === true ? "" : server.starts === false ? " (does not start)" : " (cannot tell whether it starts)";
  const users = `master ${userLink(server.master, options)}, workers ${fileLink(worker(server), server.workers.at, options)}`;
  return `**${server.kind}**${starts}: ${users}; listens on ${listeners(server)}; loads ${loads(server)}`;
}
function started(image) {
  return image.servers.filter(({ starts }) => starts !== false);
}
function user(fact) {
  if (!fact.known) return CANNOT_TELL2;
  return code(fact.name ?? String(fact.uid ?? ""));
}
function worker({ workers }) {
  return workers.known && workers.root ? `\u26A0\uFE0F ${user(workers)}` : user(workers);
}
function userLink(fact, options) {
  return fileLink(user(fact), fact.at, options);
}
function listeners(server) {
  const known = server.listeners.map(
    ({ address, port }) => code(address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`)
  );
  const more = server.listenersComplete === false ? ["others that cannot be determined"] : [];
  const all = [.../* @__PURE__ */ new Set([...known, ...more])];
  return all.length === 0 ? "nothing" : joined(all);
}
function loads(server) {
  if (typeof server.mainConfig !== "string") return `${CANNOT_TELL2} (${plain(server.mainConfig.why)})`;
  return some([.../* @__PURE__ */ new Set([server.mainConfig, ...server.files])].map(code), FILES_AT_MOST);
}

// src/report/summary/left.ts
var FIXED_AT_MOST = 50;
function fixedBlocks(report, { fixed }, options) {
  if (fixed.length === 0) return [];
  const lines = fixed.slice(0, FIXED_AT_MOST).map((finding) => block(fixedLine(finding, report, options)));
  const more = fixed.length - FIXED_AT_MOST;
  return [heading(3, "Fixed by this change"), ...lines, ...more > 0 ? [block(`- and ${more} more
`)] : []];
}
function fixedLine(finding, report, options) {
  const rule = report.rules.find(({ id }) => id === finding.rule);
  const where = placeLink(finding.at, { report, options, gone: true });
  return `- \u2705 ${where} ${prose(finding.message)} (${link(plain(finding.rule), rule?.docs)})
`;
}
function existingBlocks(report) {
  const existing = report.findings.filter((finding) => !isIntroduced(finding));
  if (existing.length === 0) return [];
  const { shown } = groupsOf({ ...report, findings: existing });
  const lines = [...shown].flatMap(([image, findings]) => {
    if (findings.length === 0) return [];
    const name = image === void 0 ? "the repo" : `<b>${plain(image.name)}</b>`;
    return [{ text: `- ${name}: ${sum(findings)}
`, findings: findings.length }];
  });
  const untold2 = existing.length - lines.reduce((count, { findings }) => count + findings, 0);
  const rest = untold2 === 0 ? [] : [{ text: `- what cannot be determined: ${plural(untold2, "finding")}
`, findings: untold2 }];
  const title2 = `${plural(existing.length, "existing finding")} from before this change`;
  return collapsed(title2, [
    ...lines,
    ...rest,
    block("\nIn full: the JSON report (output <code>report</code>), or <code>keelcheck check</code>.\n")
  ]);
}

// src/report/summary/patches.ts
var PATCHES_AT_MOST = 256 * 1024;
var NAMED_AT_MOST6 = 20;
function patchBlocks(report, options) {
  const { patches = [] } = options;
  const refused = refusedBlocks(report, options);
  if (patches.length === 0 && refused.length === 0) return [];
  let room = PATCHES_AT_MOST;
  const blocks = patches.flatMap((patch, index) => {
    const { text, left } = showable(patch.text);
    const bytes = Buffer.byteLength(text);
    if (bytes > room) return [block(`
${tooLong(patch)}
`)];
    room -= bytes;
    return patchBlock(patch, { text, left, howTo: index === 0 ? HOW_TO : "Apply it as the one above." });
  });
  return [heading(3, "Fixes"), ...blocks, ...refused];
}
function tooLong({ title: title2 }) {
  return `${plain(capital(title2))}: the patch is too long for this page; it is in a file next to the report.`;
}
function patchBlock({ title: title2, unsafe }, { text, left, howTo }) {
  const missing = left.length === 0 ? [] : [block(`
${leftOut(left)}
`)];
  if (text === "") return [block(`
${plain(capital(title2))}:
`), ...missing];
  const files = plural(sections(text).filter((part) => part.startsWith("diff ")).length, "file");
  const fence = fenceFor(text);
  const ended = `${text}${text.endsWith("\n") ? "" : "\n"}
`;
  return [
    ...collapsed(`<b>${plain(capital(title2))}</b> (${files})`, [
      block(`${unsafe === true ? CARE : ""}${howTo}

${fence}diff
${ended}${fence}
`)
    ]),
    ...missing
  ];
}
var CARE = "**Check before applying**: it may change more than what is reported.\n\n";
var HOW_TO = [
  "Copy it, and at the root of the repo run <code>(pbpaste; echo) &#124; git apply</code> on macOS,",
  "<code>(wl-paste; echo) &#124; git apply</code> or <code>(xclip -o -sel clip; echo) &#124; git apply</code> on Linux;",
  "or save it as <code>fixes.patch</code> and run <code>git apply fixes.patch</code>."
].join(" ");
function leftOut(paths) {
  const named2 = paths.slice(0, NAMED_AT_MOST6).map((path) => code(path));
  const more = paths.length > NAMED_AT_MOST6 ? ` and ${paths.length - NAMED_AT_MOST6} more` : "";
  return `Not shown here, because of characters that cannot be seen or copied: ${named2.join(", ")}${more}. The patch file next to the report has everything; use it if a fix needs these files too.`;
}
function showable(patch) {
  const parts = sections(patch);
  const good = parts.filter(isSeen);
  return {
    text: good.join(""),
    left: parts.filter((part) => !isSeen(part)).map(pathOf2)
  };
}
function pathOf2(part) {
  return part.match(/^diff --git "?a\/(.*?)"? "?b\//)?.[1] ?? "a file";
}
function sections(patch) {
  return patch.split(/(?<=\n)(?=diff --git )/).filter((part) => part !== "");
}
function isSeen(text) {
  return text.split("\n").every((line) => {
    const bare2 = line.replaceAll("	", "");
    return safe(bare2) === bare2;
  });
}
function fenceFor(text) {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  return "`".repeat(Math.max(3, runs.reduce((longest, run) => Math.max(longest, run), 0) + 1));
}
function refusedBlocks(report, options) {
  const refused = report.fixes?.refused ?? [];
  if (refused.length === 0) return [];
  const lines = refused.slice(0, NAMED_AT_MOST6).map(
    ({ finding, why }) => block(`- ${placeLink(finding.at, { report, options })} ${prose(finding.message)}: ${prose(why)}
`)
  );
  const more = refused.length - NAMED_AT_MOST6;
  return [
    block("\nFixes that are not in a patch:\n\n"),
    ...lines,
    ...more > 0 ? [block(`- and ${more} more
`)] : []
  ];
}
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

// src/report/summary/waivers.ts
var ADDED_AT_MOST = 20;
var WAIVED_AT_MOST = 200;
function addedWaiversBlock(report, options) {
  const groups = byWaiver((report.waived ?? []).filter(({ waiver }) => waiver.added === true));
  if (groups.length === 0) return [];
  const lines = groups.slice(0, ADDED_AT_MOST).map((group) => block(addedLine(group, report, options)));
  const more = groups.length - ADDED_AT_MOST;
  return [
    block(`
\u26A0\uFE0F **This change adds ${plural(groups.length, "waiver")}:**

`),
    ...lines,
    ...more > 0 ? [block(`- and ${more} more
`)] : []
  ];
}
function addedLine(group, report, options) {
  const waiver = group[0]?.waiver;
  if (waiver === void 0) return "";
  const what = sum(group.map(({ finding }) => finding));
  return `- ${placeLink(waiver.at, { report, options })} ${waiverText(waiver)} It keeps ${what} from counting.
`;
}
function waivedBlocks(report, options) {
  const { waived = [] } = report;
  if (waived.length === 0) return [];
  const context = { report, options };
  const lines = waived.slice(0, WAIVED_AT_MOST).map(({ finding, waiver }) => ({
    text: `- ${MARKS2[finding.severity]} ${placeLink(finding.at, context)} ${prose(finding.message)} \u2013 ${waiverText(waiver)}
`,
    findings: 1
  }));
  const more = waived.length - WAIVED_AT_MOST;
  const rest = more > 0 ? [block(`- and ${more} more
`)] : [];
  return collapsed(`${plural(waived.length, "finding")} waived`, [...lines, ...rest]);
}
function waiverText({ rule, reason, until }) {
  const end = until === void 0 ? "" : ` (until ${plain(until)})`;
  return `${code(rule)}: ${prose(reason)}${end}.`;
}
function byWaiver(waived) {
  const groups = /* @__PURE__ */ new Map();
  for (const one of waived) {
    const { at, rule } = one.waiver;
    const key = JSON.stringify([at.file.path, at.span?.start, rule]);
    const group = groups.get(key);
    if (group === void 0) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups].sort(([a], [b]) => compare(a, b)).map(([, group]) => group);
}

// src/report/summary/summary.ts
var OVERVIEW_AT_MOST = 50;
function summary(report, options) {
  return withinLimit(blocksOf(report, options), options);
}
function blocksOf(report, options) {
  if (untouched(report, options))
    return [
      ...verdict(report, "this change touches no image", options),
      ...addedWaiversBlock(report, options),
      ...waivedBlocks(report, options)
    ];
  const { comparison } = report;
  return comparison === void 0 ? wholeBlocks(report, options) : changedBlocks(report, comparison, options);
}
function wholeBlocks(report, options) {
  const groups = groupsOf(report);
  const { alike, rest } = parted(report.findings.toSorted(byWeight));
  return [
    ...verdict(report, foundText(report, groups), options),
    ...ruleBlocks(report.findings, { report, options }),
    ...alikeBlocks(alike, report, options),
    ...overview(groups, options),
    ...sections2(groupsOf({ ...report, findings: rest }), { report, options }),
    ...patchBlocks(report, options),
    ...waivedBlocks(report, options),
    ...untold(report.findings, report, options)
  ];
}
function changedBlocks(report, comparison, options) {
  const findings = deciding(report, comparison);
  const touched = new Set(comparison.images.flatMap(({ after }) => after?.name ?? []));
  const images = report.images.filter(({ name }) => touched.has(name));
  const { alike, rest } = parted(findings.toSorted(byWeight));
  return [
    ...verdict(report, changeSum(report), options),
    ...addedWaiversBlock(report, options),
    ...ruleBlocks(findings, { report, options }),
    ...changeBlocks(report, comparison, options),
    ...alikeBlocks(alike, report, options),
    ...sections2(groupsOf({ ...report, findings: rest }), { report, options, told: tabled(comparison) }),
    ...patchBlocks(report, options),
    ...fixedBlocks(report, comparison, options),
    ...comparison.scope === "all" ? [] : existingBlocks(report),
    ...waivedBlocks(report, options),
    ...untold(findings, { ...report, images }, options)
  ];
}
function deciding({ findings }, { scope }) {
  return scope === "all" ? findings : findings.filter(isIntroduced);
}
function failureSummary(lines) {
  const list = lines.map((line) => block(`- ${prose(line)}
`));
  return withinLimit([heading(2, "\u274C Keelcheck could not check anything"), ...list], { failed: true });
}
function verdict(report, said, { failed, remarks = [] }) {
  const held = report.held ?? [];
  const heldLines = held.length === 0 ? [] : [heldText(held)];
  const lines = [...report.remarks, ...remarks, ...heldLines].map((remark) => block(`- ${prose(remark)}
`));
  return [heading(2, `${failed ? "\u274C Keelcheck failed" : "\u2705 Keelcheck passed"}: ${said}`), ...lines];
}
function untouched({ findings, comparison }, { changed }) {
  return changed === false && findings.length === 0 && (comparison?.fixed ?? []).length === 0;
}
function foundText(report, groups) {
  const images = plural(report.images.length, "image");
  if (report.findings.length === 0) return `nothing is wrong with ${images}`;
  const touched = [...groups.of.values()].filter((findings) => findings.length > 0).length;
  return touched === 0 ? sum(report.findings) : `${sum(report.findings)} in ${touched} of ${images}`;
}
function sections2({ shown }, { report, options, told = /* @__PURE__ */ new Set() }) {
  const inOrder = [...shown].flatMap(([image, findings]) => {
    const [worst] = findings.toSorted(byWeight);
    return worst === void 0 ? [] : [{ image, findings, worst }];
  });
  return inOrder.toSorted((a, b) => bySubject(a.worst, b.worst)).flatMap(({ image, findings }) => {
    const title2 = heading(3, image === void 0 ? "The repo" : plain(image.name));
    const known = image === void 0 || told.has(image.name);
    const facts = known ? [] : [block(factsLine(image, options))];
    return [title2, ...facts, ...findingsTable(findings, { report, options, image })];
  });
}
function overview({ of }, options) {
  const images = [...of.keys()];
  const listed = images.length <= OVERVIEW_AT_MOST ? images : images.filter((image) => (of.get(image) ?? []).length > 0);
  const left = images.length - listed.length;
  const rest = left === 0 ? [] : [block(`
${plural(left, "more image")} without findings.
`)];
  if (listed.length === 0) return rest;
  const head = block("\n| Image | Runs as | Listens on | Findings |\n| :-- | :-- | :-- | :-- |\n");
  return [head, ...listed.map((image) => block(overviewRow(image, of.get(image) ?? [], options))), ...rest];
}
function overviewRow(image, findings, options) {
  const name = fileLink(`<b>${plain(image.name)}</b>`, { file: image.dockerfile }, options);
  const counts = countText(countFindings(findings));
  const unknown = image.unknown.length === 0 ? [] : [`${plural(image.unknown.length, "fact")} cannot be determined`];
  const words2 = [...counts, ...unknown].map((count) => count.replaceAll(" ", "&nbsp;")).join("<br>");
  return `| ${name} | ${usersInCell(image)} | ${listensOn(image)} | ${words2 === "" ? "none" : words2} |
`;
}
function untold(shown, report, options) {
  const findings = shown.filter(({ rule }) => rule === UNKNOWN);
  const rest = untoldOf(report).map((fact) => block(untoldLine(fact, options)));
  if (findings.length === 0 && rest.length === 0) return [];
  const table = findings.length === 0 ? [] : [...findingsTable(findings, { report, options }), block("\n")];
  return [heading(3, "What could not be determined"), ...table, ...rest];
}
function untoldLine({ why, settle, at, facts, images }, options) {
  const where = fileLink(code(`${at.file}:${at.line}`), at, options);
  const answer = settle === void 0 ? "" : `; to settle it: ${prose(settle)}`;
  return `- ${where} ${plain(joined(facts))} of ${images.map(code).join(", ")}: ${prose(why)}${answer}
`;
}

// src/workspace/git-changes-hunks.ts
var NEWLINE = 10;
var TAB = 9;
var QUOTE = 34;
var BACKSLASH = 92;
function hunksOf(patch) {
  const files = /* @__PURE__ */ new Map();
  let old;
  let current;
  const lines = linesOf2(patch);
  for (const line of lines) {
    if (startsWith(line, "diff --git ")) current = void 0;
    else if (startsWith(line, "--- ")) old = pathOf3(line);
    else if (startsWith(line, "+++ ")) {
      const path = pathOf3(line) ?? old;
      current = path === void 0 ? void 0 : files.get(path) ?? [];
      if (path !== void 0 && current !== void 0) files.set(path, current);
    } else if (startsWith(line, "@@ ")) {
      const hunk = hunkOf(line.toString("latin1"));
      current?.push(hunk);
      skipBody(hunk, lines);
    }
  }
  return files;
}
function* linesOf2(patch) {
  for (let start = 0; start < patch.length; ) {
    const found = patch.indexOf(NEWLINE, start);
    const end = found < 0 ? patch.length : found;
    yield patch.subarray(start, end);
    start = end + 1;
  }
}
function startsWith(line, word) {
  return line.length >= word.length && line.toString("latin1", 0, word.length) === word;
}
function pathOf3(line) {
  const written = line.subarray(4);
  const bytes = written[0] === QUOTE ? unquoted(written) : upToTab(written);
  if (bytes.toString("latin1") === "/dev/null") return void 0;
  const name = readName(bytes.subarray(2));
  return name.readable ? name.path : void 0;
}
function upToTab(bytes) {
  const tab = bytes.indexOf(TAB);
  return tab < 0 ? bytes : bytes.subarray(0, tab);
}
var ESCAPES = {
  a: 7,
  b: 8,
  t: TAB,
  n: NEWLINE,
  v: 11,
  f: 12,
  r: 13
};
function unquoted(written) {
  const bytes = [];
  for (let at = 1; at < written.length; at++) {
    const byte = written[at] ?? 0;
    if (byte === QUOTE) break;
    if (byte !== BACKSLASH) {
      bytes.push(byte);
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(written.toString("latin1", at + 1, at + 4))?.[0];
    const next = written[at + 1] ?? 0;
    bytes.push(
      octal === void 0 ? ownValue(ESCAPES, String.fromCharCode(next)) ?? next : Number.parseInt(octal, 8)
    );
    at += octal === void 0 ? 1 : 3;
  }
  return Buffer.from(bytes);
}
function hunkOf(head) {
  const [, from = "0", removed = "1", to = "0", added = "1"] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(head) ?? [];
  return {
    before: { start: Number(from), count: Number(removed) },
    after: { start: Number(to), count: Number(added) }
  };
}
function skipBody({ before, after }, lines) {
  for (let left = before.count + after.count; left > 0; ) {
    const line = lines.next();
    if (line.done === true) return;
    if (line.value[0] !== BACKSLASH) left--;
  }
}
function mappedLine(hunks, line) {
  let shift = 0;
  for (const { before, after } of hunks) {
    const first = before.count === 0 ? before.start + 1 : before.start;
    if (line < first) break;
    if (line < first + before.count) return void 0;
    shift += after.count - before.count;
  }
  return line + shift;
}

// src/workspace/git-changes-untracked.ts
import { lstatSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
function withUntracked(repo, tracked, untracked) {
  const removed = tracked.filter(({ status }) => status === "removed");
  const gone = new Map(removed.map((file) => [file.path, file]));
  const byBlob = /* @__PURE__ */ new Map();
  for (const file of removed) byBlob.set(file.blob, [...byBlob.get(file.blob) ?? [], file]);
  const found = [];
  for (const path of untracked) {
    const blob = gone.size === 0 ? "" : blobId(join(repo, path), removed[0]?.blob.length ?? 0);
    const kept = gone.get(path);
    if (kept !== void 0) {
      gone.delete(path);
      if (blob !== kept.blob) found.push({ status: "modified", path, blob, untracked: true });
      continue;
    }
    const from = sameContent(
      (byBlob.get(blob) ?? []).filter((file) => gone.has(file.path)),
      path
    );
    if (from !== void 0) gone.delete(from.path);
    found.push({
      ...from === void 0 ? { status: "added" } : { status: "renamed", from: from.path },
      path,
      blob,
      untracked: true
    });
  }
  return [...tracked.filter(({ status, path }) => status !== "removed" || gone.has(path)), ...found];
}
function sameContent(files, path) {
  return files.find((file) => basename(file.path) === basename(path)) ?? files[0];
}
function linesOnDisk(repo, path) {
  const bytes = contentOf(join(repo, path));
  if (bytes === void 0 || bytes.length === 0 || bytes.subarray(0, 8e3).includes(0)) return [];
  const ends = bytes.reduce((count, byte) => byte === 10 ? count + 1 : count, 0);
  return [{ first: 1, last: bytes.at(-1) === 10 ? ends : ends + 1 }];
}
function blobId(full, length) {
  const bytes = contentOf(full);
  if (bytes === void 0) return "";
  return lazy_createHash(length === 64 ? "sha256" : "sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
function contentOf(full) {
  try {
    return lstatSync(full).isFile() ? readFileSync(full) : void 0;
  } catch {
    return void 0;
  }
}

// src/workspace/git-changes.ts
function gitChanges(repo, base, head) {
  const ends = commitsOf(repo, head === void 0 ? [base] : [base, head]);
  const tracked = fileDifferences(readRaw(git(repo, diff(["--raw", "-z", "--no-abbrev"], ends))).records);
  const files = head === void 0 ? withUntracked(repo, tracked, untrackedNames(repo)) : tracked;
  return changesOf(
    repo,
    files,
    () => hunksOf(git(repo, diff(["--patch", "--unified=0", "--full-index"], ends)))
  );
}
function commitChanges(repo, base, head) {
  const how = ["--raw", "-z", "--no-abbrev", "--patch", "--unified=0", "--full-index"];
  const { records, patch } = readRaw(git(repo, diff(how, [base, head])));
  return { changes: changesOf(repo, fileDifferences(records), () => hunksOf(patch)), differences: records };
}
function changesOf(repo, files, readHunks) {
  const onDisk = new Map(files.flatMap((file) => file.untracked ? [[file.path, file]] : []));
  const headPaths = new Map(files.flatMap(movedOrGone));
  let hunks;
  return {
    files: files.map(changedFile).sort((a, b) => a.path < b.path ? -1 : 1),
    headPathOf: (path) => headPaths.has(path) ? headPaths.get(path) : path,
    addedLines(path) {
      const untracked = onDisk.get(path);
      if (untracked !== void 0) return untracked.status === "renamed" ? [] : linesOnDisk(repo, path);
      hunks ??= readHunks();
      return (hunks.get(path) ?? []).flatMap(({ after }) => addedBy(after));
    }
  };
}
function gitLineMap(repo, from, to) {
  let hunks;
  return (path, line) => {
    hunks ??= hunksOf(
      git(repo, diff(["--patch", "--unified=0", "--no-renames"], commitsOf(repo, [from, to])))
    );
    return mappedLine(hunks.get(path) ?? [], line);
  };
}
var NEUTRAL = [
  "-M",
  "-l5000",
  "-O/dev/null",
  "--relative",
  "--no-color",
  "--no-ext-diff",
  "--no-textconv",
  "--submodule=short",
  "--ignore-submodules=dirty",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--inter-hunk-context=0"
];
function diff(form, ends) {
  return ["-c", "diff.autoRefreshIndex=true", "diff", ...NEUTRAL, ...form, "--end-of-options", ...ends, "--"];
}
function commitsOf(repo, revisions) {
  const odd = revisions.find((revision) => /[\n\0]/.test(revision));
  if (odd !== void 0) throw new WorkspaceError(`there is no commit ${JSON.stringify(odd)} in ${repo}`);
  const input = revisions.map((revision) => `${revision}^{commit}
`).join("");
  const answers = git(repo, ["cat-file", "--batch-check=%(objectname)"], input).toString("latin1").split("\n");
  return revisions.map((revision, index) => {
    const answer = answers[index] ?? "";
    if (/^[0-9a-f]+$/.test(answer)) return answer;
    throw new WorkspaceError(`there is no commit ${revision} in ${repo}`);
  });
}
var COLON = 58;
function readRaw(output) {
  const records = [];
  let at = 0;
  const next = () => {
    const found = output.indexOf(0, at);
    const end = found < 0 ? output.length : found;
    const piece = output.subarray(at, end);
    at = end + 1;
    return piece;
  };
  while (output[at] === COLON) {
    const words2 = next().toString("latin1").slice(1).split(" ");
    const [before = "", after = "", blob = "", id = "", status = ""] = words2;
    const first = readName(next());
    const second = status.startsWith("R") ? readName(next()) : first;
    records.push({
      status,
      blob,
      ...status !== "A" && { before: { name: first, mode: before, id: blob } },
      ...status !== "D" && { after: { name: second, mode: after, id } }
    });
  }
  return { records, patch: output.subarray(at + 1) };
}
function fileDifferences(records) {
  const files = /* @__PURE__ */ new Map();
  for (const record of records)
    for (const file of filesOf(record)) files.set(`${file.status} ${file.path}`, file);
  return [...files.values()];
}
function filesOf({ status, blob, before, after }) {
  const from = before?.name.readable ? before.name.path : void 0;
  const to = after?.name.readable ? after.name.path : void 0;
  if (!status.startsWith("R")) {
    const kind = status === "A" ? "added" : status === "D" ? "removed" : "modified";
    const path = to ?? from;
    return path === void 0 ? [] : [{ status: kind, path, blob }];
  }
  if (from === void 0) return to === void 0 ? [] : [{ status: "added", path: to, blob }];
  if (to === void 0) return [{ status: "removed", path: from, blob }];
  return [{ status: "renamed", path: to, from, blob }];
}
function nameOf(bytes) {
  const name = bytes === void 0 ? void 0 : readName(bytes);
  return name?.readable === true ? name.path : void 0;
}
function untrackedNames(repo) {
  const listed = [...pieces(git(repo, ["ls-files", "-o", "--exclude-standard", "-z"]))];
  return listed.flatMap((bytes) => nameOf(bytes)?.replace(/\/$/, "") ?? []);
}
function changedFile({ status, path, from }) {
  if (status !== "renamed") return { status, path };
  return { status, path, from: from ?? path };
}
function movedOrGone({ status, path, from }) {
  if (status === "removed") return [[path, void 0]];
  return from === void 0 ? [] : [[from, path]];
}
function addedBy({ start, count }) {
  return count === 0 ? [] : [{ first: start, last: start + count - 1 }];
}

export {
  shownAt,
  shownFindings,
  githubCommands,
  annotationText,
  repoPath,
  mermaid,
  mermaidOfChange,
  summary,
  failureSummary,
  textReport,
  addsLine,
  runChange,
  decides,
  gitChanges,
  commitChanges,
  gitLineMap,
  sarifReport
};
