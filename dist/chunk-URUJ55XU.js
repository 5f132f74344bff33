import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);

// src/app/exit.ts
var EXIT = { ok: 0, findings: 1, usage: 2, internal: 3 };
function usage(message) {
  return { ok: false, failure: { kind: "usage", message } };
}
function fails({ errors, warnings, notices }, failOn) {
  const counted = {
    never: 0,
    error: errors,
    warning: errors + warnings,
    notice: errors + warnings + notices
  };
  return counted[failOn] > 0;
}

// src/app/project.ts
import { existsSync } from "node:fs";

// package.json
var package_default = {
  name: "keelcheck",
  version: "0.1.0",
  description: "Checks what each image of a deployment repo really runs as, listens on and loads, against the team's conventions and the image's own README",
  license: "MIT",
  author: "The Keelcheck authors",
  repository: {
    type: "git",
    url: "git+https://github.com/keelcheck/keelcheck.git"
  },
  homepage: "https://github.com/keelcheck/keelcheck#readme",
  bugs: "https://github.com/keelcheck/keelcheck/issues",
  keywords: [
    "github-action",
    "docker",
    "nginx",
    "apache",
    "lint",
    "deployment"
  ],
  type: "module",
  bin: {
    keelcheck: "dist/cli.js"
  },
  files: [
    "dist",
    "docs",
    "examples",
    "action.yml",
    "CHANGELOG.md"
  ],
  publishConfig: {
    access: "public",
    provenance: true
  },
  engines: {
    node: ">=20.20"
  },
  scripts: {
    bench: "node bench/compare.ts",
    build: "node .github/scripts/build.ts",
    check: "npm run lint && npm run types && npm run generate -- --check && npm test",
    "check-dist": "node .github/scripts/check-dist.ts",
    format: "biome check --write",
    fuzz: "node __tests__/fuzz/run.ts",
    generate: "node .github/scripts/generate.ts",
    lab: "node __tests__/lab/run.ts",
    lint: "biome check --error-on-warnings",
    "new-rule": "node .github/scripts/new-rule.ts",
    oracle: "node __tests__/oracle/run.ts",
    release: "node .github/scripts/release.ts",
    sbom: "node .github/scripts/sbom.ts",
    test: "node .github/scripts/require-node.js && vitest run",
    "test:long": "node .github/scripts/require-node.js && vitest run --config __tests__/vitest.long.config.ts",
    types: "tsc --noEmit"
  },
  devDependencies: {
    "@actions/core": "3.0.1",
    "@actions/github": "9.1.1",
    "@biomejs/biome": "2.5.0",
    "@clack/prompts": "1.9.0",
    "@octokit/plugin-retry": "8.1.1",
    "@octokit/plugin-throttling": "11.0.5",
    "@octokit/webhooks-examples": "7.6.1",
    "@types/node": "24.19.2",
    "@types/sarif": "2.1.7",
    ajv: "8.20.0",
    commander: "14.0.3",
    diff: "9.0.0",
    "dockerfile-ast": "0.7.1",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    globby: "16.2.4",
    ignore: "7.0.16",
    markdownlint: "0.42.1",
    "nginx-conf": "2.1.0",
    node: "24.21.0",
    "openapi-backend": "5.16.1",
    picocolors: "1.1.1",
    picomatch: "4.0.7",
    tar: "7.5.23",
    typescript: "7.0.2",
    unbash: "6.0.4",
    vitest: "5.1.1",
    yaml: "2.9.1",
    zod: "4.6.7"
  },
  allowScripts: {
    node: true,
    esbuild: true,
    "@biomejs/biome": true
  }
};

// src/app/project.ts
var ADDRESS = package_default.repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
var HOMEPAGE = ADDRESS;
var VERSION = package_default.version;
var BUGS = `${ADDRESS}/issues`;
function pageAddress(rule) {
  return `${ADDRESS}/blob/main/docs/rules/${rule}.md`;
}
function ruleFacts(rules) {
  return rules.map(({ id, summary, severity }) => ({ id, summary, severity, docs: pageAddress(id) }));
}
function ownFile(path) {
  const candidates = [new URL(`../${path}`, import.meta.url), new URL(`../../${path}`, import.meta.url)];
  return candidates.find((candidate) => existsSync(candidate));
}

