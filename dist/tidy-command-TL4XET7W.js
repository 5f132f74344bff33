import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  codeOwners,
  matchesParts
} from "./chunk-W5IDAOK6.js";
import {
  diffLines
} from "./chunk-SKFZRXQG.js";
import {
  writeChanges
} from "./chunk-PSSV4ZC5.js";
import {
  namedTree
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  paint,
  today,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  baselineChange
} from "./chunk-EQ7VQBSL.js";
import {
  compareFindings
} from "./chunk-LRHCQXE5.js";
import {
  applyEdits,
  composed,
  laidFiles,
  newPathWhy,
  outsideWhy,
  patchText,
  treeOf,
  whereOf
} from "./chunk-45DT3RJT.js";
import "./chunk-5MUXDFFQ.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  describe,
  runCheck,
  thrown
} from "./chunk-SXQYR5JI.js";
import {
  failureLines,
  ignoreRules,
  isOwnFile,
  placeText,
  readmeStore,
  runGit
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  plural,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  baseName,
  broughtBy,
  entryAt,
  existsInRepo,
  folderOfFile,
  isFolder,
  isGlob,
  isImageName,
  isInside,
  isShellScript,
  joinRepoPath,
  kebabName,
  lonelyFiles,
  misplacedConfigs,
  otherCase,
  pathFrom,
  serverOfText,
  strayFiles,
  writeSource
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import {
  once,
  within
} from "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import {
  sourceFile,
  textOf
} from "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/report/text/tidy.ts
function tidyText(report, colors) {
  const { made, changes, dryRun, isShown, remarks } = report;
  const parts = [
    remarks.map(safe),
    dryRun && !isShown ? diffLines(changes, colors) : [],
    made.map(
      ({ from, to, why }) => `${colors.strong(`${safe(from)} -> ${safe(to)}`)}  ${colors.faint(safe(why))}`
    ),
    dryRun ? [] : rewrittenLines(report),
    refusedLines(report, colors),
    leftLines(report),
    closingLines(report, colors)
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function rewrittenLines({ changes }) {
  const written = changes.filter(({ before, after }) => before !== after);
  if (written.length === 0) return [];
  return ["paths rewritten in:", ...written.map(({ path }) => `  ${safe(path)}`)];
}
function refusedLines({ refused }, colors) {
  if (refused.length === 0) return [];
  return [
    colors.warning(refused.length === 1 ? "1 move was not made" : `${refused.length} moves were not made`),
    ...refused.flatMap(({ move, at, why }) => [
      `  ${safe(move.from)} -> ${safe(move.to)}  ${colors.faint(safe(move.why))}`,
      `      ${at.file.path === move.from && at.span === void 0 ? "" : `${placeText(at)}: `}${safe(why)}`
    ])
  ];
}
function leftLines({ strays, misnamed, noConfig }) {
  return [
    ...strays.map(
      (path) => `${safe(path)}: no image uses it; delete it, or move it into the folder of its image`
    ),
    ...misnamed.map((path) => `${safe(path)}: not a name that the policy wants; --rename-images renames it`),
    ...noConfig ? ['the policy names no folder for configuration: with "layout: { config: config }" it is moved there'] : []
  ];
}
function closingLines({ made, refused, changes, dryRun }, colors) {
  if (made.length === 0) return [refused.length > 0 ? "nothing was moved" : colors.good("nothing to move")];
  const done = `${plural(made.length, "path")} ${dryRun ? "would be " : ""}moved, in ${plural(changes.length, "file")}`;
  const next = dryRun ? [] : ["every image is what it was: look at git diff, and commit it as one change"];
  return [colors.good(done), ...next];
}

// src/workspace/git-dirty.ts
function gitState(folder) {
  const result = runGit(folder, [
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=all",
    "--ignore-submodules",
    "--",
    "."
  ]);
  if (!result.ok) return { kind: "no checkout" };
  const [first = ""] = result.output.toString("utf8").split("\0");
  return first === "" ? { kind: "clean" } : { kind: "dirty", path: first.slice(3) };
}
function prefixInCheckout(folder) {
  const result = runGit(folder, ["rev-parse", "--show-prefix"]);
  return result.ok ? result.output.toString("utf8").replace(/\n$/, "") : "";
}

// src/edits/moves/words.ts
var VARIABLE = "\uE001";
var HOMES = [
  [
    /\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?(?!\w)|\$\(git rev-parse --show-toplevel\)/g,
    "\uE002"
  ],
  [
    /\$\(dirname (?:--\s)?"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%\/\*\}/g,
    "\uE003"
  ],
  [/\$\{?PWD\}?(?!\w)|\$\(pwd\)|\$\(CURDIR\)/g, "\uE004"]
];
var VARIABLES = /\$\{\{[^{}\n]*\}\}|\{\{[^{}\n]*\}\}|\$\{[^{}\n]*\}|\$\([^()\n]*\)|\$\$?[A-Za-z_]\w*|\$[0-9@*]|\{[A-Za-z_][\w.]*\}/g;
var WORD = /(?:[\p{L}\p{N}_.@%+~/*?!\uE001-\uE004-]|\{[^{}\s,'"]*,[^{}\s'"]*\}|\[[!^]?[\w-]+\](?=[\w./*-]))+/gu;
var NEAR = 400;
function* pathWords(text, names) {
  let marked = text;
  for (const [expression, mark] of HOMES)
    marked = marked.replace(expression, (all) => mark.repeat(all.length));
  marked = marked.replace(VARIABLES, (all) => VARIABLE.repeat(all.length));
  for (const match of marked.matchAll(WORD)) {
    const word = cut(match[0], match.index);
    if (word === void 0 || !mayMean(word.text, names)) continue;
    const { start, end } = word.span;
    const near = text.slice(Math.max(0, start - NEAR), start);
    yield { ...word, before: near.slice(near.lastIndexOf("\n") + 1), next: text.slice(end, end + 2) };
  }
}
function cut(raw, index) {
  const lead = /^(?:[!@+]+(?=[^/]|\/)|-[A-Za-z](?=[./\uE001-\uE004]))/.exec(raw)?.[0].length ?? 0;
  const tail = /(?<=[^./])[.!?]+$/.exec(raw)?.[0].length ?? 0;
  const body = raw.slice(lead, raw.length - tail);
  const mark = /^([\uE002-\uE004])\1*\//.exec(body);
  const start = index + lead + (mark?.[0].length ?? 0);
  const text = body.slice(mark?.[0].length ?? 0).replace(/[\uE002-\uE004]/g, VARIABLE).replace(/\uE001+/g, VARIABLE);
  const span = { start, end: index + raw.length - tail };
  if (text === "") return void 0;
  const home = mark?.[1] === "\uE002" ? "root" : mark?.[1] === "\uE003" ? "own" : void 0;
  return home === void 0 ? { text, span } : { text, span, home };
}
function mayMean(text, names) {
  return standsForSeveral(text) || /^\.\/?$/.test(text) || text.split("/").some((part) => names.has(part));
}
function standsForSeveral(text) {
  return /[*?[{\uE001]/.test(text);
}

// src/edits/moves/patterns.ts
var MOST_ALTERNATIVES = 32;
function patternTakes(pattern, folder) {
  const all = alternatives(pattern).flatMap((one) => {
    const joined = joinRepoPath(folder, one.replaceAll(VARIABLE, "*"));
    return joined === void 0 || joined === "" ? [] : [joined.split("/")];
  });
  const itself = (path) => all.some((parts) => matchesParts(parts, path.split("/")));
  const below2 = (path) => {
    for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1))
      if (itself(path.slice(0, end))) return true;
    return false;
  };
  return { itself, below: below2 };
}
function alternatives(pattern) {
  let found = [pattern];
  for (; ; ) {
    const next = found.flatMap((one) => {
      const braces = /\{([^{}]*)\}/.exec(one);
      if (braces === null) return [one];
      const [all, inner = ""] = braces;
      const head = one.slice(0, braces.index);
      return inner.split(",").map((each) => `${head}${each}${one.slice(braces.index + all.length)}`);
    });
    if (next.length === found.length) return found;
    if (next.length > MOST_ALTERNATIVES) return [pattern.replace(/\{.*$/, "**")];
    found = next;
  }
}
function literalPart(pattern) {
  const parts = pattern.split("/");
  const first = parts.findIndex(standsForSeveral);
  return parts.slice(0, first < 0 ? parts.length : first).join("/");
}

// src/edits/moves/dockerfiles.ts
function rewrittenDockerfiles(fleet, relocation2) {
  const all = [...fleet.images, ...fleet.others].map((image) => rewrittenImage(image, relocation2));
  return { edits: all.flatMap(({ edits }) => edits), obstacles: all.flatMap(({ obstacles }) => obstacles) };
}
function rewrittenImage(image, relocation2) {
  const edits = [];
  const obstacles = [];
  const take = (answer, at) => {
    if (answer === void 0) return;
    if ("why" in answer) for (const move of answer.moves) obstacles.push({ move, at, why: answer.why });
    else edits.push(answer);
  };
  take(unknownBuild(image, relocation2), image.build.at);
  const own = image.copies.filter(({ at }) => at.file.path === image.file.path);
  for (const copy of own)
    for (const source of copy.sources) take(sourceAnswer({ image, copy, source }, relocation2), source.at);
  for (const { mounts = [], span } of image.stages.flatMap(({ source }) => source.instructions))
    for (const mount of mounts) take(mountAnswer(image, mount, relocation2), { file: image.file, span });
  return { edits, obstacles };
}
function unknownBuild({ build, folder, failed: failed2 }, { moves }) {
  if (build.context.known && build.unread === void 0 && failed2 === void 0) return void 0;
  const near = moves.filter(({ from }) => isInside(from, folder.path) || isInside(folder.path, from));
  return near.length === 0 ? void 0 : { moves: near, why: "what this build takes is unknown" };
}
function sourceAnswer({ image, copy, source }, relocation2) {
  const { context } = image.build;
  const { kind, pattern, path, files } = source;
  const { moves } = relocation2;
  if (kind === "image") {
    const named = moves.filter(
      ({ from }) => copy.fromStage === void 0 && baseName(from) === baseName(pattern)
    );
    const why = `"${pattern}" may come from a named context that holds it`;
    return /[:/]/.test(copy.from ?? "") || named.length === 0 ? void 0 : { moves: named, why };
  }
  if (kind !== "context" || !context.known) return void 0;
  if (!path.known) {
    const { below: below2 } = patternTakes(pattern.replace(/\$\{[^}]*\}|\$\w+/g, VARIABLE), context.value);
    const near = moves.filter(({ from }) => below2(from));
    return near.length === 0 ? void 0 : { moves: near, why: "a variable says what this line copies" };
  }
  const moved = files.flatMap((file) => relocation2.moveOf(file.path) ?? []);
  const to = isGlob(pattern) ? globAfter(source, path.value, relocation2) : relocation2.after(path.value);
  if (to === void 0 || to === path.value && moved.length > 0) {
    const what = isGlob(pattern) ? `"${pattern}" takes other files along` : `"${pattern}" is copied as a whole`;
    return { moves: [...new Set(moved)], why: `${what}, and the image would hold it at another path` };
  }
  if (to === path.value) return void 0;
  const own = relocation2.moveOf(path.value) ?? moved[0];
  const refuse = (why) => own === void 0 ? void 0 : { moves: [own], why };
  const after = relocation2.after(context.value);
  if (pathFrom(after, to) === pathFrom(context.value, path.value)) return void 0;
  if (!isInside(to, after)) return refuse(`${to} is outside of the build context ${after || "."}`);
  const edit = after === context.value ? writeSource(image, source, to) : void 0;
  return edit ?? refuse(`"${pattern}" is written in a way that cannot be changed surely`);
}
function globAfter({ files }, path, relocation2) {
  const folder = folderOfFile(path);
  const ends = new Set(files.map((file) => folderOfFile(relocation2.after(file.path))));
  const [end] = ends;
  if (files.every((file) => relocation2.moveOf(file.path) === void 0)) return path;
  const isOfOne = files.every((file) => folderOfFile(file.path) === folder);
  return end !== void 0 && ends.size === 1 && isOfOne && !isGlob(folder) ? `${end}/${baseName(path)}` : void 0;
}
function mountAnswer({ build, file }, mount, relocation2) {
  const { type, source, from } = mount;
  if (type !== "bind" || from !== void 0 || !build.context.known) return void 0;
  const raw = source?.raw ?? "/";
  const { below: below2 } = patternTakes(raw.replace(/\$\{[^}]*\}|\$\w+/g, VARIABLE), build.context.value);
  if (raw.includes("$")) {
    const near = relocation2.moves.filter((move) => below2(move.from));
    return near.length === 0 ? void 0 : { moves: near, why: "a variable says what this line mounts" };
  }
  const path = joinRepoPath(build.context.value, raw);
  if (path === void 0) return void 0;
  const own = relocation2.moveOf(path);
  if (own === void 0) {
    const held = relocation2.moves.filter((move) => isInside(move.from, path));
    const context = relocation2.after(build.context.value);
    const isWith = held.every((move) => move.isFolder && isInside(context, move.to));
    return isWith ? void 0 : { moves: held, why: `the folder ${path || "of the repo"} is mounted as a whole here` };
  }
  const after = relocation2.after(build.context.value);
  const to = pathFrom(after, relocation2.after(path));
  if (to === pathFrom(build.context.value, path)) return void 0;
  const written = source === void 0 ? "" : textOf(file, source.span);
  const lead = written.slice(0, written.length - raw.length);
  if (source === void 0 || !written.endsWith(raw) || !/^[\w./@%+~-]+$/.test(to))
    return { moves: [own], why: "this mount is written in a way that cannot be changed surely" };
  return { replace: { file, span: source.span }, text: `${lead}${raw.startsWith("/") ? "/" : ""}${to}` };
}

// src/edits/moves/relocation.ts
function relocation(moves) {
  const files = new Map(moves.flatMap((move) => move.isFolder ? [] : [[move.from, move]]));
  const folders = moves.filter(({ isFolder: isFolder2 }) => isFolder2);
  const moveOf = (path) => files.get(path) ?? folders.find(({ from }) => isInside(path, from));
  const after = (path) => {
    const move = moveOf(path);
    return move === void 0 ? path : `${move.to}${path.slice(move.from.length)}`;
  };
  return { moves, moveOf, after };
}

// src/edits/moves/manners.ts
var MANNERS = [
  [/(^|\/)(\.[\w-]*ignore|[^/]*\.dockerignore|\.gitattributes|CODEOWNERS)$/, "lines"],
  [/\.(md|markdown|mdx)$/i, "markdown"],
  [/(^|\/)(\.github\/(workflows|actions)\/.+\.ya?ml|action\.ya?ml)$/, "workflow"],
  [/(^|\/)[^/]*compose[^/]*\.ya?ml$/i, "compose"],
  [/(^|\/)((gnu)?makefile|justfile|jenkinsfile|[^/]+\.(mk|sh|bash|zsh|fish|bat|cmd|ps1))$/i, "script"],
  [
    /(^|\/)([^/]*gitlab-ci[^/]*\.ya?ml|taskfile[^/]*\.ya?ml|\.travis\.yml|cloudbuild[^/]*\.(ya?ml|json))$/i,
    "script"
  ],
  [/\.(ya?ml|json5?|jsonc|hcl|toml|ini|cfg|conf|env|properties|xml|tf|tfvars)$/i, "data"]
];
function mannerOf({ path, text }) {
  const found = MANNERS.find(([name]) => name.test(path));
  if (found !== void 0) return found[1];
  if (text.startsWith("#!") && isShellScript(text)) return "script";
  return /^\.|^[A-Z]+$/.test(baseName(path)) ? "data" : "code";
}
var ELSEWHERE = /(?:^|[\s;&|(])(?:cd|pushd)\s+["']?([\w./-]+)|-C\s*["']?([\w./-]+)|\b(?:working-directory|workdir|context|directory|build|root|base|cwd)["']?\s*[:=]\s*["']?([\w./-]+)/g;
function basesOf(file, manner) {
  const own = folderOfFile(file.path);
  if (manner === "lines") return [baseName(file.path) === "CODEOWNERS" ? "" : own];
  if (manner === "markdown") return [own, ""];
  const first = manner === "compose" ? [own] : ["", own];
  const named = Array.from(file.text.matchAll(ELSEWHERE), ([, one, two, three]) => one ?? two ?? three ?? "");
  const others = named.flatMap((name) => first.flatMap((base) => joinRepoPath(base, name) ?? []));
  return [.../* @__PURE__ */ new Set([...first, ...others])];
}
var goesAnywhere = once(
  ({ text }) => /(?:^|[\s;&|(])(?:cd|pushd)\s+["']?[^\s"']*[$`]|-C\s*["']?\$|working-directory:.*\$\{\{/m.test(text)
);
var takesNames = once(
  ({ text }) => /\b(basename|dirname|notdir|find|ls|awk|cut|readdir\w*|listdir|glob\w*|walk|wildcard)\b|##|%%?\/|\$\{\w+%|\bfor\s+\w+\s+in\b|fromJSON|matrix/.test(
    text
  )
);
var fencesOf = once(
  ({ text }) => Array.from(text.matchAll(/^ {0,3}(```|~~~)/gm), ({ index }) => index)
);
function isFenced(file, offset) {
  const fences = fencesOf(file);
  let low = 0;
  let high = fences.length;
  while (low < high) {
    const middle = low + high >> 1;
    if ((fences[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}

// src/edits/moves/reader.ts
function countsFromRoot({ manner, file }, { before }) {
  if (manner === "lines") return true;
  if (manner === "markdown") return isLink(before);
  return /(^|\/)(dependabot\.ya?ml|renovate[^/]*|\.renovaterc[^/]*)$/.test(file.path);
}
function isLink(before) {
  return /(\]\(<?|^\s*\[[^\]]+\]:\s*<?|\b(href|src)\s*=\s*["']?)$/.test(before);
}
function basesFor({ text, home, before }, { manner, bases, file, isContainers }) {
  const own = folderOfFile(file.path);
  if (home !== void 0) return [home === "root" ? "" : own];
  if (manner === "lines") return bases;
  if (isContainers || text.startsWith("/")) return [""];
  return manner === "markdown" && isLink(before) ? [own] : bases;
}
function isHeldLater({ path }) {
  return /dockerignore$|(^|\/)CODEOWNERS$/.test(path);
}
function isAnyDepth(text, { manner, file }) {
  return manner === "lines" && !/dockerignore$/.test(file.path) && !text.replace(/\/+$/, "").includes("/");
}

// src/edits/moves/folder-words.ts
function folderMeaning({ text, before, next }, reader) {
  const { relocation: relocation2, manner, bases, file } = reader;
  if (manner === "markdown" || manner === "code" || reader.isContainers) return void 0;
  if (manner === "lines" && (isHeldLater(file) || /\.git(ignore|attributes)$/.test(file.path)))
    return void 0;
  const isMounted = /^:[/$~]/.test(next) && manner !== "data" || /\b(source|src)\s*[:=]\s*["']?$/.test(before);
  const folders = bases.flatMap((base) => joinRepoPath(base, text.replace(/\/+$/, "")) ?? []);
  for (const move of relocation2.moves) {
    const inside = folders.find((folder) => folder !== move.from && isInside(move.from, folder));
    if (inside === void 0) continue;
    const isPath = text.includes("/") || folderOfFile(inside) === folderOfFile(file.path);
    if (!isMounted && !(isPath && takesWhole(inside, move, reader))) continue;
    return { kind: "refuse", moves: [move], why: folderWhy(inside, isMounted, { text, manner, move }) };
  }
  return void 0;
}
function folderWhy(folder, isMounted, { text, manner, move }) {
  if (isMounted) return `the folder ${folder || "of the repo"} is mounted as a whole here`;
  if (manner === "lines") return `"${text}" would no longer match the same files`;
  return move.isFolder && folder === folderOfFile(move.from) ? "names of images may be taken from the names of folders here" : `the folder ${folder} is taken as a whole here`;
}
function takesWhole(folder, move, { fleet, manner, file }) {
  if (manner === "lines") return !isInside(move.to, folder);
  if (manner === "data" || manner === "compose") return false;
  if (move.isFolder && fleet.folders.some(({ path }) => path === move.from))
    return folder === folderOfFile(move.from) && takesNames(file);
  const isContext = fleet.images.some(({ build }) => build.context.known && build.context.value === folder);
  return !isContext && fleet.isInImageFolder(folder) && fleet.folders.every(({ path }) => path !== folder);
}
function unsureMeaning({ text }, { relocation: relocation2, manner, file, isContainers }) {
  if (manner === "markdown" || manner === "lines" || isContainers || text.startsWith("/")) return void 0;
  const tail = text.replace(/^(\.{1,2}\/)+/, "").replace(/\/+$/, "");
  const isBare = !tail.includes("/");
  if (isBare && !(manner !== "code" && manner !== "data" && goesAnywhere(file))) return void 0;
  const move = relocation2.moves.find(({ from }) => from === tail || from.endsWith(`/${tail}`));
  return move && { kind: "refuse", moves: [move], why: `the folder that "${text}" counts from is unknown` };
}

// src/edits/moves/pattern-words.ts
function patternMeaning(word, reader) {
  const { text } = word;
  const { relocation: relocation2, manner, file } = reader;
  if (manner === "markdown") return void 0;
  if (text.startsWith("/") && !countsFromRoot(reader, word)) return void 0;
  const bare = text.replace(/^\//, "");
  const anyDepth = isAnyDepth(text, reader);
  for (const base of bare.startsWith(VARIABLE) ? [""] : basesFor(word, reader)) {
    const prefix = anyDepth ? "" : literalPart(bare);
    const folder = prefix === "" ? void 0 : joinRepoPath(base, prefix);
    if (folder !== void 0 && relocation2.moveOf(folder) !== void 0) {
      const to = pathFrom(relocation2.after(base), relocation2.after(folder));
      const lead = /^(\.?\/)*/.exec(text)?.[0] ?? "";
      const length = text.length - bare.length + prefix.length;
      return { kind: "write", text: `${lead}${to}`, length };
    }
    if (isHeldLater(file)) continue;
    const pattern = anyDepth ? `**/${bare}` : bare;
    const refused = relocation2.moves.find((move) => isOtherwise(pattern, base, { move, reader }));
    if (refused !== void 0) {
      const why = otherwiseWhy(text, refused, reader);
      return { kind: "refuse", moves: [refused], why };
    }
  }
  return void 0;
}
function otherwiseWhy(text, move, { file, manner }) {
  if (text.includes(VARIABLE)) return "a path is put together from a variable here, and may be this one";
  if (move.isFolder && manner !== "lines" && takesNames(file))
    return "names of images may be taken from the names of folders here";
  return `"${text}" would no longer match the same files`;
}
function isOtherwise(pattern, base, { move, reader }) {
  const isVariable = pattern.includes(VARIABLE);
  if (/^[\uE001*./]*$/.test(pattern) && (isVariable || reader.manner !== "script")) return false;
  const open = pattern.startsWith(`${VARIABLE}/`) ? `**/${pattern.slice(2)}` : pattern;
  const { itself, below: below2 } = patternTakes(open, base);
  if (isVariable) {
    const last = pattern.split("/").at(-1) ?? "";
    if (!move.isFolder) return itself(move.from) && last !== VARIABLE;
    return itself(move.from) || below2(move.from);
  }
  if (move.isFolder && reader.manner !== "lines" && itself(move.from) && takesNames(reader.file)) return true;
  const takes = isDeep(reader) ? below2 : itself;
  return takes(move.from) !== takes(move.to);
}
function isDeep({ manner, file: { path } }) {
  if (/(^|\/)\.gitattributes$/.test(path) || manner === "workflow") return false;
  return manner !== "data" || isOwnFile(path);
}

// src/edits/moves/meaning.ts
function meaningOf(word, reader) {
  const { text } = word;
  if (reader.isContainers && (text.startsWith(VARIABLE) || !text.slice(1).includes("/"))) return void 0;
  if (standsForSeveral(text)) return patternMeaning(word, reader);
  if (/^[./]+$/.test(text)) return folderMeaning(word, reader);
  if (text.startsWith("/") && !countsFromRoot(reader, word)) return void 0;
  if (isAnyDepth(text, reader)) return patternMeaning(word, reader);
  const bases = basesFor(word, reader);
  const hits = [];
  let others = 0;
  for (const base of bases) {
    const hit = hitOf(text, base, reader);
    if (hit === "same") others += 1;
    else if (hit !== void 0 && !hits.some(({ target }) => target === hit.target)) hits.push(hit);
  }
  const [first] = hits;
  if (first === void 0) return others > 0 ? folderMeaning(word, reader) : unsureMeaning(word, reader);
  const moves = hits.flatMap(({ target }) => reader.relocation.moveOf(target) ?? []);
  const own = reader.relocation.moveOf(reader.file.path);
  const refuse = (why) => ({
    kind: "refuse",
    moves: moves.length > 0 ? moves : own === void 0 ? [] : [own],
    why
  });
  if (hits.length > 1 || others > 0) return refuse(`"${text}" may be one of several paths here`);
  if (!isSurely(word, first, reader)) {
    return reader.manner === "markdown" ? void 0 : refuse(`"${text}" may be this path or only a name`);
  }
  return { kind: "write", text: first.written, length: text.length };
}
function hitOf(text, base, { file, fleet, relocation: relocation2 }) {
  const isRooted = text.startsWith("/");
  const plain = text.replace(/\/+$/, "");
  const target = joinRepoPath(base, plain);
  if (target === void 0 || target === "") return void 0;
  const isThere = existsInRepo(fleet.entries, target);
  if (relocation2.moveOf(target) === void 0 && !isThere) return void 0;
  const from = folderOfFile(file.path) === base ? folderOfFile(relocation2.after(file.path)) : relocation2.after(base);
  const path = pathFrom(from, relocation2.after(target));
  const old = pathFrom(base, target);
  if (path === old) return isThere ? "same" : void 0;
  const dots = text.startsWith("./") && !path.startsWith(".") ? "./" : "";
  const written = `${isRooted ? "/" : dots}${path}${text.slice(plain.length)}`;
  return { base, target, written };
}
var PATH_KEY = /(^|[\s{,"'-])(\w*(file|path|src|source|context|director(y|ies)|dir|folder|include|input|template|config|build|dest|from|root|working-directory|env_file|extends)s?)["']?\s*[:=]\s*(\[[^\]]*)?["']?$/i;
function isSurely(word, { base, target }, reader) {
  const { text, before, home, next } = word;
  const { manner, file, relocation: relocation2 } = reader;
  const hasSlash = text.replace(/\/$/, "").includes("/");
  if (home !== void 0 || manner === "lines") return true;
  if (manner === "markdown") return isLink(before) || isCode(word, file) || hasSlash;
  if (manner === "code") return hasSlash && base === "";
  if (hasSlash) return true;
  const isName = relocation2.moveOf(target)?.from === target && relocation2.moveOf(target)?.isFolder === true;
  if (isName || next.startsWith("=") || manner !== "script" && manner !== "workflow")
    return PATH_KEY.test(before);
  return !/^\s*(- )?[\w-]+:\s*["']?$/.test(before) || PATH_KEY.test(before);
}
function isCode({ before, span }, file) {
  return (before.match(/`/g)?.length ?? 0) % 2 === 1 || isFenced(file, span.start);
}

// src/edits/moves/texts.ts
var LONGEST = 1024 * 1024;
var PLAIN = /^[\p{L}\p{N}_.@%+~-]+$/u;
function rewrittenTexts(fleet, relocation2) {
  const names = namesOf(relocation2);
  const plain = new Set([...names].filter((name) => PLAIN.test(name)));
  const odd = relocation2.moves.filter(({ from }) => !PLAIN.test(baseName(from)));
  const containers = containerTexts(fleet);
  const edits = [];
  const obstacles = [];
  for (const { path, kind } of fleet.entries) {
    if (kind === "link") obstacles.push(...linkObstacles(fleet, path, relocation2));
    if (kind === "link" || kind === "submodule" || isSkipped(fleet, path)) continue;
    const file = fleet.read(path);
    if (file === void 0 || "unreadable" in file || file.text.length > LONGEST) continue;
    const manner = mannerOf(file);
    const isContainers = containers.has(path) && manner !== "workflow" && manner !== "compose" && manner !== "markdown";
    const reader = { file, manner, bases: basesOf(file, manner), isContainers, fleet, relocation: relocation2 };
    const found = within(
      { doing: "looking for paths that move", at: { file } },
      () => rewrittenText(reader, plain)
    );
    edits.push(...found.edits);
    obstacles.push(...found.obstacles, ...oddObstacles(file, manner, odd));
    if (manner === "compose") obstacles.push(...projectObstacles(file, relocation2));
  }
  return { edits, obstacles };
}
function isSkipped({ links }, path) {
  return links.isImageFile(path) || isOwnFile(path) && path.endsWith(".json");
}
function rewrittenText(reader, names) {
  const { file } = reader;
  const edits = [];
  const obstacles = [];
  for (const word of pathWords(file.text, names)) {
    const meaning = meaningOf(word, reader);
    if (meaning === void 0) continue;
    if (meaning.kind === "refuse") {
      for (const move of meaning.moves)
        obstacles.push({ move, at: { file, span: word.span }, why: meaning.why });
      continue;
    }
    const { start } = word.span;
    const span = { start, end: start + meaning.length };
    edits.push({ replace: { file, span }, text: meaning.text });
  }
  return { edits, obstacles };
}
function namesOf({ moves }) {
  return new Set(moves.flatMap(({ from }) => from.split("/")));
}
function oddObstacles(file, manner, moves) {
  if (manner === "markdown") return moves.flatMap((move) => linkedBy(file, move));
  return moves.flatMap((move) => {
    const start = file.text.indexOf(baseName(move.from));
    const span = { start, end: start + baseName(move.from).length };
    return start < 0 ? [] : [{ move, at: { file, span }, why: "its name is written here, with blanks or signs in it" }];
  });
}
function linkedBy(file, move) {
  const start = file.text.indexOf(`${encodeURI(baseName(move.from))})`);
  return start < 0 ? [] : [{ move, at: { file, span: { start, end: start } }, why: "a link leads to it here" }];
}
function projectObstacles(file, { moves }) {
  if (/^name:/m.test(file.text) || !/\bbuild:/.test(file.text)) return [];
  const why = "compose names the project and its images after this folder: set `name` in it first";
  return moves.filter(({ from, isFolder: isFolder2 }) => isFolder2 && from === folderOfFile(file.path)).map((move) => ({ move, at: { file, span: { start: 0, end: 0 } }, why }));
}
function linkObstacles({ entries }, path, relocation2) {
  const target = entryAt(entries, path)?.target ?? "/";
  const end = target.startsWith("/") ? void 0 : joinRepoPath(folderOfFile(path), target);
  if (end === void 0) return [];
  const own = relocation2.moveOf(path);
  const led = relocation2.moves.filter(
    (move) => move !== own && (relocation2.moveOf(end) === move || isInside(move.from, end))
  );
  return led.map((move) => ({ move, at: { file: sourceFile(path, "") }, why: "this link leads to it" }));
}
function containerTexts({ images, others }) {
  return new Set(
    [...images, ...others].flatMap(
      ({ copies, build: { context } }) => copies.flatMap(
        ({ sources }) => sources.flatMap(
          ({ path, files }) => path.known && context.known && path.value !== context.value ? files.map((file) => file.path) : []
        )
      )
    )
  );
}

// src/engine/tidy/same.ts
function changedImages(before, after, relocation2) {
  const now = /* @__PURE__ */ new Map();
  for (const { text } of statements(after, IDENTITY)) now.set(text, (now.get(text) ?? 0) + 1);
  const found = statements(before, relocation2).flatMap(({ text, image, folder }) => {
    const left = now.get(text) ?? 0;
    now.set(text, left - 1);
    return left > 0 ? [] : [{ image, folder }];
  });
  const extra = [...now].some(([, count]) => count > 0);
  return found.length === 0 && extra ? [{ image: "another image", folder: "" }] : found;
}
var IDENTITY = { moves: [], moveOf: () => void 0, after: (path) => path };
function statements(fleet, relocation2) {
  const told = describe(fleet).map((facts) => ({
    text: JSON.stringify(plainOf({ ...facts, name: nameAfter(facts, relocation2) }, relocation2.after)),
    image: facts.name,
    folder: facts.path
  }));
  const held = [...fleet.images, ...fleet.others].map((image) => ({
    text: JSON.stringify(contentOf(image, relocation2)),
    image: image.name,
    folder: image.folder.path
  }));
  return [...told, ...held];
}
function nameAfter({ name, path }, { after }) {
  return name === baseName(path) ? baseName(after(path)) : name;
}
var PATHS = /* @__PURE__ */ new Set(["file", "path", "dockerfile", "context"]);
var WORDS = /* @__PURE__ */ new Set(["note", "why", "settle", "column"]);
function plainOf(value, after) {
  if (Array.isArray(value)) return value.map((each) => plainOf(each, after));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      if (WORDS.has(key)) return [];
      return [[key, PATHS.has(key) && typeof each === "string" ? after(each) : plainOf(each, after)]];
    })
  );
}
function contentOf(image, { after }) {
  const { build, copies, refusals = [] } = image;
  return [
    after(build.dockerfile),
    build.target ?? null,
    copies.map(({ sources, target }) => [
      target.known ? target.value : null,
      sources.map(({ kind, dockerignored, files }) => [
        kind,
        dockerignored,
        files.map(({ path, container }) => `${container} ${after(path)}`).sort()
      ])
    ]),
    refusals.length
  ];
}

// src/engine/tidy/plan.ts
var MOST_READINGS = 32;
async function planMoves(input) {
  const { wanted, fleet, workspace } = input;
  const refused = [];
  let moves = possible(input, wanted, refused);
  for (let readings = 0; moves.length > 0; readings++) {
    const { relocated, edits } = rewritten(fleet, moves, refused);
    moves = relocated.moves;
    if (moves.length === 0) break;
    const changes = input.completed(changesOf(workspace, relocated, edits), relocated);
    const after = readings < MOST_READINGS ? await input.read(changes) : { unreadable: "too many moves were tried" };
    const wrong = wrongMoves(input, relocated, after);
    if (wrong.length === 0 && !("unreadable" in after)) return { made: moves, refused, changes, tree: after };
    refused.push(...wrong);
    const gone = new Set(wrong.map(({ move }) => move));
    moves = moves.filter((move) => !gone.has(move));
  }
  return { made: [], refused, changes: [], tree: input };
}
function possible(input, wanted, refused) {
  const { workspace, fleet } = input;
  const tree = treeOf(workspace);
  const ends = /* @__PURE__ */ new Map();
  return wanted.filter((move) => {
    const other = ends.get(move.to);
    const why = other === void 0 ? outsideWhy(tree, move.from) ?? kindWhy(fleet, move) ?? endWhy(input, tree, move) : `${other.from} is to move there`;
    if (why === void 0) ends.set(move.to, move);
    else refused.push({ move, at: { file: sourceFile(move.from, "") }, why });
    return why === void 0;
  });
}
function endWhy({ workspace }, tree, { to }) {
  const why = newPathWhy(tree, to);
  return workspace.ignored(to) && why === `git ignores ${to}` ? void 0 : why;
}
function kindWhy({ entries }, { from, isFolder: isFolder2 }) {
  const inside = entries.filter(({ path }) => isInside(path, from));
  if (inside.some(({ kind }) => kind === "submodule")) return "a submodule lies there";
  return !isFolder2 && inside.some(({ kind }) => kind === "link") ? "it is a link" : void 0;
}
function rewritten(fleet, wanted, refused) {
  for (let moves = wanted; ; ) {
    const relocated = relocation(moves);
    const all = [rewrittenDockerfiles(fleet, relocated), rewrittenTexts(fleet, relocated)];
    const edits = all.flatMap((one) => one.edits);
    const obstacles = [...all.flatMap((one) => one.obstacles), ...contradictions(edits, relocated)];
    if (obstacles.length === 0) return { relocated, edits };
    const first = new Map(obstacles.toReversed().map((obstacle) => [obstacle.move, obstacle]));
    refused.push(...moves.flatMap((move) => first.get(move) ?? []));
    moves = moves.filter((move) => !first.has(move));
  }
}
function contradictions(edits, { moves }) {
  const texts = /* @__PURE__ */ new Map();
  return edits.flatMap((edit) => {
    if (!("replace" in edit)) return [];
    const { file, span } = edit.replace;
    const key = `${file.path} ${span?.start}`;
    const other = texts.get(key);
    texts.set(key, edit.text);
    if (other === void 0 || other === edit.text) return [];
    const why = "this line means different paths in different builds";
    const own = moves.filter(({ to }) => edit.text.includes(baseName(to)));
    return (own.length > 0 ? own : moves).map((move) => ({ move, at: edit.replace, why }));
  });
}
function changesOf(workspace, { moves, after }, edits) {
  const renames = [];
  const carried2 = [];
  for (const { path, kind } of workspace.list()) {
    if (!moves.some(({ from }) => isInside(path, from))) continue;
    const content = kind === "link" ? void 0 : workspace.read(path);
    const isText = content !== void 0 && "text" in content;
    if (isText) renames.push({ rename: path, to: after(path) });
    else carried2.push(carriedChange(path, after(path), kind === "executable"));
  }
  return [...applyEdits(workspace, [...renames, ...edits]), ...carried2].sort(
    (a, b) => a.path < b.path ? -1 : 1
  );
}
function carriedChange(from, path, executable) {
  return {
    path,
    from,
    before: "",
    after: "",
    executable: { before: executable, after: executable },
    carried: true
  };
}
function wrongMoves(input, relocated, after) {
  const { moves } = relocated;
  if ("unreadable" in after) return refusedFor(moves, `the tree cannot be read with it: ${after.unreadable}`);
  const hidden = moves.filter(
    ({ from, to }) => input.isHidden(input.workspace, from) !== input.isHidden(after.workspace, to)
  );
  if (hidden.length > 0) return refusedFor(hidden, "git would ignore it at one of the two paths only");
  const otherwise = moves.filter((move) => !keepsOwners(move, [input.fleet, after.fleet], relocated));
  if (otherwise.length > 0) return refusedFor(otherwise, "CODEOWNERS gives it to others at its new path");
  const changed = changedImages(input.fleet, after.fleet, relocated).map(({ image, folder }) => ({
    why: `${image} would not be the same image with it`,
    moves: moves.filter(({ from }) => isInside(from, folder) || isInside(folder, from))
  }));
  const brought = changed.length > 0 ? [] : broughtFindings(input, relocated, after);
  const reasons = [...changed, ...brought];
  const told = /* @__PURE__ */ new Map();
  for (const { why, moves: near } of reasons)
    for (const move of near) if (!told.has(move)) told.set(move, why);
  const [first] = reasons;
  if (first !== void 0 && told.size === 0) return refusedFor(moves, first.why);
  return [...told].flatMap(([move, why]) => refusedFor([move], why));
}
function keepsOwners({ from }, [before, after], relocated) {
  const [old, now] = [codeOwners(before.read), codeOwners(after.read)];
  if (old === void 0 || now === void 0) return old === now;
  return before.entries.filter(({ path }) => isInside(path, from)).every(({ path }) => old(path).join(" ") === now(relocated.after(path)).join(" "));
}
function refusedFor(moves, why) {
  return moves.map((move) => ({ move, at: { file: sourceFile(move.from, "") }, why }));
}
function broughtFindings(input, { after: pathAfter, moves }, after) {
  const { findings } = compareFindings({ base: input.findings, head: after.findings, headPathOf: pathAfter });
  return findings.filter(({ novelty }) => novelty === "introduced").map((finding) => {
    const paths = [finding.at, ...(finding.related ?? []).map(({ at }) => at)].map(({ file }) => file.path);
    const near = moves.filter(
      ({ from, to }) => paths.some((path) => isInside(path, to) || isInside(path, from))
    );
    const folders = after.fleet.folders.filter(
      (folder) => folder.images.some(({ name }) => finding.images.includes(name))
    );
    const around = moves.filter(
      ({ to }) => folders.some(({ path }) => isInside(to, path) || isInside(path, to))
    );
    const why = `it would introduce ${finding.rule} at ${whereOf(finding)}`;
    return { why, moves: near.length > 0 ? near : around };
  });
}

// src/engine/tidy/wanted.ts
function wantedMoves(fleet, policy) {
  const config = configName(policy);
  const ofFolders = fleet.folders.flatMap((folder) => [
    ...config === void 0 ? [] : configMoves(fleet, folder, config),
    ...requiredMoves(folder, policy)
  ]);
  const ofStrays = [
    ...lonelyFiles(fleet, policy.layout.readme).map((file) => lonelyMove(fleet, file, config)),
    ...strayMoves(fleet, policy)
  ];
  return apart([...ofFolders, ...ofStrays].filter(({ from, to }) => from !== to));
}
function wantedNames(fleet, policy) {
  const grammar = policy.layout.names;
  return fleet.folders.flatMap(({ name, path }) => {
    const better = kebabName(name);
    if (name === "." || better === "" || isImageName(name, grammar) || path === "") return [];
    const home = folderOfFile(path);
    const why = grammar === "docker" ? `"${name}" is not a valid image name` : `the policy asks for kebab-case, not "${name}"`;
    return [{ from: path, to: below(home, better), isFolder: true, why }];
  });
}
function leftStrays(fleet, policy) {
  return strayFiles(fleet, policy.layout.readme).map(({ path }) => path);
}
function configName(policy) {
  return policy.layout.config?.replace(/^\.?\/+|\/+$/g, "");
}
function below(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}
function configMoves(fleet, folder, config) {
  const why = `configuration belongs in ${config}/`;
  const units = /* @__PURE__ */ new Map();
  for (const { path } of misplacedConfigs(fleet, folder, config)) {
    const home = homeOf(folder, path);
    const whole = takenFolder(fleet, path, home);
    units.set(whole ?? path, { home, isFolder: whole !== void 0 });
  }
  const named = [...units].map(([from]) => baseName(from));
  return [...units].map(([from, { home, isFolder: whole }]) => {
    const isOnly = whole && units.size === 1 && !isFolder(fleet.entries, below(home, config));
    const isAlone = named.filter((name) => name === baseName(from)).length === 1;
    const inside = isAlone ? baseName(from) : from.slice(home === "" ? 0 : home.length + 1);
    const to = isOnly && CONFIG_FOLDER.test(baseName(from)) ? config : `${config}/${inside}`;
    return { from, to: below(home, to), isFolder: whole, why };
  });
}
var CONFIG_FOLDER = /^(conf|cfg|configs|configuration|etc)$/i;
function homeOf(folder, path) {
  const homes = folder.images.map(({ build }) => folderOfFile(build.dockerfile));
  const holding = homes.filter((home) => isInside(home, folder.path) && isInside(path, home));
  return holding.sort((one, other) => other.length - one.length)[0] ?? folder.path;
}
function takenFolder(fleet, path, home) {
  const taken = broughtBy(fleet.images, path).flatMap(
    ({ source }) => source.path.known && isFolder(fleet.entries, source.path.value) ? [source.path.value] : []
  );
  const own = taken.filter((folder) => folder !== home && isInside(folder, home));
  return own.sort((one, other) => one.length - other.length)[0];
}
function requiredMoves(folder, policy) {
  return policy.layout.required.flatMap((wanted) => {
    const to = below(folder.path, wanted);
    const from = folder.entries.some(({ path }) => path === to) ? void 0 : otherCase(folder, wanted);
    return from === void 0 ? [] : [{ from, to, isFolder: false, why: `the policy asks for ${wanted}` }];
  });
}
function lonelyMove(fleet, { path, folder, containers }, config) {
  const isConfig = containers.some((container) => container.startsWith("/etc/")) || isServers(fleet, path);
  const inside = isConfig && config !== void 0 ? `${config}/${baseName(path)}` : baseName(path);
  const why = `only ${folder.name} uses it`;
  return { from: path, to: below(folder.path, inside), isFolder: false, why };
}
function strayMoves(fleet, policy) {
  const config = configName(policy);
  return strayFiles(fleet, policy.layout.readme).flatMap(({ path }) => {
    const stem = baseName(path).replace(/\.[^.]*$/, "");
    const named = fleet.folders.filter(
      (folder2) => folderOfFile(folder2.path) === folderOfFile(path) && folder2.name === stem
    );
    const [folder] = named;
    if (folder === void 0 || named.length > 1) return [];
    const inside = config !== void 0 && isServers(fleet, path) ? `${config}/${baseName(path)}` : baseName(path);
    const why = `it is called after the image ${folder.name}`;
    return [{ from: path, to: below(folder.path, inside), isFolder: false, why }];
  });
}
function isServers(fleet, path) {
  const file = fleet.read(path);
  return file !== void 0 && !("unreadable" in file) && serverOfText(file) !== void 0;
}
function apart(moves) {
  return moves.filter(
    (move, index) => !moves.some((other, at) => {
      if (other === move) return false;
      if (other.from === move.from) return at < index;
      return other.isFolder && isInside(move.from, other.from);
    })
  );
}

// src/app/tidy/tidy.ts
async function runTidy(options) {
  const { folder, dryRun = false, allowDirty = false } = options;
  const wrong = dryRun || allowDirty ? void 0 : undoWhy(folder);
  if (wrong !== void 0) return usage(wrong);
  const drafted = await draftTidy(options);
  if (!drafted.ok) return drafted;
  if (!dryRun) {
    const written = writeChanges(folder, drafted.changes);
    if (!written.ok) return written;
  }
  const { bugs, refused } = drafted;
  const exitCode = bugs.length > 0 ? EXIT.internal : refused.length > 0 ? EXIT.findings : EXIT.ok;
  return { ...drafted, dryRun, exitCode };
}
function undoWhy(folder) {
  const state = gitState(folder);
  if (state.kind === "clean") return void 0;
  const what = state.kind === "dirty" ? `${state.path} is not committed` : "the folder is not a git checkout";
  return `${what}, so git could not undo the moves alone: commit first, look at --dry-run, or use --allow-dirty`;
}
async function draftTidy(options) {
  const reading = { ...options, readmes: options.readmes ?? readmeStore() };
  const checked = await runCheck(reading);
  if (!checked.ok) return checked;
  const { policy, fleet } = checked;
  const { within: within2 = "" } = options;
  const isAsked = ({ from, to }) => isInside(from, within2) || isInside(to, within2);
  const start = { workspace: options.workspace, fleet, findings: checked.unfolded };
  let state = { tree: start, made: [], refused: [], changes: [] };
  state = await tidied(state, wantedMoves(fleet, policy).filter(isAsked), reading);
  const misnamed = wantedNames(state.tree.fleet, policy).filter(isAsked);
  if (options.renameImages === true) state = await tidied(state, misnamed, reading);
  return {
    ok: true,
    made: state.made,
    refused: state.refused,
    changes: state.changes,
    strays: leftStrays(state.tree.fleet, policy).filter((path) => isInside(path, within2)),
    misnamed: options.renameImages === true ? [] : misnamed.map(({ from }) => from),
    noConfig: policy.layout.config === void 0,
    remarks: checked.report.remarks,
    bugs: thrown(fleet.failures.list)
  };
}
async function tidied(state, wanted, options) {
  const { tree } = state;
  const plan = await planMoves({
    ...tree,
    wanted,
    read: (changes) => readWith(tree.workspace, changes, options),
    completed: (changes, relocation2) => withBaseline(changes, relocation2, tree),
    isHidden
  });
  return {
    tree: plan.tree,
    made: [...state.made, ...plan.made],
    refused: [...state.refused, ...plan.refused],
    changes: composed(state.changes, plan.changes)
  };
}
async function readWith(below2, changes, options) {
  const workspace = overlayWorkspace(
    below2,
    laidFiles(changes, (path) => carried(below2, path))
  );
  const answer = await runCheck({ ...options, workspace, progress: () => {
  } });
  if (!answer.ok) return { unreadable: failureLines(answer.failure)[0] ?? "" };
  return { workspace, fleet: answer.fleet, findings: answer.unfolded };
}
function carried(below2, path) {
  const entry = entryAt(below2.list(), path);
  if (entry === void 0 || entry.kind === "submodule") return null;
  if (entry.kind === "link") return { content: { text: entry.target ?? "" }, kind: "link" };
  return { content: below2.read(path) ?? { text: "" }, kind: entry.kind, bytesFrom: path };
}
function withBaseline(changes, { after, moves }, { workspace, fleet }) {
  const renamed = new Map(
    moves.flatMap((move) => isImage(fleet, move) ? [[baseName(move.from), baseName(move.to)]] : [])
  );
  const baseline = baselineChange(changes, workspace, {
    pathAfter: after,
    nameAfter: (name) => renamed.get(name)
  });
  return baseline === void 0 ? changes : composed(changes, [baseline]);
}
function isImage({ folders }, { from }) {
  return folders.some(({ path }) => path === from);
}
function isHidden(tree, path) {
  const files = tree.list().flatMap((entry) => {
    if (!/(^|\/)\.gitignore$/.test(entry.path)) return [];
    const content = tree.read(entry.path);
    const folder = entry.path.slice(0, Math.max(0, entry.path.length - "/.gitignore".length));
    return content !== void 0 && "text" in content ? [{ folder, text: content.text }] : [];
  });
  return ignoreRules(files).hides(path);
}

// src/app/cli/tidy-command.ts
async function tidyCommand(path, flags, { io, say }) {
  const { folder, within: within2 } = namedTree(path, flags, io);
  const { patch = false, dryRun = patch, renameImages = false, allowDirty = false } = flags;
  const answer = await withTree(
    { folder, flags, io },
    (options) => runTidy({ ...options, folder, within: within2, dryRun, renameImages, allowDirty, today: today() })
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  if (patch) {
    io.out(patchText(answer.changes, prefixInCheckout(folder)));
    io.err(tidyText({ ...answer, isShown: true }, paint(flags, io)));
  } else io.out(tidyText(answer, paint(flags, io)));
  await say(answer.bugs);
  return answer.exitCode;
}
export {
  tidyCommand
};
