import type { Policy } from "../policy/policy.ts";
import { findBase, type KnownBase, parseReference, unmirrored } from "./base-images.ts";
import { partlyKnownLayer } from "./container-files.ts";
import { isWithin } from "./container-path.ts";
import { type Unknown, unknown } from "./fact.ts";
import { addServer, addStockUser } from "./installs.ts";
import type { State } from "./state.ts";
import {
  alpineGroups,
  alpineUsers,
  debianGroups,
  debianUsers,
  rhelGroups,
  rhelUsers,
} from "./stock/accounts.ts";
import type { BaseSystem } from "./stock/bases.ts";

// Folders that a base of the table holds nothing in but what the table says: what is not known there is not there.
const COVERED = [
  "/app",
  "/docker-entrypoint.d",
  "/etc/apache2",
  "/etc/cron.d",
  "/etc/httpd",
  "/etc/letsencrypt",
  "/etc/nginx",
  "/etc/supervisor",
  "/home",
  "/opt/app",
  "/run/nginx",
  "/srv",
  "/usr/local/apache2",
  "/usr/share/nginx",
  "/usr/src/app",
  "/var/lib/nginx",
  "/var/log/apache2",
  "/var/log/httpd",
  "/var/log/nginx",
  "/var/www",
];

/** Starts a stage from an image of a registry: what our table or the policy says of it, else "cannot tell". */
export function applyRegistryBase(state: State, ref: string, policy: Policy): { readonly family?: string } {
  const plain = unmirrored(ref, policy.registries);
  const declared = policy.baseImages.find(
    (base) => sameReference(base.ref, ref) || sameReference(base.ref, plain),
  );
  const base = findBase(declared?.like ?? plain);
  if (base !== undefined) applyKnownBase(state, base, ref);
  else applyUnknownBase(state, unknownBase(ref, state));
  if (declared?.user !== undefined) state.user = { spec: declared.user, at: state.from, own: false };
  for (const port of declared?.exposes ?? [])
    state.exposes.push({ port, protocol: "tcp", at: state.from, own: false });
  return base === undefined ? {} : { family: base.image.names[0] ?? ref };
}

/** Starts a stage from a base of which nothing can be told. */
export function applyUnknownBase(state: State, why: Unknown): void {
  state.unknownBase = why;
  state.otherAccounts = why;
  state.layers.push(partlyKnownLayer(() => false, why));
}

function applyKnownBase(state: State, { image, system }: KnownBase, ref: string): void {
  const at = state.from;
  state.base = image;
  state.system = system;
  state.workdir = image.workdir ?? "/";
  const covers = (path: string) => COVERED.some((folder) => isWithin(path, folder));
  state.layers.push(partlyKnownLayer(covers, unknown(`what ${ref} holds there is not known`, at)));
  addAccounts(state, system);
  for (const user of image.users) addStockUser(state, user, { at, from: "base" });
  for (const install of image.servers) addServer(state, install, { at, from: "base" });
  for (const port of image.exposes) state.exposes.push({ port, protocol: "tcp", at, own: false });
  for (const value of image.volumes ?? []) state.volumes.push({ value, at });
  if (image.user !== undefined) {
    state.user = { spec: image.user.name ?? String(image.user.uid), at, own: false };
  }
  if (image.entrypoint !== undefined) state.entrypoint = { words: image.entrypoint, at };
  if (image.cmd !== undefined) state.cmd = { words: image.cmd, at };
}

function addAccounts(state: State, system: BaseSystem): void {
  const at = state.from;
  const users = {
    debian: debianUsers,
    alpine: alpineUsers,
    rhel: rhelUsers,
    none: [{ name: "root", uid: 0, gid: 0 }],
  };
  const groups = { debian: debianGroups, alpine: alpineGroups, rhel: rhelGroups, none: [] };
  for (const user of users[system]) addStockUser(state, user, { at, from: "base" });
  for (const [name, gid] of groups[system]) {
    if (!state.groups.some((group) => group.name === name))
      state.groups.push({ name, gid, from: "base", at });
  }
}

function unknownBase(ref: string, state: State): Unknown {
  return unknown(
    `nothing is known of the base image ${ref}`,
    state.from,
    `say what ${ref} runs as under base-images: in .github/keelcheck.yml`,
  );
}

/** A reference without tag or digest stands for all of them. */
function sameReference(declared: string, ref: string): boolean {
  const a = parseReference(declared);
  const b = parseReference(ref);
  if (a.registry !== b.registry || a.repository !== b.repository) return false;
  return (a.tag === undefined || a.tag === b.tag) && (a.digest === undefined || a.digest === b.digest);
}
