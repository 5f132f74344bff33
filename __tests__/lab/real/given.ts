/** Base images that somebody rebuilt, by the folders that are named to the lab. */
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Builder } from "./builder.ts";
import { limitOptions } from "./machine.ts";

/** Tells whether a folder is the one that was looked at: changes with every path, mode and byte in it. */
export function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const { mode } = statSync(join(folder, path));
    hash.update(`${path} ${mode.toString(8)}\n`);
    if (statSync(join(folder, path)).isFile()) hash.update(readFileSync(join(folder, path)));
  }
  return `sha256:${hash.digest("hex")}`;
}

/** Builds the images that are not there yet, each from its folder; a changed folder is another image. */
export async function makeGivenBases(
  { name, root, buildah }: Builder,
  given: ReadonlyMap<string, string>,
  say: (line: string) => void,
): Promise<void> {
  for (const [ref, folder] of given) {
    const digest = digestOf(folder);
    const kept = `localhost/given:${digest.slice("sha256:".length, "sha256:".length + 24)}`;
    if ((await buildah("images", "-q", "--filter", `reference=${kept}`)).trim() === "") {
      say(`building ${ref} from ${folder}, ${digest}`);
      const context = join("work", `${name}-given`);
      rmSync(join(root, context), { recursive: true, force: true });
      cpSync(folder, join(root, context), { recursive: true });
      const how = ["--isolation", "chroot", "--network", "host", "--pull=never", ...limitOptions()];
      await buildah("build", "-q", ...how, "-t", kept, `/${context}`);
    }
    await buildah("tag", kept, ref.includes("/") ? `docker.io/${ref}` : `docker.io/library/${ref}`);
  }
}
