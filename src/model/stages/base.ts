import { didYouMean } from "../../names.ts";
import { once } from "../../once.ts";
import type { DeclaredBase, PlacedBase, Policy, RecordedBase } from "../../policy/policy.ts";
import { isReference } from "../../policy/reference.ts";
import type { Place } from "../../source.ts";
import { type Reason, type Unknown, unknown } from "../fact.ts";
import { partlyKnownLayer } from "../files/layers.ts";
import { accountsOfSystem, type SystemAccounts } from "../stock/accounts.ts";
import { environmentNamesOf } from "../stock/base-environments.ts";
import { isBare, isCovered } from "../stock/base-folders.ts";
import type { BaseImage, BaseSystem } from "../stock/bases.ts";
import { likelySystem } from "../stock/likely-system.ts";
import { findBase, type KnownBase, likelyBase, parseReference, unmirrored } from "../stock/references.ts";
import { systemFolderLayer } from "../stock/system-folders.ts";
import { SharedAccounts } from "./account-list.ts";
import { addServer, addStockUser } from "./apply/packages.ts";
import { userSpec } from "./setting.ts";
import type { State } from "./state.ts";

/** What is known of a registry's image, and from whom. */
interface Sources {
  /** The reference without the registry that mirrors it. */
  readonly plain: string;
  readonly declared: DeclaredBase | undefined;
  readonly recorded: PlacedBase | undefined;
  readonly stock: KnownBase | undefined;
}

/** What nobody tells of a registry's image: how it starts, or what it holds; empty where both are known. */
export interface OpenBase {
  /** User, ports, environment and command. */
  readonly configuration?: Unknown;
  /** Files and accounts. */
  readonly contents?: Unknown;
}

/**
 * Starts a stage from an image of a registry. The policy's word overrides what was recorded, and that overrides our
 * table; files and accounts are the table's alone.
 */
export function applyRegistryBase(
  state: State,
  ref: string,
  policy: Policy,
): { readonly family?: string; readonly listed?: true } {
  const { plain, declared, recorded, stock } = sourcesOf(ref, policy);
  const { configuration, contents } = openBase(ref, policy, state.from);
  state.baseRef = declared?.like === undefined ? { on: plain } : { on: declared.like, like: ref };
  if (stock !== undefined) applyStockContents(state, stock, ref);
  if (contents !== undefined) applyUnknownContents(state, contents);
  if (recorded !== undefined) applyRecorded(state, recorded);
  else if (stock !== undefined) applyStockConfiguration(state, stock.image);
  if (stock !== undefined && declared?.like === undefined)
    state.baseNames ??= environmentNamesOf(stock.image);
  state.unknownBase = configuration;
  if (configuration !== undefined) state.workdir = null;
  if (declared !== undefined) applyDeclared(state, declared);
  const listed = findBase(unmirrored(ref, policy.registries)) !== undefined;
  const family = stock === undefined ? {} : { family: stock.image.names[0] ?? ref };
  return listed ? { ...family, listed } : family;
}

/** Starts a stage from a base of which nothing can be told. */
export function applyUnknownBase(state: State, why: Unknown): void {
  state.unknownBase = why;
  state.workdir = null;
  applyUnknownContents(state, why);
}

/** What is not known of a registry's image, with what settles it; `at` is the FROM that names it. */
export function openBase(ref: string, policy: Policy, at: Place): OpenBase {
  const { declared, recorded, stock } = sourcesOf(ref, policy);
  if (stock !== undefined) return {};
  const like = likeSettle(ref, at, declared);
  if (recorded !== undefined) {
    const why = `the files and users of base image ${ref} are not recorded`;
    return { contents: unknown({ key: `contents of ${ref}`, why, ofBase: true }, at, like) };
  }
  const why: Reason = { key: `base ${ref}`, ...nothingKnown(ref, declared), ofBase: true };
  const record = recordCommand(ref) ?? `fix the FROM: ${ref} is not a valid image reference`;
  return { configuration: unknown(why, at, record), contents: unknown(why, at, like) };
}

/** Whether the policy says something of a registry's image under `base-images`. */
export function isDeclared(ref: string, policy: Policy): boolean {
  return sourcesOf(ref, policy).declared !== undefined;
}

/** The command that records a registry's image; `undefined` for what Docker takes for no reference. */
export function recordCommand(ref: string): string | undefined {
  // What a FROM names goes into a shell here: nothing but a reference may.
  return isReference(ref) ? `docker image inspect ${ref} | keelcheck bases add ${ref}` : undefined;
}

function sourcesOf(ref: string, policy: Policy): Sources {
  const plain = unmirrored(ref, policy.registries);
  const declared = policy.baseImages.find(
    (base) => sameReference(base.ref, ref) || sameReference(base.ref, plain),
  );
  const recorded = policy.recordedBases?.find((base) => isRecordOf(base, ref) || isRecordOf(base, plain));
  return { plain, declared, recorded, stock: findBase(declared?.like ?? plain) };
}

function nothingKnown(ref: string, declared: DeclaredBase | undefined): Omit<Reason, "key"> {
  if (declared?.like !== undefined)
    return {
      why: `base image ${ref} is like ${declared.like}, which is unknown${didYouMean(likelyBase(declared.like))}`,
    };
  if (declared !== undefined)
    return { why: `base image ${ref} is unknown but for what base-images: in the policy says` };
  return { why: `unknown base image ${ref}`, clause: `base image ${ref} is unknown` };
}

