import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  codeOwners
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
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  label
} from "./chunk-REYK4QOP.js";
import {
  applyEdits,
  chooseFixes,
  laidFiles
} from "./chunk-45DT3RJT.js";
import "./chunk-5MUXDFFQ.js";
import {
  overlayWorkspace
} from "./chunk-HWZOEAOX.js";
import {
  thrown
} from "./chunk-SXQYR5JI.js";
import {
  load,
  readmeStore
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  plural
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  REGION_WORDS,
  addedRegions,
  adoptingEdits,
  emptyReadme,
  imageReadmes,
  indexEdits,
  indexText,
  isInside,
  kindFacts,
  missingReadmes,
  ownStagesDown,
  planRegions,
  readable,
  readableCode,
  readmeTemplate,
  readmeText,
  readmesInUse,
  regionsOf,
  relativePath,
  runsToTell,
  table,
  unreadReadme,
  withReplacements
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import {
  sourceFile,
  textOf
} from "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/report/text/docs.ts
function docsText(report, colors) {
  const { changes, notes, check, remarks } = report;
  const parts = [
    remarks.map(safe),
    check ? diffLines(changes, colors) : changes.map(
      ({ path, before }) => `${colors.strong(safe(path))}${before === void 0 ? " (new)" : ""}`
    ),
    notes.map(({ path, text }) => `${safe(path)} ${safe(text)}`),
    closingLines(report, colors)
  ];
  return `${parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n")}
`;
}
function closingLines({ changes, notes, check, adopt }, colors) {
  const files = plural(changes.length, "README");
  const done = adopt ? "given markers" : "written";
  const hint = !adopt && notes.some(({ text }) => text.startsWith("has tables outside of the markers"));
  return [
    changes.length === 0 ? colors.good(adopt ? "no table to adopt" : "up to date") : check ? `${files} would be ${done}` : colors.good(`${files} ${done}`),
    ...hint ? ["keelcheck docs --adopt puts markers round tables that people wrote"] : [],
    ...adopt && changes.length > 0 && !check ? ["keelcheck docs brings them up to date"] : []
  ];
}

// src/documents/image-index.ts
function indexLines(fleet, readme) {
  const images = [...fleet.images].sort((a, b) => compared(orderOf(a), orderOf(b)));
  const owners = codeOwners(fleet.read);
  const rows = images.map((image) => {
    const run = fleet.runs.find((one) => one.image === image && one.service === void 0);
    return [
      linkTo(image, readme),
      readableCode(baseOf(image)),
      run === void 0 ? "Unknown" : factCells(run, "user"),
      run === void 0 ? "Unknown" : factCells(run, "ports"),
      ...owners === void 0 ? [] : [owners(image.file.path).map(readableCode).join(" ")]
    ];
  });
  const header = ["Image", "Base", "Runs as", "Ports", ...owners === void 0 ? [] : ["Owners"]];
  return [...table(header, rows), "", "```mermaid", ...mapLines(images), "```"];
}
function orderOf({ folder, name }) {
  return `${folder.path}
${name}`;
}
function compared(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
function linkTo({ name, readme, file }, from) {
  const target = relativePath(from, readme?.file.path ?? file.path).split("/").map((part) => encodeURIComponent(part).replaceAll("(", "%28").replaceAll(")", "%29")).join("/");
  return `[${readable(name)}](${target})`;
}
function factCells(run, kind) {
  const use = { readme: emptyReadme(run.image.file.path), name: "", runs: [run] };
  const users = kindFacts(use, "user");
  if (kind === "user") return users.rows[0]?.cells.user ?? "Unknown";
  const { rows, unknown } = kindFacts(use, "ports");
  const ports = rows.flatMap(({ cells }) => cells.port ?? []);
  if (unknown.length + users.unknown.length === 0) return ports.join(", ");
  return ports.length === 0 ? "Unknown" : `${ports.join(", ")}, maybe more`;
}
function baseOf({ final }) {
  const { base, at } = ownStagesDown(final).at(-1) ?? final;
  if (base.kind === "registry") return base.ref;
  if (base.kind === "image") return base.image.name;
  return base.kind === "scratch" || at.span === void 0 ? "scratch" : textOf(at.file, at.span);
}
function mapLines(images) {
  const parents = new Map(images.map((image) => [image, parentOf(image)]));
  const built = new Set([...parents.values()].filter((parent) => typeof parent !== "string"));
  const ids = /* @__PURE__ */ new Map();
  const nodes = [];
  const idOf = (one) => {
    const known = ids.get(one);
    if (known !== void 0) return known;
    const id = `n${ids.size}`;
    ids.set(one, id);
    nodes.push(typeof one === "string" ? `  ${id}([${label([one])}])` : `  ${id}[${label([one.name])}]`);
    return id;
  };
  const leaves = /* @__PURE__ */ new Map();
  const edges = [];
  for (const [image, parent] of parents) {
    if (built.has(image)) edges.push(`  ${idOf(parent)} --> ${idOf(image)}`);
    else leaves.set(parent, [...leaves.get(parent) ?? [], image.name]);
  }
  for (const [parent, names] of leaves) {
    const id = idOf(parent);
    const leaf = `${id}l`;
    nodes.push(`  ${leaf}[${label([...names.slice(0, MOST_NAMES), ...more(names.length - MOST_NAMES)])}]`);
    edges.push(`  ${id} --> ${leaf}`);
  }
  return ["flowchart LR", ...nodes, ...edges];
}
var MOST_NAMES = 12;
function more(count) {
  return count > 0 ? [`and ${count} more`] : [];
}
function parentOf(image) {
  const { base } = ownStagesDown(image.final).at(-1) ?? image.final;
  return base.kind === "image" ? base.image : baseOf(image);
}

// src/app/docs-index.ts
var UNREAD = "is not written: what it would get could not be read back, as behind code or a comment that is not closed";
var NO_DRAFT = { byPath: /* @__PURE__ */ new Map(), notes: [] };
async function indexDraft({ fleet }, readmes) {
  const { root, folders, read } = fleet;
  if (root === "" || folders.length < 2 || folders.some((folder) => folder.path === root)) return NO_DRAFT;
  const path = `${root}/README.md`;
  const refused = (why2) => ({ byPath: /* @__PURE__ */ new Map(), notes: [{ path, text: `is not written: ${why2}` }] });
  const lines = indexLines(fleet, path);
  const file = read(path);
  if (file === void 0)
    return { byPath: /* @__PURE__ */ new Map([[path, [{ create: path, text: indexText(lines) }]]]), notes: [] };
  if ("unreadable" in file) return refused(`it ${file.unreadable}`);
  const markdown = (await readmes.read([file], {})).get(path);
  const why = problemOf(markdown);
  if (markdown === void 0 || why !== void 0) return refused(why ?? "it could not be read");
  const edits = indexEdits(markdown, lines);
  if (edits.length === 0) return NO_DRAFT;
  const after = sourceFile(
    path,
    edits.reduce(
      (text, edit) => "replace" in edit ? withReplacements(text, [
        { ...edit.replace.span ?? { start: 0, end: text.length }, text: edit.text }
      ]) : text,
      file.text
    )
  );
  const reread = (await readmes.read([after], {})).get(path);
  const isRead = reread !== void 0 && problemOf(reread) === void 0 && indexEdits(reread, lines).length === 0;
  return isRead ? { byPath: /* @__PURE__ */ new Map([[path, edits]]), notes: [] } : { byPath: /* @__PURE__ */ new Map(), notes: [{ path, text: UNREAD }] };
}
function problemOf(markdown) {
  return markdown && (markdown.givenUp ?? regionsOf(markdown).problems[0]?.message);
}

// src/app/docs.ts
async function runDocs(options) {
  const { folder, adopt = false, check = false } = options;
  const whole = await draftDocs(options);
  if (!whole.ok) return whole;
  const { within = "" } = options;
  const isAsked = ({ path }) => isInside(path, within);
  const answer = { ...whole, changes: whole.changes.filter(isAsked), notes: whole.notes.filter(isAsked) };
  const { changes, bugs } = answer;
  if (!check) {
    const written = writeChanges(folder, changes);
    if (!written.ok) return written;
  }
  const exitCode = bugs.length > 0 ? EXIT.internal : check && changes.length > 0 ? EXIT.findings : EXIT.ok;
  return { ...answer, check, adopt, exitCode };
}
async function draftDocs(options) {
  const { workspace, adopt = false, readmes = readmeStore() } = options;
  const loaded = await load({ ...options, readmes });
  if (!loaded.ok) return loaded;
  const draft = draftOf(loaded, adopt);
  const planned = applied(workspace, draft);
  const overlay = overlayWorkspace(workspace, laidFiles(planned.changes));
  const again = planned.changes.length === 0 ? loaded : await load({ ...options, readmes, workspace: overlay });
  if (!again.ok) return again;
  const { byPath, marred } = planned.changes.length === 0 ? draft : draftOf(again, adopt);
  const isLost = (path) => byPath.has(path) || marred.has(path);
  const lost = planned.changes.filter(({ path }) => isLost(path)).map(({ path }) => ({ path, text: UNREAD }));
  const index = adopt || options.images !== void 0 ? NO_DRAFT : await indexDraft(again, readmes);
  const ofIndex = applied(overlay, index);
  const changes = [...planned.changes.filter(({ path }) => !isLost(path)), ...ofIndex.changes];
  return {
    ok: true,
    changes: changes.sort((a, b) => a.path < b.path ? -1 : 1),
    notes: sorted([...draft.notes, ...planned.notes, ...lost, ...index.notes, ...ofIndex.notes]),
    remarks: loaded.remarks,
    bugs: thrown(loaded.fleet.failures.list)
  };
}
function sorted(notes) {
  return [...notes].sort((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
function draftOf({ fleet, policy }, adopt) {
  const byPath = /* @__PURE__ */ new Map();
  const notes = [];
  const marred = /* @__PURE__ */ new Set();
  const put = (path, edits) => {
    if (edits.length > 0) byPath.set(path, [...byPath.get(path) ?? [], ...edits]);
  };
  for (const folder of fleet.folders) {
    for (const use of readmesInUse(folder, fleet)) {
      const { path } = use.readme.file;
      const { regions, problems } = planRegions(use, { fleet, policy });
      for (const { message } of problems) notes.push({ path, text: `is not written: ${message}` });
      if (problems.length > 0) marred.add(path);
      if (adopt) {
        put(path, adoptingEdits(use));
        continue;
      }
      const { edits, byHand } = addedRegions(use, { fleet, policy });
      put(path, [...regions.flatMap((region) => region.edits), ...edits]);
      const words = byHand.map((kind) => REGION_WORDS[kind]).join(", ");
      if (words !== "") notes.push({ path, text: `has tables outside of the markers: ${words}` });
    }
    notes.push(...unreadNotes(folder));
    if (!adopt) addMissing(folder, { fleet, policy }, { put, notes });
  }
  return { byPath, notes, marred };
}
function unreadNotes(folder) {
  return imageReadmes(folder).flatMap(
    ({ file: { path }, markdown: { givenUp } }) => givenUp === void 0 ? [] : [{ path, text: `is not written: ${givenUp}` }]
  );
}
function addMissing(folder, { fleet, policy }, {
  put,
  notes
}) {
  for (const { path } of missingReadmes(folder)) {
    const unread = unreadReadme(path, fleet);
    const runs = runsToTell(folder, path, fleet);
    if (unread !== void 0) notes.push({ path: unread.at.file.path, text: unread.why });
    if (unread !== void 0 || runs.length === 0) continue;
    const text = readmeText({
      path,
      runs,
      sections: policy.docs.sections,
      template: readmeTemplate(fleet, policy)
    });
    if (typeof text === "string") put(path, [{ create: path, text }]);
    else
      notes.push({
        path,
        text: `is not written: the policy asks for ${text.unfilled.map((title) => JSON.stringify(title)).join(", ")}, which only a person can write`
      });
  }
}
function applied(workspace, { byPath }) {
  const findings = [...byPath].map(([path, edits]) => wish(path, edits));
  const { chosen, refused } = chooseFixes(workspace, findings);
  return {
    changes: applyEdits(
      workspace,
      chosen.flatMap(({ edits }) => edits)
    ),
    notes: refused.map(({ finding, why }) => ({
      path: finding.at.file.path,
      text: `is not written: ${why}`
    }))
  };
}
function wish(path, edits) {
  return {
    rule: "docs/out-of-date",
    severity: "error",
    images: [],
    key: path,
    at: { file: sourceFile(path, "") },
    message: "",
    fix: { title: "", safe: true, edits }
  };
}

// src/app/cli/docs-command.ts
async function docsCommand(path, flags, { io, say }) {
  const { folder, within } = namedTree(path, flags, io);
  const { adopt = false, check = false } = flags;
  const answer = await withTree(
    { folder, flags, io },
    (options) => runDocs({ ...options, folder, within, adopt, check })
  );
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(docsText(answer, paint(flags, io)));
  say(answer.bugs);
  return answer.exitCode;
}
export {
  docsCommand
};
