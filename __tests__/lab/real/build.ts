import { createHash } from "node:crypto";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fingerprint, folderOf, type LabCase, treeOf } from "../case.ts";
import type { Builder } from "./builder.ts";
import { limitOptions } from "./machine.ts";

/** What an image says about its start. */
export interface ImageConfig {
  readonly User?: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[] | null;
  readonly Cmd?: readonly string[] | null;
  readonly WorkingDir?: string;
}

interface Inspected {
  readonly OCIv1: { readonly config: ImageConfig };
}

/** An image in the builder's storage. */
export interface BuiltImage {
  readonly ref: string;
  readonly config: ImageConfig;
  /** The repo that it was built from. */
  readonly tree: string;
}

/** What a builder calls a case's files and image: two cases may have the same text, and be built at once. */
export function workName({ name }: Builder, one: LabCase): string {
  return `${name}-${fingerprint(one)}`;
}

/** Builds a case's image, and the images that it inherits from, with the real builder. */
export async function buildCase(builder: Builder, one: LabCase): Promise<BuiltImage> {
  const id = workName(builder, one);
  const tree = join(builder.root, "work", id);
  await keepBeginnings(builder, one);
  writeTree(tree, treeOf(one));
  for (const { ref, folder } of one.before ?? [])
    await build(builder, { ref, folder: `/work/${id}/${folder}` });
  const ref = `localhost/lab:${id}`;
  const { target } = one.service ?? {};
  const folder = `/work/${id}/${folderOf(one)}`;
  await build(builder, { ref, folder, ...(target === undefined ? {} : { target }) });
  const inspected = await builder.buildah("inspect", "--type", "image", ref);
  return { ref, config: (JSON.parse(inspected) as Inspected).OCIv1.config, tree };
}

/**
 * Removes a case's files, containers and images with all of their layers. buildah's cache goes by the text of instructions: `USER $APP`
 * would be taken from another case whose ARG was another.
 */
export async function forgetCase(builder: Builder, one: LabCase): Promise<void> {
  const { root, buildah } = builder;
  const id = workName(builder, one);
  rmSync(join(root, "work", id), { recursive: true, force: true });
  const refs = [`localhost/lab:${id}`, ...(one.before ?? []).map(({ ref }) => ref)];
  // A build that fails, or is stopped, leaves its containers.
  await buildah("rm", "--all");
  for (const ref of refs) await buildah("rmi", "-f", ref).catch(() => "");
  await buildah("rmi", "--prune");
}

const BEGINNING = /^(FROM \S+)(?: AS \w+)?\n(RUN apt-get update && apt-get install -y [a-z0-9. -]+\n)/gm;

/** What takes long, and depends on nothing, is built under a name of its own, so that it stays. */
async function keepBeginnings(builder: Builder, one: LabCase): Promise<void> {
  for (const file of Object.values(one.files)) {
    for (const [, from, run] of (typeof file === "string" ? file : "").matchAll(BEGINNING)) {
      const text = `${from}\n${run}`;
      if (builder.kept.has(text)) continue;
      const id = `kept-${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
      const folder = `work/${builder.name}-${id}`;
      writeTree(join(builder.root, folder), { Dockerfile: text });
      await build(builder, { ref: `localhost/lab:${id}`, folder: `/${folder}` });
      builder.kept.add(text);
    }
  }
}

async function build(
  { buildah }: Builder,
  { ref, folder, target }: { readonly ref: string; readonly folder: string; readonly target?: string },
): Promise<void> {
  const how = ["--isolation", "chroot", "--network", "host", "--layers", ...limitOptions()];
  const stage = target === undefined ? [] : ["--target", target];
  await buildah("build", "-q", ...how, ...stage, "--pull=never", "-t", ref, folder);
}

function writeTree(root: string, files: LabCase["files"]): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, file] of Object.entries(files)) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof file === "string") writeFileSync(at, file);
    else if (file.target !== undefined) symlinkSync(file.target, at);
    else writeFileSync(at, file.text ?? "", { mode: file.kind === "executable" ? 0o755 : 0o644 });
  }
}
