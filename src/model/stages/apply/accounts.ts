import type { Place } from "../../../source.ts";
import type { AccountEffect, Effect, MadeAccount } from "../../shell/effects.ts";
import type { State } from "../state.ts";

/** Applies what the user and group tools do. */
export function applyAccount(state: State, effect: AccountEffect, at: Place): void {
  switch (effect.kind) {
    case "opaque-accounts":
      state.otherAccounts ??= effect.why;
      if (effect.removes === true) forgetPeople(state);
      if (effect.renumbers === true) state.replacedAccounts = effect.why;
      if (effect.name !== undefined) (effect.of === "group" ? state.groups : state.users).remove(effect.name);
      else if (effect.renumbers === true) state.users.keep(({ name }) => name === "root");
      return;
    case "group":
      return addGroup(state, effect.group.name, effect.group);
    case "user":
      return addUser(state, effect.user);
    case "no-account":
      return effect.of === "user" ? removeUser(state, effect.name) : removeGroup(state, effect.name);
    case "join":
      return join(state, effect);
    case "change-account":
      if (effect.of === "user" && effect.id === 0) state.sharesRoot ??= at;
      return change(state, effect);
  }
}

/** Whom a line takes away that is not read: one of those that are made for people, and for programs of an image. */
function forgetPeople({ users }: State): void {
  users.keep(({ uid }) => uid === undefined || uid < FIRST_OF_PEOPLE || uid === NOBODY);
}

// UID_MIN of login.defs, and nobody's number.
const FIRST_OF_PEOPLE = 1000;
const NOBODY = 65534;

/** A user, with the group of its name where it is the user's own and nobody else is in it (userdel(8)). */
function removeUser({ users, groups }: State, name: string): void {
  const account = users.find("name", name);
  users.remove(name);
  if (account === undefined || (account.group ?? name) !== name) return;
  if (!users.has("group", name) && !users.has("member", name)) groups.remove(name);
}

/** A group; whose primary group it is has its number still. */
function removeGroup({ users, groups }: State, name: string): void {
  const gid = groups.find("name", name)?.gid;
  groups.remove(name);
  users.replaceAll("member", name, (user) => ({
    ...user,
    groups: (user.groups ?? []).filter((one) => one !== name),
  }));
  users.replaceAll("group", name, ({ group: _, ...user }) => ({
    ...user,
    ...(gid === undefined ? {} : { group: String(gid) }),
  }));
}

/** The tools refuse a name that is taken: `id web || useradd web` leaves the one that is there. */
function addUser(state: State, made: MadeAccount): void {
  const { name, id, group, groups, ownGroup, ownGid, noLogin, at } = made;
  if (state.users.has("name", name)) return;
  if (id === 0) state.sharesRoot ??= at;
  if (state.otherAccounts !== undefined && made.sharesId !== true) forgetHolder(state, id);
  const primary = group ?? (ownGroup === true ? name : undefined);
  const gid = group === undefined || !/^\d+$/.test(group) ? undefined : Number(group);
  state.users.add({
    name,
    ...(id === undefined ? {} : { uid: id }),
    ...(primary === undefined ? {} : { group: primary }),
    ...(groups === undefined ? {} : { groups }),
    ...(noLogin === undefined ? {} : { noLogin }),
    from: "run",
    at,
  });
  if (ownGroup === true)
    addGroup(state, name, {
      at,
      ...(ownGid === undefined || state.groups.has("id", ownGid) ? {} : { id: ownGid }),
      ...(gid === undefined ? {} : { id: gid }),
    });
}

/** They refuse a number that is taken as well: a line that is not read took its account away. */
function forgetHolder({ users }: State, id: number | undefined): void {
  const holder = id === undefined ? undefined : users.find("id", id);
  if (holder !== undefined) users.remove(holder.name);
}

function addGroup(
  state: State,
  name: string,
  { id, at, yieldsId }: Pick<MadeAccount, "id" | "at" | "yieldsId">,
): void {
  if (state.groups.has("name", name)) return;
  const isOpen = id === undefined || (yieldsId === true && mayBeTaken(state, id));
  state.groups.add({ name, ...(isOpen ? {} : { gid: id }), from: "run", at });
}

/** Whether a group may have a number: bases give those below, and not all of them are told. */
function mayBeTaken({ groups, otherAccounts }: State, id: number): boolean {
  return id < FIRST_OF_PEOPLE || otherAccounts !== undefined || groups.has("id", id);
}

function join(
  state: State,
  { user, groups, instead, leaves, maybe }: Extract<Effect, { kind: "join" }>,
): void {
  const account = state.users.find("name", user);
  if (account === undefined) return;
  const before = instead ? [] : (account.groups ?? []);
  state.work.budget.spend(before.length);
  const after = leaves === true ? before.filter((group) => !groups.includes(group)) : [...before, ...groups];
  state.users.replace(
    user,
    maybe === true ? { ...account, openGroups: true } : { ...account, groups: after },
  );
}

function change(
  state: State,
  { of, name, id, newName, group, noLogin }: Extract<Effect, { kind: "change-account" }>,
): void {
  if (of === "group") {
    const account = state.groups.find("name", name);
    if (account === undefined) return;
    const changed = { ...account, name: newName ?? name, ...(id === undefined ? {} : { gid: id }) };
    state.groups.replace(name, changed);
    if (newName !== undefined) renameGroup(state, name, newName);
    return;
  }
  const account = state.users.find("name", name);
  if (account === undefined) return;
  const { noLogin: had, ...kept } = account;
  state.users.replace(name, {
    ...kept,
    ...((noLogin ?? had) ? { noLogin: true } : {}),
    name: newName ?? name,
    ...(id === undefined ? {} : { uid: id }),
    ...(group === undefined ? {} : { group }),
  });
}

/** Users keep the group under its new name. */
function renameGroup({ users }: State, name: string, newName: string): void {
  users.replaceAll("group", name, (user) => ({ ...user, group: newName }));
  users.replaceAll("member", name, (user) => ({
    ...user,
    groups: (user.groups ?? []).map((one) => (one === name ? newName : one)),
  }));
}
