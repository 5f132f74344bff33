import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  runBases
} from "./chunk-EZDMRGMX.js";
import {
  namedTree
} from "./chunk-AQW3A3WD.js";
import {
  failed,
  textStyle,
  withTree
} from "./chunk-HB4N4IIO.js";
import "./chunk-DCVM5XD5.js";
import {
  jsonText
} from "./chunk-PFFOPVPY.js";
import {
  joined,
  some
} from "./chunk-65OJGU3O.js";
import "./chunk-SXQYR5JI.js";
import {
  openWorkspace,
  wrapped
} from "./chunk-SY2YNAVI.js";
import {
  EXIT,
  decode,
  plural,
  usage
} from "./chunk-URUJ55XU.js";
import "./chunk-V4PT6QBI.js";
import "./chunk-NKKNJKX6.js";
import "./chunk-2QUYIJJI.js";
import {
  RECORDED_PATH,
  isPort,
  isReference,
  loadRecorded,
  orderedBase,
  parseReference,
  readJson,
  recordedData,
  schemaProblems,
  text,
  zod_exports
} from "./chunk-P2NZQK6N.js";
import {
  safe
} from "./chunk-W2ZOQYWS.js";
import "./chunk-3H7WJ2PN.js";
import "./chunk-AB3U5TTC.js";
import {
  lazily
} from "./chunk-FEFS7QVZ.js";
import "./chunk-PHF5CIVR.js";
import "./chunk-CDUI6D6B.js";
import {
  nearest,
  ownValue
} from "./chunk-M3MVB6O3.js";
import {
  sourceFile
} from "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/app/cli/bases-commands.ts
import { existsSync } from "node:fs";

// src/report/json/bases.ts
var BASES_VERSION = 1;
function jsonBases({ bases, remarks }) {
  const answer = { version: BASES_VERSION, bases, remarks };
  return jsonText(answer);
}
var text2 = { type: "string" };
var texts = (description) => ({ type: "array", items: text2, description });
var position = { type: "integer", minimum: 1 };
var base = {
  type: "object",
  required: ["ref", "why", "recorded", "images", "at", "unknown"],
  properties: {
    ref: { ...text2, description: "As in the FROM line, with variables replaced where their value is known." },
    why: { ...text2, description: "Why it is unknown." },
    recorded: {
      type: "boolean",
      description: "Its configuration is recorded; its files and users are unknown."
    },
    images: texts("Names of the images that start from it, sorted."),
    at: {
      type: "array",
      description: "The FROM lines that name it.",
      items: {
        type: "object",
        required: ["file", "line", "column"],
        properties: {
          file: text2,
          line: position,
          column: { ...position, description: "Counted in UTF-16 units." }
        }
      }
    },
    unknown: texts("Facts of these images that are unknown because of it."),
    command: { ...text2, description: "The command that settles it." },
    policy: {
      ...text2,
      description: "Policy lines that settle it; fill in the names in capitals."
    },
    advice: { ...text2, description: "Advice where neither a command nor policy lines settle it." }
  }
};

// src/report/text/bases.ts
var MOST_NAMES = 6;
function basesText(report, style) {
  const { bases, imageCount, remarks } = report;
  const parts = [
    ...remarks.length === 0 ? [] : [remarks.map(safe).join("\n")],
    ...bases.map((base2) => baseText(base2, report.policyFile, style)),
    bases.length === 0 ? style.colors.good(`the bases of ${plural(imageCount, "image")} are known`) : `${plural(bases.length, "unknown base image")}; ${plural(imageCount, "image")} checked`
  ];
  return `${parts.join("\n\n")}
`;
}
function baseText(base2, policyFile, style) {
  const { colors, columns } = style;
  const paragraph = (text3) => {
    const [first = "", ...rest] = wrapped(safe(text3), (columns ?? Infinity) - 4);
    return [`  ${first}`, ...rest.map((line) => `    ${line}`)];
  };
  const from = base2.at.map(({ file, line, column }) => `${file}:${line}:${column}`);
  return [
    colors.title(safe(base2.ref)),
    "",
    ...paragraph(base2.why),
    ...paragraph(`${plural(base2.images.length, "image")}: ${some(base2.images, MOST_NAMES)}`),
    ...paragraph(`named at ${some(from, MOST_NAMES)}`),
    ...base2.unknown.length === 0 ? [] : paragraph(`cannot be determined because of it: ${base2.unknown.join(", ")}`),
    ...settleLines(base2, policyFile).map((line) => line === "" ? "" : `  ${line}`)
  ].join("\n");
}
function settleLines({ command, policy, advice }, policyFile) {
  const lines = [];
  if (command !== void 0) lines.push("", "to settle it:", `  ${safe(command)}`);
  if (policy !== void 0) {
    const where = `in ${safe(policyFile)}:`;
    lines.push("", command === void 0 ? `to settle it, ${where}` : `or, ${where}`);
    lines.push(...policy.split("\n").map((line) => `  ${safe(line)}`));
  }
  if (advice !== void 0) lines.push("", "to settle it:", `  ${safe(advice)}`);
  return lines;
}

