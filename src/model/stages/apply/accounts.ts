import type { AccountEffect, Effect, MadeAccount } from "../../shell/effects.ts";
import type { State } from "../state.ts";

/** Applies what the user and group tools do. */
export function applyAccount(state: State, effect: AccountEffect): void {
  switch (effect.kind) {
    case "opaque-accounts":
      state.otherAccounts ??= effect.why;
      if (effect.removes === true) forgetPeople(state);
      if (effect.renumbers === true) state.replacedAccounts = effect.why;
      if (effect.name !== undefined) remove(effect.of === "group" ? state.groups : state.users, effect.name);
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
      return change(state, effect);
  }
}

/** Whom a line takes away that is not read: one of those that are made for people, and for programs of an image. */
function forgetPeople({ users }: State): void {
  const kept = users.filter(({ uid }) => uid === undefined || uid < FIRST_OF_PEOPLE || uid === NOBODY);
  users.splice(0, users.length, ...kept);
}

// UID_MIN of login.defs, and nobody's number.
const FIRST_OF_PEOPLE = 1000;
const NOBODY = 65534;

function remove(list: { readonly name: string }[], name: string): void {
  const index = list.findIndex((account) => account.name === name);
  if (index >= 0) list.splice(index, 1);
}

/** A user, with the group of its name where it is the user's own and nobody else is in it (userdel(8)). */
function removeUser({ users, groups }: State, name: string): void {
  const account = users.find((user) => user.name === name);
  remove(users, name);
  if (account === undefined || (account.group ?? name) !== name) return;
  if (!users.some((user) => user.group === name || user.groups?.includes(name))) remove(groups, name);
}

/** A group; whose primary group it is has its number still. */
function removeGroup({ users, groups }: State, name: string): void {
  const gid = groups.find((group) => group.name === name)?.gid;
  remove(groups, name);
  for (const [index, user] of users.entries()) {
    const { group, ...rest } = user;
    const left = rest.groups === undefined ? {} : { groups: rest.groups.filter((one) => one !== name) };
    const primary = group === name ? gid?.toString() : group;
    users[index] = { ...rest, ...left, ...(primary === undefined ? {} : { group: primary }) };
  }
}

/** The tools refuse a name that is taken: `id web || useradd web` leaves the one that is there. */
function addUser(state: State, made: MadeAccount): void {
  const { name, id, group, groups, ownGroup, ownGid, noLogin, at } = made;
  if (state.users.some((account) => account.name === name)) return;
  if (state.otherAccounts !== undefined && made.sharesId !== true) forgetHolder(state, id);
  const primary = group ?? (ownGroup === true ? name : undefined);
  const gid = group === undefined || !/^\d+$/.test(group) ? undefined : Number(group);
  state.users.push({
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
      ...(ownGid === undefined || state.groups.some((one) => one.gid === ownGid) ? {} : { id: ownGid }),
      ...(gid === undefined ? {} : { id: gid }),
    });
}

/** They refuse a number that is taken as well: a line that is not read took its account away. */
function forgetHolder({ users }: State, id: number | undefined): void {
  const index = id === undefined ? -1 : users.findIndex(({ uid }) => uid === id);
  if (index >= 0) users.splice(index, 1);
}

function addGroup(
  state: State,
  name: string,
  { id, at, yieldsId }: Pick<MadeAccount, "id" | "at" | "yieldsId">,
): void {
  if (state.groups.some((account) => account.name === name)) return;
  const isOpen = id === undefined || (yieldsId === true && mayBeTaken(state, id));
  state.groups.push({ name, ...(isOpen ? {} : { gid: id }), from: "run", at });
}

/** Whether a group may have a number: bases give those below, and not all of them are told. */
function mayBeTaken({ groups, otherAccounts }: State, id: number): boolean {
  return id < FIRST_OF_PEOPLE || otherAccounts !== undefined || groups.some(({ gid }) => gid === id);
}

function join(
  state: State,
  { user, groups, instead, leaves, maybe }: Extract<Effect, { kind: "join" }>,
): void {
  const index = state.users.findIndex(({ name }) => name === user);
  const account = state.users[index];
  if (account === undefined) return;
  const before = instead ? [] : (account.groups ?? []);
  const after = leaves === true ? before.filter((group) => !groups.includes(group)) : [...before, ...groups];
  state.users[index] = maybe === true ? { ...account, openGroups: true } : { ...account, groups: after };
}

function change(
  state: State,
  { of, name, id, newName, group, noLogin }: Extract<Effect, { kind: "change-account" }>,
): void {
  if (of === "group") {
    const index = state.groups.findIndex((account) => account.name === name);
    const account = state.groups[index];
    if (account === undefined) return;
    state.groups[index] = { ...account, name: newName ?? name, ...(id === undefined ? {} : { gid: id }) };
    if (newName !== undefined) renameGroup(state, name, newName);
    return;
  }
  const index = state.users.findIndex((account) => account.name === name);
  const account = state.users[index];
  if (account === undefined) return;
  const { noLogin: had, ...kept } = account;
  state.users[index] = {
    ...kept,
    ...((noLogin ?? had) ? { noLogin: true } : {}),
    name: newName ?? name,
    ...(id === undefined ? {} : { uid: id }),
    ...(group === undefined ? {} : { group }),
  };
}

/** Users keep the group under its new name. */
function renameGroup({ users }: State, name: string, newName: string): void {
  for (const [index, user] of users.entries()) {
    const { group, groups } = user;
    users[index] = {
      ...user,
      ...(group === name ? { group: newName } : {}),
      ...(groups?.includes(name) ? { groups: groups.map((one) => (one === name ? newName : one)) } : {}),
    };
  }
}