function likeSettle(ref: string, at: Place, declared: DeclaredBase | undefined): string {
  if (declared?.like !== undefined)
    return "under like:, name a public image from the table of bases, such as nginx, httpd, debian or alpine";
  return `say in .github/keelcheck.yml which public image it is like:\nbase-images:\n  ${ref}: { like: ${likelySystem(ref, at)} }`;
}

function applyUnknownContents(state: State, why: Unknown): void {
  state.otherAccounts = why;
  state.layers.push(partlyKnownLayer(() => false, why));
}

function applyStockContents(state: State, { image, system }: KnownBase, ref: string): void {
  const at = state.from;
  state.base = image;
  state.system = system;
  const bare = isBare(image);
  state.bareBase = bare;
  if (bare) state.baseNames = new Set();
  const covers = (path: string) => isCovered(image, path);
  const why: Reason = { key: `files of ${ref}`, why: `what ${ref} has there is unknown`, ofBase: true };
  state.layers.push(partlyKnownLayer(covers, unknown(why, at)));
  state.layers.push(systemFolderLayer(system, at));
  addAccounts(state, system);
  for (const user of image.users) addStockUser(state, user, { at, from: "base" });
  for (const install of image.servers) addServer(state, install, { at, from: "base" });
}

function applyStockConfiguration(state: State, image: BaseImage): void {
  const at = state.from;
  state.workdir = image.workdir ?? "/";
  for (const port of image.exposes) state.exposes.push({ port, protocol: "tcp", at, own: false });
  for (const value of image.volumes ?? []) state.volumes.push({ value, at });
  if (image.user !== undefined) {
    state.user = { spec: image.user.name ?? String(image.user.uid), at, own: false };
  }
  if (image.entrypoint !== undefined) state.entrypoint = { words: image.entrypoint, at };
  if (image.cmd !== undefined) state.cmd = { words: image.cmd, at };
}

function applyRecorded(state: State, base: PlacedBase): void {
  const at = state.from;
  state.recordedBase = true;
  state.workdir = base.workdir;
  for (const exposed of base.exposes) {
    const [port, protocol] = exposed.split("/");
    if (protocol === "tcp" || protocol === "udp" || protocol === "sctp")
      state.exposes.push({ port: Number(port), protocol, at, own: false });
  }
  for (const value of base.volumes) state.volumes.push({ value, at });
  for (const [name, value] of Object.entries(base.environment))
    state.variables.set(name, { value, kind: "env", at: base.at });
  // Docker's image configuration: an empty user is root, also where an image that it is like has another.
  if (base.user !== "" || state.base?.user !== undefined)
    state.user = { spec: userSpec(base.user || "root"), at, own: false };
  if (base.entrypoint.length > 0) state.entrypoint = { words: base.entrypoint, at };
  if (base.cmd.length > 0) state.cmd = { words: base.cmd, at };
}

function applyDeclared(state: State, { user, exposes }: DeclaredBase): void {
  const at = state.from;
  if (user !== undefined) state.user = { spec: userSpec(user), at, own: false };
  if (exposes === undefined) return;
  // The policy names all of its EXPOSE lines, also where it is like an image that has others.
  state.exposes.clear();
  for (const port of exposes) state.exposes.push({ port, protocol: "tcp", at, own: false });
}

function addAccounts(state: State, system: BaseSystem): void {
  const { users, groups } = sharedAccounts(accountsOfSystem(system));
  const made = { from: "base", at: state.from } as const;
  state.users.begin(users, (user) => ({ ...user, ...made }));
  state.groups.begin(groups, (group) => ({ ...group, ...made }));
}

const sharedAccounts = once(({ users, groups }: SystemAccounts) => {
  const all = users.map(({ gid: _, group, ...user }) => ({ ...user, group: group ?? user.name }));
  const numbers = new Map<string, number | undefined>();
  const named = users.map(({ name, group = name, gid }) => [group, gid] as const);
  for (const [name, gid] of [...named, ...groups]) if (!numbers.has(name)) numbers.set(name, gid);
  return {
    users: new SharedAccounts(all),
    groups: new SharedAccounts(
      Array.from(numbers, ([name, gid]) => ({ name, ...(gid === undefined ? {} : { gid }) })),
    ),
  };
});

/** A reference without tag or digest stands for all of them. */
function sameReference(declared: string, ref: string): boolean {
  const a = parseReference(declared);
  const b = parseReference(ref);
  if (a.registry !== b.registry || a.repository !== b.repository) return false;
  return (a.tag === undefined || a.tag === b.tag) && (a.digest === undefined || a.digest === b.digest);
}

/** A digest decides where there is one: a tag may have moved since. Without both it is `latest`. */
function isRecordOf(base: RecordedBase, ref: string): boolean {
  const recorded = parseReference(base.ref);
  const wanted = parseReference(ref);
  if (wanted.digest !== undefined)
    return recorded.digest === wanted.digest || base.digests.includes(wanted.digest);
  if (recorded.registry !== wanted.registry || recorded.repository !== wanted.repository) return false;
  return recorded.digest === undefined && (recorded.tag ?? "latest") === (wanted.tag ?? "latest");
}
