/** The files of packages that decide something and are no server's own. */
import { ownValue } from "../../../names.ts";
import { type Place, sourceFile } from "../../../source.ts";
import { known, unknown } from "../../fact.ts";
import { containerFiles, isFile, putLayer } from "../../files/layers.ts";
import type { BaseSystem } from "../../stock/bases.ts";
import type { State } from "../state.ts";

// What Alpine's and Red Hat's packages for TLS add to Apache's configuration, as far as it decides (Alpine 3.20, RHEL 9).
const LISTENERS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> = {
  alpine: {
    "apache2-ssl": {
      "/etc/apache2/conf.d/ssl.conf": "LoadModule ssl_module modules/mod_ssl.so\nListen 443\n",
    },
  },
  rhel: {
    mod_ssl: {
      "/etc/httpd/conf.modules.d/00-ssl.conf": "LoadModule ssl_module modules/mod_ssl.so\n",
      "/etc/httpd/conf.d/ssl.conf": "Listen 443 https\n",
    },
  },
};

/** A package that makes Apache listen on one port more. */
export function installListener(state: State, name: string, at: Place): void {
  const added = ownValue(ownValue(LISTENERS, state.system ?? "") ?? {}, name);
  if (added === undefined) return;
  const files = containerFiles(state.layers, state.work.budget);
  const fresh = Object.entries(added).filter(([path]) => !isFile(files.entry(path)));
  state.layers.push(
    putLayer(
      fresh.map(([path, text]) => ({
        path,
        kind: "file",
        owner: known({ user: "root" }, at),
        mode: known(0o644, at),
        content: known({ file: sourceFile(path, text), place: () => at }, at),
        at,
        from: "package",
        because: [{ at, note: `${path} comes with ${name}` }],
      })),
    ),
  );
}

// The packages' own main file, which only names itself and includes a folder (Debian 12, Alpine 3.20, EPEL 9).
const SUPERVISOR: Readonly<
  Record<Exclude<BaseSystem, "none" | "photon">, readonly [string, string, string]>
> = {
  debian: ["/etc/supervisor/supervisord.conf", "/etc/supervisor/conf.d", "*.conf"],
  alpine: ["/etc/supervisord.conf", "/etc/supervisor.d", "*.ini"],
  rhel: ["/etc/supervisord.conf", "/etc/supervisord.d", "*.ini"],
};

/** Supervisor's own main file. */
export function installSupervisor(state: State, at: Place): void {
  if (state.system === undefined || state.system === "none" || state.system === "photon") return;
  const [path, folder, pattern] = SUPERVISOR[state.system];
  const files = containerFiles(state.layers, state.work.budget);
  if (isFile(files.entry(path))) return;
  const text = `[supervisord]\n[include]\nfiles = ${folder}/${pattern}\n`;
  const stock = { owner: known({ user: "root" }, at), at, from: "package" as const, because: [] };
  state.layers.push(
    putLayer([
      {
        ...stock,
        path,
        kind: "file",
        mode: known(0o644, at),
        content: known({ file: sourceFile(path, text), place: () => at }, at),
      },
      {
        ...stock,
        path: folder,
        kind: "directory",
        mode: known(0o755, at),
        content: unknown({ key: "folder", why: "it is a folder" }, at),
      },
    ]),
  );
}
