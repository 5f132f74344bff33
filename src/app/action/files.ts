import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";
import type { Environment } from "../../github/event.ts";
import { sarifReport } from "../../report/sarif/report.ts";
import { HOMEPAGE, VERSION } from "../project.ts";
import type { Judged } from "./answer.ts";
import type { Job } from "./job.ts";

/** A folder of the step's own for its files, so that a second step does not overwrite them; `undefined` when there is none. */
export function ownFolder(env: Environment): string | undefined {
  const folder = env.RUNNER_TEMP ?? tmpdir();
  return existsSync(folder) ? mkdtempSync(join(folder, "keelcheck-")) : undefined;
}

/** The SARIF file that was asked for, or why it was not written; nothing where none was asked for. */
export function writeSarif(
  { answer }: Judged,
  { inputs, checkout }: Job,
  env: Environment,
): { readonly path: string } | { readonly lost: string } | undefined {
  const asked = inputs.sarif ?? answer.policy.sarif;
  if (asked === undefined) return undefined;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  const text = sarifReport(answer.report, {
    version: VERSION,
    homepage: HOMEPAGE,
    pathPrefix: checkout.prefix,
    size: (each) => gzipSync(each).length,
    ...(server && repository && checkout.commit !== undefined
      ? { source: { repository: `${server}/${repository}`, commit: checkout.commit } }
      : {}),
  });
  const written = writeInside(env.GITHUB_WORKSPACE ?? ".", asked, text);
  return "why" in written ? { lost: `no SARIF file was written: ${written.why}` } : written;
}

/** Writes a file below a folder, and through no link that the checked repo may have put there. */
function writeInside(
  root: string,
  path: string,
  text: string,
): { readonly path: string } | { readonly why: string } {
  const full = resolve(root, path);
  const outside = { why: `${path} is not in the workspace` };
  if (!full.startsWith(`${resolve(root)}${sep}`)) return outside;
  if (
    relative(root, full)
      .split(sep)
      .some((name) => name.toLowerCase() === ".git")
  )
    return { why: `${path} belongs to git` };
  try {
    const folder = dirname(full);
    if (!`${realpathSync(existing(folder))}${sep}`.startsWith(`${realpathSync(root)}${sep}`)) return outside;
    if (existsSync(full) && !isSarif(full)) return { why: `${path} already exists and is not a SARIF file` };
    mkdirSync(folder, { recursive: true });
    const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW = 0 } = constants;
    const file = openSync(full, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o644);
    writeFileSync(file, text);
    closeSync(file);
    return { path: full };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "it cannot be opened";
    return { why: code === "ELOOP" ? `${path} is a link` : `${path}: ${code}` };
  }
}

/** A policy names the path, the first one of a repo too, which a pull request may bring: nothing else is written over. */
function isSarif(path: string): boolean {
  const stats = lstatSync(path);
  // It is not followed where it is opened, and told there.
  if (stats.isSymbolicLink()) return true;
  return stats.isFile() && (stats.size === 0 || readFileSync(path).subarray(0, 300).includes("sarif-schema"));
}

/** The nearest folder on the way to a path that is there. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