// src/app/bases/add.ts
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync
} from "node:fs";
import { dirname, join } from "node:path";

// src/policy/inspected.ts
var words = lazily(() => zod_exports.array(zod_exports.string("text"), "a list of words").nullish());
var volumes = lazily(
  () => zod_exports.record(text("container paths"), zod_exports.unknown(), "a map of container paths").nullish()
);
var USER = `a user's name or number, with ":group" where it has one`;
var PORT = "a port from 1 to 65535, such as 8080/tcp";
var configuration = lazily(
  () => zod_exports.looseObject(
    {
      User: zod_exports.string(USER).regex(/^([^\s:]+(:[^\s:]+)?)?$/, USER).nullish(),
      ExposedPorts: zod_exports.record(
        zod_exports.string().refine((port) => isPort(withProtocol(port)), PORT),
        zod_exports.unknown(),
        "a map of ports"
      ).nullish(),
      Volumes: volumes(),
      WorkingDir: zod_exports.string("a folder").regex(/^(\/|$)/, "a container path that begins with /").nullish(),
      Env: zod_exports.array(zod_exports.string("NAME=value").regex(/^[^=]+=/, "NAME=value"), "a list of NAME=value").nullish(),
      Entrypoint: words(),
      Cmd: words(),
      OnBuild: words()
    },
    "an image's configuration"
  )
);
var image = lazily(
  () => zod_exports.looseObject({
    Os: zod_exports.string("a system").nullish(),
    Architecture: zod_exports.string("an architecture").nullish(),
    Variant: zod_exports.string("a variant").nullish(),
    RepoTags: words(),
    RepoDigests: words(),
    Config: configuration()
  })
);
var OCI_KEYS = {
  os: "Os",
  architecture: "Architecture",
  variant: "Variant",
  config: "Config"
};
var COMMANDS = "pipe in the output of `docker image inspect REF`, `podman image inspect REF`, `skopeo inspect --config docker://REF` or `crane config REF`";
function readInspected(file) {
  if (file.text.trim() === "") return { ok: false, message: `nothing came on standard input: ${COMMANDS}` };
  const json = readJson(file);
  if (!json.ok) return json;
  const one = theOne(json.data);
  if ("message" in one) return { ok: false, message: one.message };
  const { data, path } = one;
  const why = notAnImage(data);
  if (why !== void 0) return { ok: false, message: why };
  const read = image().safeParse(capitals(data));
  if (read.success) return recordable(read.data);
  const issues = read.error.issues.map((issue) => ({
    ...issue,
    path: [...path, ...written(data, issue.path)]
  }));
  return { ok: false, problems: schemaProblems(file, json.root, issues) };
}
function theOne(data) {
  if (!Array.isArray(data))
    return isObject(data) ? { data, path: [] } : { message: `standard input holds no image: ${COMMANDS}` };
  const [only, ...more] = data;
  if (more.length > 0)
    return { message: `standard input holds ${data.length} images, but only one is recorded at a time` };
  if (isObject(only)) return { data: only, path: [0] };
  return {
    message: "standard input holds no image: an engine prints [] for an image that it does not have; pull it first"
  };
}
function notAnImage(data) {
  if ("State" in data || "HostConfig" in data)
    return "standard input describes a container, which may differ from its image: use `docker image inspect REF`";
  if (isObject(data["Config"] ?? data["config"])) return void 0;
  if ("Layers" in data && "Digest" in data)
    return "`skopeo inspect` does not say who an image runs as: use `skopeo inspect --config docker://REF`";
  return `standard input holds no image configuration: ${COMMANDS}`;
}
function capitals(data) {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [ownValue(OCI_KEYS, key) ?? key, value])
  );
}
function written(data, [first, ...rest]) {
  if (first === void 0) return [];
  const small = String(first).toLowerCase();
  return [
    ownValue(OCI_KEYS, small) === first && !Object.hasOwn(data, String(first)) ? small : first,
    ...rest
  ];
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function recordable({ Config: config, ...image2 }) {
  if (image2.Os !== "linux") {
    const system = image2.Os ? `the image is for ${image2.Os}` : "the image does not say which system it is for";
    return { ok: false, message: `${system}, but Keelcheck reads only images for linux` };
  }
  const [trigger] = config.OnBuild ?? [];
  if (trigger !== void 0) {
    const what = `the image has ONBUILD instructions (${trigger}), which run in every image that starts from it`;
    return { ok: false, message: `${what}: say what it runs as under base-images: in .github/keelcheck.yml` };
  }
  const variables = (config.Env ?? []).map(splitVariable);
  const twice = variables.find(([name], index) => variables.findIndex(([other]) => other === name) < index);
  if (twice !== void 0) return { ok: false, message: `Env sets ${twice[0]} twice` };
  const withheld = variables.filter(mayBeSecret).map(([name]) => name);
  return {
    ok: true,
    inspected: {
      base: {
        digests: (image2.RepoDigests ?? []).flatMap((name) => digestOf(name) ?? []),
        platform: [image2.Os, image2.Architecture, image2.Variant].filter((part) => part).join("/"),
        user: config.User ?? "",
        exposes: Object.keys(config.ExposedPorts ?? {}).map(withProtocol),
        volumes: Object.keys(config.Volumes ?? {}),
        workdir: config.WorkingDir || "/",
        environment: Object.fromEntries(
          variables.map(([name, value]) => [name, withheld.includes(name) ? null : value])
        ),
        entrypoint: config.Entrypoint ?? [],
        cmd: config.Cmd ?? []
      },
      names: [...image2.RepoTags ?? [], ...image2.RepoDigests ?? []].filter(isReference),
      withheld: withheld.sort()
    }
  };
}
function withProtocol(port) {
  return port.includes("/") ? port : `${port}/tcp`;
}
function digestOf(name) {
  return isReference(name) ? name.split("@")[1] : void 0;
}
function splitVariable(entry) {
  const equals = entry.indexOf("=");
  return [entry.slice(0, equals), entry.slice(equals + 1)];
}
function mayBeSecret([name, value]) {
  return /pass(word|wd|phrase)?(_|$)|_pwd$|secret|token|credential|key|auth/i.test(name) || /:\/\/[^/\s]*:[^/\s]*@/.test(value);
}

// src/app/bases/add.ts
function addBase({ ref, folder, input }) {
  if (!isReference(ref))
    return usage(
      `"${ref}" is not an image reference: write what FROM names, such as harbor.corp/base/nginx:1`
    );
  if (ref === "scratch") return usage("scratch is not an image: there is nothing to record");
  const opened = openWorkspace(folder);
  if (!opened.ok) return opened;
  const inspected = inspect(ref, input);
  if (!inspected.ok) return inspected;
  const root = realpathSync.native(folder);
  const stands = readStanding(root);
  if (!stands.ok) return stands;
  return record(root, { ref, inspected: inspected.inspected, stands, workspace: opened.workspace });
}
function inspect(ref, input) {
  const content = decode(input);
  if ("unreadable" in content) return usage(`standard input ${content.unreadable}`);
  const read = readInspected(sourceFile("standard input", content.text.replace(/^\uFEFF/, "")));
  if (!read.ok) {
    return "problems" in read ? { ok: false, failure: { kind: "policy", problems: read.problems } } : usage(read.message);
  }
  const { names } = read.inspected;
  if (names.length > 0 && !names.some((name) => isNamed(ref, name)))
    return usage(
      `standard input describes ${names[0]}, not ${ref}: inspect the image by the name in the FROM line`
    );
  return { ok: true, inspected: read.inspected };
}
function isNamed(ref, name) {
  const wanted = parseReference(ref);
  const given = parseReference(name);
  if (wanted.registry !== given.registry || wanted.repository !== given.repository) return false;
  if (wanted.digest !== void 0) return wanted.digest === given.digest;
  return given.digest === void 0 && (wanted.tag ?? "latest") === (given.tag ?? "latest");
}
function readStanding(root) {
  const folder = kindOf(join(root, dirname(RECORDED_PATH)));
  if (folder !== void 0 && folder !== "a folder")
    return usage(`${dirname(RECORDED_PATH)} is ${folder}, but must be a folder: nothing was written`);
  const path = join(root, RECORDED_PATH);
  const file = kindOf(path);
  if (file === void 0) return { ok: true, text: void 0, bases: [] };
  if (file !== "a file")
    return usage(`${RECORDED_PATH} is ${file}, but must be a regular file: nothing was written`);
  const content = decode(readNoLink(path));
  if ("unreadable" in content) return usage(`${RECORDED_PATH} ${content.unreadable}`);
  const { bases, problems } = loadRecorded(sourceFile(RECORDED_PATH, content.text));
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  return { ok: true, text: content.text, bases };
}
function kindOf(path) {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === void 0) return void 0;
  if (stats.isSymbolicLink()) return "a link";
  if (stats.isDirectory()) return "a folder";
  return stats.isFile() ? "a file" : "not a regular file";
}
function readNoLink(path) {
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}
function record(root, {
  ref,
  inspected,
  stands,
  workspace
}) {
  const base2 = orderedBase({ ref, ...inspected.base });
  const isSame = (other) => sameName(other.ref, ref);
  const before = stands.bases.find(isSame);
  const text3 = jsonText(recordedData([...stands.bases.filter((other) => !isSame(other)), base2]));
  const changed = text3 !== stands.text;
  const added = {
    base: base2,
    ...before === void 0 ? {} : { before: orderedBase(before) },
    changed,
    withheld: inspected.withheld,
    ignored: workspace.ignored(RECORDED_PATH)
  };
  if (!changed) return { ok: true, added };
  try {
    replaceFile(join(root, RECORDED_PATH), text3);
    return { ok: true, added };
  } catch (error) {
    const { code = "" } = error;
    return usage(`${RECORDED_PATH} cannot be written${code === "" ? "" : ` (${code})`}`);
  }
}
function sameName(a, b) {
  const [one, other] = [parseReference(a), parseReference(b)];
  if (one.registry !== other.registry || one.repository !== other.repository) return false;
  return one.digest === other.digest && (one.tag ?? "latest") === (other.tag ?? "latest");
}
function replaceFile(path, text3) {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  try {
    writeFileSync(beside, text3, { flag: "wx" });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

// src/app/bases/added.ts
function addedText({ base: base2, before, changed, withheld, ignored }) {
  const lines = [headline(base2, before, changed), ...factLines(base2, before)];
  if (withheld.length > 0) lines.push(`left out, as they may be secrets: the values of ${joined(withheld)}`);
  if (ignored) lines.push(`git ignores ${RECORDED_PATH}: other checkouts do not have it`);
  const [first = "", ...rest] = lines.map(safe);
  return `${[first, ...rest.map((line) => `  ${line}`)].join("\n")}
`;
}
function headline({ ref }, before, changed) {
  if (before === void 0) return `recorded ${ref} in ${RECORDED_PATH}`;
  return changed ? `recorded ${ref} again in ${RECORDED_PATH}` : `${ref} is already recorded, and nothing has changed`;
}
function factLines(base2, before) {
  const old = before === void 0 ? void 0 : factsOf(before);
  return Object.entries(factsOf(base2)).map(([name, value]) => {
    const was = ownValue(old, name);
    return was === void 0 || was === value ? `${name}: ${value}` : `${name}: ${was} -> ${value}`;
  });
}
function factsOf(base2) {
  return {
    platform: base2.platform,
    user: base2.user === "" ? "root (no USER is set)" : base2.user,
    exposes: base2.exposes.join(", ") || "nothing",
    volumes: base2.volumes.join(", ") || "none",
    workdir: base2.workdir,
    entrypoint: base2.entrypoint.length === 0 ? "none" : JSON.stringify(base2.entrypoint),
    cmd: base2.cmd.length === 0 ? "none" : JSON.stringify(base2.cmd),
    variables: Object.keys(base2.environment).join(", ") || "none"
  };
}

// src/app/cli/bases-commands.ts
async function basesCommand(path, flags, { io, say }) {
  const { folder } = namedTree(path, flags, io);
  if (nearest(path, ["add"]) !== void 0 && !existsSync(folder))
    return failed(usage(`there is no folder ${path}; did you mean "bases add"?`).failure, flags, io);
  const answer = await withTree({ folder, flags, io }, (options) => runBases({ ...options, path }));
  if (!answer.ok) return failed(answer.failure, flags, io);
  const { report } = answer;
  io.out(flags.format === "json" ? jsonBases(report) : basesText(report, textStyle(flags, io)));
  await say(answer.bugs);
  return answer.bugs.length > 0 ? EXIT.internal : EXIT.ok;
}
async function basesAddCommand({ ref, path }, flags, io) {
  if (io.input === void 0) return failed(nothingPiped(ref), flags, io);
  const answer = addBase({ ref, folder: namedTree(path, flags, io).folder, input: await io.input() });
  if (!answer.ok) return failed(answer.failure, flags, io);
  io.out(addedText(answer.added));
  return EXIT.ok;
}
function nothingPiped(ref) {
  const command = `docker image inspect ${ref} | keelcheck bases add ${ref}`;
  return { kind: "usage", message: `bases add reads the image from standard input: ${command}` };
}
export {
  basesAddCommand,
  basesCommand
};
