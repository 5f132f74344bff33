import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FOLDER, fingerprint, type LabCase, treeOf } from "../case.ts";
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
}

/** Builds a case's image, and the images that it inherits from, with the real builder. */
export async function buildCase(builder: Builder, one: LabCase): Promise<BuiltImage> {
  const id = fingerprint(one);
  const tree = join(builder.root, "work", id);
  writeTree(tree, one);
  try {
    for (const { ref, folder } of one.before ?? []) await build(builder, { ref, folder: `/work/${id}/${folder}` });
    const ref = `localhost/lab:${id}`;
    await build(builder, { ref, folder: `/work/${id}/${FOLDER}` });
    const inspected = await builder.buildah("inspect", "--type", "image", ref);
    return { ref, config: (JSON.parse(inspected) as Inspected).OCIv1.config };
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

async function build(
  { buildah }: Builder,
  { ref, folder }: { readonly ref: string; readonly folder: string },
): Promise<void> {
  const how = ["--isolation", "chroot", "--network", "host", "--layers", ...limitOptions()];
  await buildah("build", "-q", ...how, "--pull=never", "-t", ref, folder);
}

function writeTree(root: string, one: LabCase): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, file] of Object.entries(treeOf(one))) {
    const at = join(root, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof file === "string") writeFileSync(at, file);
    else if (file.target !== undefined) symlinkSync(file.target, at);
    else writeFileSync(at, file.text ?? "", { mode: file.kind === "executable" ? 0o755 : 0o644 });
  }
}
