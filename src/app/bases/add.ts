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
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { parseReference } from "../../model/stock/references.ts";
import { type Inspected, readInspected } from "../../policy/inspected.ts";
import type { PlacedBase, RecordedBase } from "../../policy/policy.ts";
import { loadRecorded, orderedBase, RECORDED_PATH, recordedData } from "../../policy/recorded.ts";
import { isReference } from "../../policy/reference.ts";
import { jsonText } from "../../report/json/report.ts";
import { sourceFile } from "../../source.ts";
import { decode } from "../../workspace/content.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import { openWorkspace } from "../load.ts";

/** What is recorded, and where. */
export interface AddOptions {
  readonly ref: string;
  /** The root of the deployment repo. */
  readonly folder: string;
  /** What came on standard input. */
  readonly input: Uint8Array;
}

/** What was written, or that nothing had to be. */
export interface Added {
  readonly base: RecordedBase;
  /** What was recorded of it before. */
  readonly before?: RecordedBase;
  readonly changed: boolean;
  readonly withheld: readonly string[];
  /** Whether git ignores the file: other checkouts will not have it. */
  readonly ignored: boolean;
}

/** Records a base image in the repo's file of recorded bases. Writes that file and nothing else. */
export function addBase({ ref, folder, input }: AddOptions): CommandOutcome<{ readonly added: Added }> {
  if (!isReference(ref))
    return usage(
      `"${ref}" is not an image reference: write what FROM names, such as harbor.corp/base/nginx:1`,
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

function inspect(ref: string, input: Uint8Array): CommandOutcome<{ readonly inspected: Inspected }> {
  const content = decode(input);
  if ("unreadable" in content) return usage(`standard input ${content.unreadable}`);
  const read = readInspected(sourceFile("standard input", content.text.replace(/^\uFEFF/, "")));
  if (!read.ok) {
    return "problems" in read
      ? { ok: false, failure: { kind: "policy", problems: read.problems } }
      : usage(read.message);
  }
  const { names } = read.inspected;
  if (names.length > 0 && !names.some((name) => isNamed(ref, name)))
    return usage(
      `standard input describes ${names[0]}, not ${ref}: inspect the image by the name in the FROM line`,
    );
  return { ok: true, inspected: read.inspected };
}

/** Whether one of an image's names is the reference's: by its digest, or else by its tag. */
function isNamed(ref: string, name: string): boolean {
  const wanted = parseReference(ref);
  const given = parseReference(name);
  if (wanted.registry !== given.registry || wanted.repository !== given.repository) return false;
  if (wanted.digest !== undefined) return wanted.digest === given.digest;
  return given.digest === undefined && (wanted.tag ?? "latest") === (given.tag ?? "latest");
}

interface Standing {
  readonly text: string | undefined;
  readonly bases: readonly PlacedBase[];
}

/** The file as it stands. A link on its way, or anything that is no regular file, is refused. */
function readStanding(root: string): CommandOutcome<Standing> {
  const folder = kindOf(join(root, dirname(RECORDED_PATH)));
  if (folder !== undefined && folder !== "a folder")
    return usage(`${dirname(RECORDED_PATH)} is ${folder}, but must be a folder: nothing was written`);
  const path = join(root, RECORDED_PATH);
  const file = kindOf(path);
  if (file === undefined) return { ok: true, text: undefined, bases: [] };
  if (file !== "a file")
    return usage(`${RECORDED_PATH} is ${file}, but must be a regular file: nothing was written`);
  const content = decode(readNoLink(path));
  if ("unreadable" in content) return usage(`${RECORDED_PATH} ${content.unreadable}`);
  const { bases, problems } = loadRecorded(sourceFile(RECORDED_PATH, content.text));
  if (problems.length > 0) return { ok: false, failure: { kind: "policy", problems } };
  return { ok: true, text: content.text, bases };
}

function kindOf(path: string): "a file" | "a folder" | "a link" | "not a regular file" | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return "a link";
  if (stats.isDirectory()) return "a folder";
  return stats.isFile() ? "a file" : "not a regular file";
}

function readNoLink(path: string): Uint8Array {
  const handle = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    return readFileSync(handle);
  } finally {
    closeSync(handle);
  }
}

function record(
  root: string,
  {
    ref,
    inspected,
    stands,
    workspace,
  }: { ref: string; inspected: Inspected; stands: Standing; workspace: Workspace },
): CommandOutcome<{ readonly added: Added }> {
  const base = orderedBase({ ref, ...inspected.base });
  const isSame = (other: RecordedBase) => sameName(other.ref, ref);
  const before = stands.bases.find(isSame);
  const text = jsonText(recordedData([...stands.bases.filter((other) => !isSame(other)), base]));
  const changed = text !== stands.text;
  const added: Added = {
    base,
    ...(before === undefined ? {} : { before: orderedBase(before) }),
    changed,
    withheld: inspected.withheld,
    ignored: workspace.ignored(RECORDED_PATH),
  };
  if (!changed) return { ok: true, added };
  try {
    replaceFile(join(root, RECORDED_PATH), text);
    return { ok: true, added };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException; // node:fs throws nothing else
    return usage(`${RECORDED_PATH} cannot be written${code === "" ? "" : ` (${code})`}`);
  }
}

/** The same image by another spelling: `nginx` and `docker.io/library/nginx:latest`. */
function sameName(a: string, b: string): boolean {
  const [one, other] = [parseReference(a), parseReference(b)];
  if (one.registry !== other.registry || one.repository !== other.repository) return false;
  return one.digest === other.digest && (one.tag ?? "latest") === (other.tag ?? "latest");
}

/** Writes beside and renames, so that a reader sees the old file or the new one, and a link is replaced, not followed. */
function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.new`;
  try {
    writeFileSync(beside, text, { flag: "wx" });
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}
