/** What nginx -t says of a text, and what Keelcheck says of the same. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readNginx } from "../../../src/model/nginx/read.ts";
import type { Nginx } from "../../../src/model/nginx/types.ts";
import { nginxDebian, nginxOfficial } from "../../../src/model/stock/nginx.ts";
import { serverInput } from "../../model/server-image.ts";
import type { Program } from "./program.ts";

/** nginx's verdict: it takes the text, or its first error with its line, or something that is not the text's fault. */
export type Verdict =
  | { readonly kind: "taken" }
  | { readonly kind: "refused"; readonly message: string; readonly line?: number }
  | { readonly kind: "elsewhere"; readonly message: string };

// What the machine lacks: files, hosts, users, addresses, memory.
const ELSEWHERE =
  /host not found|cannot load|BIO_new_file|\(\d+: [A-Z]|getpwnam|getgrnam|no resolver|PEM_|could not build|SSL_CTX|CreateFile|is not installed|could not allocate/;

/** Where nginx is asked: a folder with a certificate, to which relative names lead. */
export class Judge {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    for (const name of ["logs", "conf", "client_body_temp", "modules"])
      mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, "conf/mime.types"), "types { text/html html; }\n");
    for (const name of ["empty", "users"]) writeFileSync(join(folder, `conf/${name}`), "");
    execFileSync(
      "openssl",
      "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=localhost -keyout conf/key.pem -out conf/cert.pem".split(
        " ",
      ),
      { cwd: folder, stdio: "ignore" },
    );
    execFileSync("cp", ["conf/cert.pem", "conf/both.pem"], { cwd: folder });
  }

  nginx({ path }: Program, text: string): Verdict {
    const file = join(this.#folder, "conf/nginx.conf");
    writeFileSync(file, text);
    const { status, stderr } = spawnSync(path, ["-t", "-p", this.#folder, "-c", file, "-e", "stderr"], {
      encoding: "utf8",
    });
    if (status === 0) return { kind: "taken" };
    const [, message = stderr] = /\[emerg\] (?:\d+#\d+: )?(.*)/.exec(stderr) ?? [];
    if (ELSEWHERE.test(message)) return { kind: "elsewhere", message };
    const line = / in \S+:(\d+)$/.exec(message)?.[1];
    const plain = message.replace(/ in \/\S+:\d+$/, "");
    return { kind: "refused", message: plain, ...(line === undefined ? {} : { line: Number(line) }) };
  }

  /** The same text as the main configuration of an image whose nginx is of that release. */
  keelcheck({ version, path }: Program, text: string): Nginx {
    const debian = path === "nginx";
    const input = serverInput({
      install: debian ? nginxDebian : nginxOfficial,
      files: {
        "/etc/nginx/nginx.conf": text,
        ...Object.fromEntries(
          ["empty", "users", "cert.pem", "key.pem", "both.pem"].map((name) => [`/etc/nginx/${name}`, ""]),
        ),
      },
    });
    const on = debian ? "debian:12" : `nginx:${version}`;
    return readNginx({ ...input, installed: { ...input.installed, from: debian ? "package" : "base", on } });
  }
}

/** What Keelcheck accuses, in its words. */
export function accusations(nginx: Nginx): readonly string[] {
  return [
    ...nginx.problems.map(({ message }) => message),
    ...nginx.refusedUsers.map(({ note }) => note),
    ...nginx.missingIncludes.map(({ value }) => `${value} is missing`),
    ...nginx.unloaded
      .filter(({ why }) => why === "wrong-slot")
      .map(({ container }) => `${container.path} stands wrong`),
  ];
}
