/** /etc/passwd and /etc/group as files: a line that writes them writes users and groups. */
import type { Place } from "../../../source.ts";
import { isGlob, isWithin, shellGlob } from "../../container-path.ts";
import { unknown } from "../../fact.ts";
import { containerFiles, type FileLayer, isFile } from "../../files/layers.ts";
import type { FileContent } from "../../files/types.ts";
import type { Effect } from "../../shell/effects.ts";
import type { State } from "../state.ts";

const USERS = "/etc/passwd";
const GROUPS = "/etc/group";

/** Whether a change at a path is one of the files that accounts stand in. */
export function holdsAccounts(path: string): boolean {
  return path !== "/" && (isWithin(USERS, path) || isWithin(GROUPS, path));
}

/** The files of accounts at or below a path whose text a line has written. */
export function writtenAccounts({ layers, work }: State, path: string): readonly string[] {
  const files = containerFiles(layers, work.budget);
  return accountFilesBelow(path).filter((file) => {
    const found = files.lookup(file);
    return isFile(found) && found.content.known && found.from !== "base";
  });
}

/** The files of accounts at or below a path. */
export function accountFilesBelow(path: string): readonly string[] {
  return [USERS, GROUPS].filter((file) => isWithin(file, path));
}

/** Reads the accounts anew where the layers of an effect, which are put on already, say something of where they stand. */
export function noticeAccountFiles(
  state: State,
  effect: Effect,
  { layers, at }: { readonly layers: readonly FileLayer[]; readonly at: Place },
): void {
  // Another owner or mode leaves the text as it is; of a script that may do anything, its effect on accounts is told apart.
  if (effect.kind === "owner" || effect.kind === "mode") return;
  if (effect.kind === "opaque" && effect.path === "/") return;
  const named = effect.kind === "copy" ? effect.to : "path" in effect ? effect.path : undefined;
  const isNamed = (path: string) =>
    named !== undefined &&
    CHANGES.test(effect.kind) &&
    (isGlob(named) ? shellGlob(named).test(path) : isWithin(path, named));
  for (const path of [USERS, GROUPS]) {
    if (!isNamed(path) && !isSpokenOf(path, layers)) continue;
    // What is added to the list changes nobody who is in it: the first line of a name counts.
    if (effect.kind === "opaque" && effect.appends === true) {
      state.otherAccounts ??= effect.why;
      if (state.rewrittenAccounts.has(path)) state.replacedAccounts ??= effect.why;
    } else if (effect.kind !== "write" || !effect.append) readAccountFiles(state, path, at);
    else if (effect.content.known) addLines(state, path, effect.content.value);
    else {
      state.otherAccounts ??= effect.content;
      if (state.rewrittenAccounts.has(path)) state.replacedAccounts ??= effect.content;
    }
  }
}

/** Reads the accounts anew where layers that are put on may say something of the files that they stand in. */
export function noticeLayers(state: State, layers: readonly FileLayer[], at: Place): void {
  for (const path of [USERS, GROUPS]) if (isSpokenOf(path, layers)) readAccountFiles(state, path, at);
}

function isSpokenOf(path: string, layers: readonly FileLayer[]): boolean {
  return layers.some((layer) => layer.at(path) !== undefined);
}

// Of what they name something else may stand there, where it is not known what stood there.
const CHANGES = /^(write|edit|opaque|copy|link)$/;

/** Takes the accounts from the files that a line has written; where these are not known, nobody of before is. */
export function readAccountFiles(state: State, path: string, at: Place): void {
  if (!holdsAccounts(path)) return;
  for (const [file, list] of [
    [USERS, state.users],
    [GROUPS, state.groups],
  ] as const) {
    if (!isWithin(file, path)) continue;
    const found = containerFiles(state.layers, state.work.budget).lookup(file);
    if (isFile(found) && found.content.known) {
      list.keep(() => false);
      state.rewrittenAccounts.add(file);
      addLines(state, file, found.content.value);
      continue;
    }
    const key = `accounts in ${path}`;
    const why = unknown(
      {
        key,
        why: `${path} is ${found === undefined ? "removed" : "written"} here, and with it users and groups`,
      },
      at,
    );
    if (isFile(found) && found.from === "base") continue;
    list.keep(() => false);
    state.otherAccounts ??= why;
    state.replacedAccounts = why;
  }
}

function addLines(state: State, path: string, content: FileContent): void {
  let start = 0;
  for (const line of content.file.text.split("\n")) {
    const fields = line.split(":");
    const at = content.place({ start, end: start + line.length });
    start += line.length + 1;
    if (path === USERS) addUser(state, fields, at);
    else if (path === GROUPS) addGroup(state, fields, at);
  }
}

function addUser(
  { users }: State,
  [name = "", , uid = "", gid = "", , , shell]: readonly string[],
  at: Place,
): void {
  if (!/^\d+$/.test(uid) || name === "" || users.has("name", name)) return;
  users.add({
    name,
    uid: Number(uid),
    ...(/^\d+$/.test(gid) ? { group: gid } : {}),
    ...(/\/(nologin|false)$/.test(shell ?? "") ? { noLogin: true } : {}),
    openGroups: true,
    from: "base",
    at,
  });
}

function addGroup({ groups }: State, [name = "", , gid = ""]: readonly string[], at: Place): void {
  if (!/^\d+$/.test(gid) || name === "" || groups.has("name", name)) return;
  groups.add({ name, gid: Number(gid), from: "base", at });
}
