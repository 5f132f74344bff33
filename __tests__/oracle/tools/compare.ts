/** What the model makes of forms, against what was seen. */
import { isFile } from "../../../src/model/files/layers.ts";
import { readFleet } from "../../../src/model/fleet/read.ts";
import { loadPolicy } from "../../../src/policy/load.ts";
import { memoryWorkspace } from "../../../src/workspace/memory.ts";
import type { ToolForm } from "./forms.ts";
import type { Observed } from "./real.ts";

const { policy } = loadPolicy(undefined, []);
const BASES = { debian: "debian:12", busybox: "alpine:3.20" } as const;

export interface Compared {
  agree: number;
  untold: number;
  readonly different: string[];
}

export function compareForm({ before, text, system }: ToolForm, seen: Observed, done: Compared): void {
  const heredoc = (script: string) => `RUN ${script.includes("\n") ? `<<'EOF'\n${script}\nEOF` : script}`;
  const tree = {
    "deployment/images/web/Dockerfile": `FROM ${BASES[system]}\n${heredoc(before)}\n${heredoc(text)}\n`,
  };
  const [image] = readFleet({ workspace: memoryWorkspace(tree), policy }).images;
  if (image === undefined) throw new Error("no image");
  const { accounts, files } = image;
  const note = (what: string, said: string, real: string) => {
    if (said === real) done.agree++;
    else done.different.push(`${what}: ${said}; really ${real}`);
  };
  const realUsers = seen.users.map((line) => line.split(":"));
  const realGroups = seen.groups.map((line) => line.split(":"));
  const gidOf = (name: string) =>
    /^\d+$/.test(name)
      ? Number(name)
      : name === "root"
        ? 0
        : Number(realGroups.find(([one]) => one === name)?.[2] ?? NaN);
  const uidOf = (name: string) =>
    /^\d+$/.test(name)
      ? Number(name)
      : name === "root"
        ? 0
        : Number(realUsers.find(([one]) => one === name)?.[2] ?? NaN);
  const open = accounts.others !== undefined;
  if (!open) {
    note(
      "users",
      accounts.users
        .map(({ name }) => name)
        .sort()
        .join(" "),
      [...new Set(realUsers.map(([name = ""]) => name))].sort().join(" "),
    );
    note(
      "groups",
      accounts.groups
        .map(({ name }) => name)
        .sort()
        .join(" "),
      [...new Set(realGroups.map(([name = ""]) => name))].sort().join(" "),
    );
  } else done.untold++;
  if (accounts.replaced === undefined)
    for (const { name, uid, group, groups, openGroups, noLogin, from } of accounts.users) {
      const real = realUsers.find(([one]) => one === name);
      if (real === undefined) {
        if (open) done.untold++;
        else note(`user ${name}`, "there", "gone");
        continue;
      }
      if (uid === undefined) done.untold++;
      else note(`uid of ${name}`, String(uid), real[2] ?? "");
      if (group === undefined) done.untold++;
      else note(`group of ${name}`, String(gidOf(group)), real[3] ?? "");
      const nologin = /\/(nologin|false)$/.test(real[6] ?? "");
      if (from === "run") note(`no login of ${name}`, String(noLogin === true), String(nologin));
      const joined = realGroups
        .filter(([, , , members = ""]) => members.split(",").includes(name))
        .map(([one = ""]) => one)
        .sort()
        .join(" ");
      if (groups === undefined || openGroups) done.untold++;
      else {
        const primary = realGroups.find(([, , gid]) => gid === real[3])?.[0];
        const without = (list: readonly string[]) =>
          [...new Set(list)]
            .filter((one) => one !== primary)
            .sort()
            .join(" ");
        note(`groups of ${name}`, without(groups), without(joined.split(" ").filter(Boolean)));
      }
    }
  if (accounts.replaced === undefined)
    for (const { name, gid } of accounts.groups) {
      const real = realGroups.find(([one]) => one === name);
      if (real === undefined) {
        if (open) done.untold++;
        else note(`group ${name}`, "there", "gone");
        continue;
      }
      if (gid === undefined) done.untold++;
      else note(`gid of ${name}`, String(gid), real[2] ?? "");
    }
  const paths = new Set([
    ...Object.keys(seen.files),
    ...files.under("/w").files.map(({ path }) => path),
    ...files.under("/srv").files.map(({ path }) => path),
    ...files.under("/home").files.map(({ path }) => path),
  ]);
  for (const path of paths) {
    const real = seen.files[path];
    // What lies in a new home folder comes out of /etc/skel.
    if (/^\/(srv|home|w)$|\/\.(bash|profile)/.test(path)) continue;
    const said = files.entry(path);
    if (said === undefined) {
      note(path, "nothing", real === undefined ? "nothing" : real.kind);
      continue;
    }
    if (!isFile(said)) {
      done.untold++;
      continue;
    }
    if (real === undefined) {
      note(path, said.kind, "nothing");
      continue;
    }
    note(`kind of ${path}`, said.kind, real.kind);
    if (said.kind !== real.kind) continue;
    if (!said.owner.known) done.untold++;
    else {
      note(`owner of ${path}`, String(uidOf(said.owner.value.user)), String(real.uid));
      if (said.owner.value.group === undefined) done.untold++;
      else note(`group of ${path}`, String(gidOf(said.owner.value.group)), String(real.gid));
    }
    if (said.kind === "link") {
      note(`target of ${path}`, said.relative ?? said.target ?? "", real.target ?? "");
      continue;
    }
    if (!said.mode.known) done.untold++;
    else note(`mode of ${path}`, said.mode.value.toString(8), real.mode.toString(8));
    if (said.kind === "file") {
      if (!said.content.known) done.untold++;
      else note(`text of ${path}`, JSON.stringify(said.content.value.file.text), JSON.stringify(real.text));
    }
  }
}