// src/report/counts.ts
function countFindings(findings) {
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), notices: count("notice") };
}
function countByNovelty({ findings, waived = [], comparison }) {
  return {
    introduced: countFindings(findings.filter(isIntroduced)),
    existing: countFindings(findings.filter((finding) => !isIntroduced(finding))),
    fixed: countFindings(comparison?.fixed ?? []),
    waived: waived.length
  };
}
function isIntroduced({ novelty }) {
  return novelty !== "existing";
}
function total({ errors, warnings, notices }) {
  return errors + warnings + notices;
}
function countText({ errors, warnings, notices }) {
  return [
    ...errors > 0 ? [plural(errors, "error")] : [],
    ...warnings > 0 ? [plural(warnings, "warning")] : [],
    ...notices > 0 ? [plural(notices, "notice")] : []
  ];
}
function countImages({ findings, images }) {
  const named = new Set(findings.flatMap((finding) => finding.images));
  const touched = images.filter(({ name }) => named.has(name)).length;
  return { touched, clean: images.length - touched };
}
function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

// src/decode.ts
function decodeText(bytes) {
  const other = otherContent(bytes);
  if (other !== void 0) return other;
  if (bytes.includes(0)) return { unreadable: "is no text, as it holds NUL bytes" };
  const text = utf8(bytes);
  if (text === void 0) return { unreadable: "is not UTF-8" };
  return standIn(text) ?? { text };
}
function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
function standIn(text) {
  const why = cipherOrPointer(text);
  if (why !== void 0) return { unreadable: why, sealed: true };
  const span = conflictSpan(text);
  return span && { unreadable: "holds an unresolved merge conflict", conflict: { text, span } };
}
function cipherOrPointer(text) {
  if (text.startsWith(LFS_POINTER))
    return 'is a Git LFS pointer, and what it points to is not checked out ("lfs: true" of actions/checkout fetches it)';
  if (text.startsWith("$ANSIBLE_VAULT;")) return "is encrypted by Ansible Vault";
  return SOPS_VALUE.test(text) && SOPS_METADATA.test(text) ? "is encrypted by SOPS" : void 0;
}
function otherContent(bytes) {
  if (GIT_CRYPT.every((byte, index) => bytes[index] === byte))
    return { unreadable: "is encrypted by git-crypt", sealed: true };
  const [first, second] = bytes;
  const isUtf16 = first === 255 && second === 254 || first === 254 && second === 255;
  return isUtf16 ? { unreadable: "is UTF-16, and only UTF-8 is read" } : void 0;
}
var LFS_POINTER = "version https://git-lfs.github.com/spec/v1\n";
var GIT_CRYPT = new TextEncoder().encode("\0GITCRYPT\0");
var SOPS_VALUE = /\bENC\[AES256_GCM,data:/;
var SOPS_METADATA = /^\s*(?:"?sops"?\s*:|\[sops\]|sops_\w+\s*=)/m;
function conflictSpan(text) {
  if (!text.includes("<<<<<<< ")) return void 0;
  let begun;
  let isParted = false;
  let inFence = false;
  for (const { 0: line, index } of text.matchAll(/^.*$/gm)) {
    if (/^ {0,3}(?:```|~~~)/.test(line)) inFence = !inFence;
    if (inFence) continue;
    if (line.startsWith("<<<<<<< ")) {
      begun = { start: index, end: index + line.length };
      isParted = false;
    } else if (line === "=======") isParted = begun !== void 0;
    else if (isParted && line.startsWith(">>>>>>> ")) return begun;
  }
  return void 0;
}

// src/workspace/content.ts
var maxBytes = 5 * 1024 * 1024;
function tooLarge(bytes) {
  if (bytes <= maxBytes) return void 0;
  return { unreadable: `is larger than 5 MiB (${bytes} bytes)` };
}
function decode(bytes) {
  return tooLarge(bytes.length) ?? decodeText(bytes);
}
function archiveBytes(size, read) {
  return size > maxArchiveBytes ? void 0 : read();
}
var maxArchiveBytes = 32 * 1024 * 1024;

export {
  countFindings,
  countByNovelty,
  isIntroduced,
  total,
  countText,
  countImages,
  plural,
  EXIT,
  usage,
  fails,
  decodeText,
  maxBytes,
  tooLarge,
  decode,
  archiveBytes,
  HOMEPAGE,
  VERSION,
  BUGS,
  pageAddress,
  ruleFacts,
  ownFile
};
