import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  describePlace,
  thrown
} from "./chunk-SXQYR5JI.js";
import {
  POLICY_PATHS,
  isDeclared,
  load,
  openBase,
  recordCommand
} from "./chunk-SY2YNAVI.js";
import {
  bottomStage
} from "./chunk-P2NZQK6N.js";

// src/app/bases/bases.ts
async function runBases(options) {
  const loaded = await load(options);
  if (!loaded.ok) return loaded;
  const { fleet, policy, remarks } = loaded;
  const report = {
    bases: basesToSettle(fleet, policy).map((base) => withPath(base, options.path)),
    imageCount: fleet.images.length,
    policyFile: policy.file ?? POLICY_PATHS[0] ?? "",
    remarks
  };
  return { ok: true, report, bugs: thrown(fleet.failures.list) };
}
function basesToSettle(fleet, policy) {
  const entries = /* @__PURE__ */ new Map();
  for (const image of fleet.images) {
    const final = bottomStage(image.final);
    for (const bottom of /* @__PURE__ */ new Set([final, ...image.stages.map(bottomStage)])) {
      const question = questionOf(bottom, policy);
      if (question === void 0) continue;
      const facts = factsBehind(image, question);
      if (facts.length === 0 && (bottom !== final || !question.always)) continue;
      addTo(entries, { question, image, at: describePlace(bottom.at), facts });
    }
  }
  return [...entries.values()].map(settled).sort((a, b) => compare(a.ref, b.ref) || compare(a.why, b.why));
}
function questionOf({ base, source, at }, policy) {
  if (base.kind === "registry") return registryQuestion(base.ref, policy, at);
  if (base.kind !== "unknown") return void 0;
  const { why, settle } = base;
  return {
    ref: source.base.raw,
    why,
    recorded: false,
    always: true,
    ...inWords(settle),
    settles: present([settle])
  };
}
function registryQuestion(ref, policy, at) {
  const { configuration, contents } = openBase(ref, policy, at);
  if (contents === void 0) return void 0;
  const settles = present([configuration?.settle, contents.settle]);
  const about = { ref, why: contents.why, recorded: configuration === void 0, settles };
  const lines = (facts) => `base-images:
  ${ref}: { ${facts} }`;
  if (configuration === void 0) return { ...about, always: false, policy: lines("like: IMAGE") };
  const always = !isDeclared(ref, policy);
  const command = recordCommand(ref);
  if (command === void 0) return { ...about, always, ...inWords(configuration.settle) };
  return { ...about, always, command, policy: lines("user: USER, exposes: [PORT], like: IMAGE") };
}
function inWords(settle) {
  return settle === void 0 ? {} : { advice: settle };
}
function present(texts) {
  return texts.filter((text) => text !== void 0);
}
function factsBehind(image, { why, settles }) {
  const hangs = ({ reason }) => reason.why.includes(why) || reason.settle !== void 0 && settles.includes(reason.settle);
  return image.unknowns.filter(hangs).map(({ fact }) => fact);
}
function addTo(entries, { question, image, at, facts }) {
  const key = JSON.stringify([question.ref, question.why]);
  const entry = entries.get(key) ?? { question, images: /* @__PURE__ */ new Set(), at: /* @__PURE__ */ new Map(), unknown: /* @__PURE__ */ new Set() };
  entry.images.add(image.name);
  entry.at.set(`${at.file}:${at.line}:${at.column}`, at);
  for (const fact of facts) entry.unknown.add(fact);
  entries.set(key, entry);
}
function settled({
  question: { always: _, settles: __, ...question },
  images,
  at,
  unknown
}) {
  return {
    ...question,
    images: [...images].sort(),
    at: [...at.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column),
    unknown: [...unknown].sort()
  };
}
function withPath(base, path) {
  if (base.command === void 0 || path === ".") return base;
  return { ...base, command: `${base.command} ${shellWord(path)}` };
}
function shellWord(text) {
  return /^[\w./][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

export {
  runBases,
  basesToSettle
};
