import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder, call } from "./machine.ts";

/** A buildah with its own root file system and storage; its paths are below `root`. */
export interface Builder {
  /** Unique among those that work at once. */
  readonly name: string;
  readonly root: string;
  readonly buildah: (...args: readonly string[]) => Promise<string>;
  /** Beginnings of Dockerfiles whose layers are known to be kept. */
  readonly kept: Set<string>;
}

// Debian 12's own buildah knows no heredocs; that of 13 does.
const BUILDER = { release: "trixie", packages: "buildah,netavark,ca-certificates" };
const BASE_RELEASE = "bookworm";
const BASES = ["debian:12-slim", "debian:12", "debian:bookworm-slim", "debian:bookworm"];

/** Makes builders with the base images, or takes them from the cache. Their mounts end with this process. */
export async function prepareBuilders(
  count: number,
  say: (line: string) => void,
): Promise<readonly Builder[]> {
  const cache = cacheFolder();
  mkdirSync(cache, { recursive: true });
  const root = join(cache, "builder");
  const base = join(cache, "base");
  await bootstrap(root, BUILDER.release, ["--include", BUILDER.packages], say);
  await bootstrap(base, BASE_RELEASE, [], say);
  await mountInto(root);
  copyFileSync("/etc/resolv.conf", join(root, "etc/resolv.conf"));
  const builders = Array.from({ length: count }, (_, i) => builderOf(root, i + 1));
  for (const builder of builders) {
    const images = await builder.buildah("images", "--format", "{{.Name}}:{{.Tag}}");
    if (!images.includes(`/${BASES.at(-1)}\n`)) await makeBases(builder, base, say);
  }
  return builders;
}

/** Each has a storage of its own: what one case leaves in the cache of layers must never be another's. */
function builderOf(root: string, number: number): Builder {
  const storage = [
    "--root",
    `/var/lib/containers/lab-${number}`,
    "--runroot",
    `/run/containers/lab-${number}`,
  ];
  return {
    name: `lab-${number}`,
    root,
    buildah: (...args) => call("chroot", [root, "buildah", ...storage, ...args]),
    kept: new Set(),
  };
}

/** A root file system by debootstrap; a half-made one is never taken for whole. */
async function bootstrap(
  root: string,
  release: string,
  options: readonly string[],
  say: (line: string) => void,
): Promise<void> {
  if (existsSync(root)) return;
  say(`making a root file system of Debian ${release} (once)`);
  const half = `${root}.half`;
  rmSync(half, { recursive: true, force: true });
  await call("debootstrap", ["--variant=minbase", ...options, release, half]);
  renameSync(half, root);
}

/** Buildah remounts `/`, so it must be a mount of its own. */
async function mountInto(root: string): Promise<void> {
  await call("mount", ["--bind", root, root]);
  await call("mount", ["-t", "proc", "proc", join(root, "proc")]);
  await call("mount", ["--rbind", "/sys", join(root, "sys")]);
  await call("mount", ["--rbind", "/dev", join(root, "dev")]);
  mkdirSync(join(root, "work"), { recursive: true });
}

const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** Debian's own images are this root file system, with `bash` as their command, and no service started on installation. */
async function makeBases(
  { root, buildah }: Builder,
  base: string,
  say: (line: string) => void,
): Promise<void> {
  say(`making the base images ${BASES.join(", ")} (once)`);
  writeFileSync(join(base, "usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  for (const path of ["etc/resolv.conf", "etc/hostname"]) rmSync(join(base, path), { force: true });
  const seen = join(root, "work/base");
  mkdirSync(seen, { recursive: true });
  await call("mount", ["--bind", base, seen]);
  const container = (await buildah("from", "scratch")).trim();
  await buildah("add", "-q", container, "/work/base", "/");
  await buildah("config", "--cmd", "bash", "--env", `PATH=${PATH}`, container);
  const [first = "", ...others] = BASES.map((name) => `docker.io/library/${name}`);
  await buildah("commit", "-q", "--rm", container, first);
  await buildah("tag", first, ...others);
  await call("umount", [seen]);
}
