/** Compiles nginx from its published source, for its `-t`. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../../.github/scripts/repo.ts";

/** A nginx to ask. */
export interface Program {
  readonly path: string;
  /** `1.28.3`. */
  readonly version: string;
  readonly title: string;
}

// The crate with nginx's source as it was published; cargo knows where crates come from.
const CRATE = "nginx-src";
const CRATE_VERSION = "1.28.5";

// What nginx.org's packages are configured with, as far as it bears on what is refused.
const OPTIONS =
  `--with-compat --with-file-aio --with-threads --with-http_addition_module --with-http_auth_request_module
  --with-http_dav_module --with-http_flv_module --with-http_gunzip_module --with-http_gzip_static_module
  --with-http_mp4_module --with-http_random_index_module --with-http_realip_module --with-http_secure_link_module
  --with-http_slice_module --with-http_ssl_module --with-http_stub_status_module --with-http_sub_module
  --with-http_v2_module --with-http_v3_module --with-mail --with-mail_ssl_module --with-stream
  --with-stream_realip_module --with-stream_ssl_module --with-stream_ssl_preread_module --with-cc-opt=-O0`.split(
    /\s+/,
  );

/** The nginx of a source folder, or of the crate; undefined when it has said why there is none. */
export function compiledNginx(source: string | undefined): Program | undefined {
  if (spawnSync("cc", ["--version"]).status !== 0) return missing("a C compiler is not installed");
  const folder = source ?? crateSource();
  if (folder === undefined) return undefined;
  const version = versionOf(folder);
  const path = join(ROOT, "node_modules", ".cache", "oracle", `nginx-${version}`);
  if (!existsSync(path) && !compile(folder, path)) return undefined;
  return { path, version, title: `nginx ${version}, compiled` };
}

/** The nginx that is installed, where there is one. */
export function installedNginx(): Program | undefined {
  const { status, stderr } = spawnSync("nginx", ["-v"], { encoding: "utf8" });
  const version = status === 0 ? /nginx\/([\d.]+)/.exec(stderr)?.[1] : undefined;
  return version === undefined ? undefined : { path: "nginx", version, title: `nginx ${version}, installed` };
}

function versionOf(folder: string): string {
  return /NGINX_VERSION\s+"([^"]+)"/.exec(readFileSync(join(folder, "src/core/nginx.h"), "utf8"))?.[1] ?? "";
}

function compile(folder: string, path: string): boolean {
  const scratch = mkdtempSync(join(tmpdir(), "keelcheck-nginx-"));
  try {
    cpSync(folder, scratch, { recursive: true });
    const configure = existsSync(join(scratch, "configure")) ? "./configure" : "./auto/configure";
    for (const [command, ...args] of [
      [configure, ...OPTIONS],
      ["make", "-j2"],
    ] as const) {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: scratch,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      if (status === 0) continue;
      missing(
        `nginx cannot be compiled here: ${`${stdout}${stderr}`.trim().split("\n").slice(-3).join(" ")}`,
      );
      return false;
    }
    mkdirSync(join(path, ".."), { recursive: true });
    cpSync(join(scratch, "objs/nginx"), `${path}.new`);
    renameSync(`${path}.new`, path);
    return true;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function crateSource(): string | undefined {
  const folder = join(ROOT, "node_modules", ".cache", "oracle", `${CRATE}-${CRATE_VERSION}`);
  const source = join(folder, "vendor", CRATE, "nginx");
  if (existsSync(source)) return source;
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "src/lib.rs"), "");
  writeFileSync(
    join(folder, "Cargo.toml"),
    `[package]\nname = "source"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n${CRATE} = "=${CRATE_VERSION}"\n[workspace]\n`,
  );
  const { status, error } = spawnSync("cargo", ["vendor", "--quiet", "vendor"], {
    cwd: folder,
    stdio: "ignore",
  });
  if (status === 0 && existsSync(source)) return source;
  return missing(
    error === undefined
      ? `cargo does not bring the crate ${CRATE}: name a folder with nginx's source by --source`
      : "cargo is not installed: name a folder with nginx's source by --source",
  );
}

function missing(why: string): undefined {
  console.error(why);
  return undefined;
}
