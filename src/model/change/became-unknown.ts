import type { Place } from "../../source.ts";
import { type Entry, entryAt } from "../../workspace/workspace.ts";
import type { Apache } from "../apache/types.ts";
import { foldersOf } from "../builds/scope.ts";
import type { Unknown } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Nginx } from "../nginx/types.ts";
import type { Run } from "../runs/types.ts";
import { SERVER_NAMES } from "../servers/questions.ts";
import { bottomStage } from "../stages/below.ts";
import type { Image, Stage } from "../stages/image.ts";
import { keepsRoot } from "../users/root.ts";

/** A fact that could be told and cannot be told any more. */
export interface LostFact {
  /** "container user", "nginx listeners". */
  readonly fact: string;
  readonly reason: Unknown;
  /** The line that makes it matter, where that is another than the reason's. */
  readonly at?: Place;
}

/** What was known of a run and cannot be told of the same run after a change. A server that is gone is not unknown. */
export function lostFacts(before: Run, after: Run): readonly LostFact[] {
  const lost: LostFact[] = [];
  if (before.containerUser.known && !after.containerUser.known)
    lost.push({ fact: "container user", reason: after.containerUser });
  for (const step of unseenStepDown(before, after)) lost.push(step);
  for (const kind of ["nginx", "apache"] as const) {
    const old = before[kind];
    const now = after[kind];
    if (old === undefined) continue;
    // What a server that did not start would have done was nobody's question, but it may start now.
    if (old.starts.known && !old.starts.value) {
      if (now !== undefined && !now.starts.known)
        lost.push({ fact: `whether ${SERVER_NAMES[kind]} starts`, reason: now.starts });
      continue;
    }
    const more = now === undefined ? unseenServer(kind, after) : lostOfServer(old, now);
    for (const one of more) lost.push(one);
  }
  return lost;
}

/** Whether the container gives up root again, where it becomes one that root starts: what cannot be read of a start may do it. */
function unseenStepDown(before: Run, after: Run): readonly LostFact[] {
  const { containerUser: old } = before;
  const { containerUser: now, processes } = after;
  if (!old.known || old.value.root || !now.known || !now.value.root) return [];
  const { list, stepsDown, others } = processes;
  if (stepsDown.known && stepsDown.value) return [];
  if (list.some(({ user, stays }) => stays && user.known && !user.value.root)) return [];
  // What is seen to keep root, surely or most likely, is accused of it.
  if (keepsRoot(after, NO_WISH) !== undefined) return [];
  const reason = others ?? (stepsDown.known ? undefined : stepsDown);
  return reason === undefined ? [] : [{ fact: "whether root is given up", reason, at: now.at }];
}

const NO_WISH: Parameters<typeof keepsRoot>[1] = { nginx: { user: "", master: "any" } };

/** An image of the base at whose place the head has something that is not read. */
export interface HiddenImage {
  readonly image: Image;
  /** The submodule or link that stands where its folder was, or a folder above. */
  readonly entry: Entry;
}

/** Images that were read, and are now behind a submodule or a link: builds may find them there all the same. */
export function hiddenImages(base: Fleet, head: Fleet): readonly HiddenImage[] {
  return base.images.flatMap((image) => {
    const { path } = image.file;
    if (!base.asks.image(image) || entryAt(head.entries, path) !== undefined) return [];
    const above = foldersOf(path).map((folder) => entryAt(head.entries, folder));
    const entry = above.find((one) => one?.kind === "submodule" || one?.kind === "link");
    return entry === undefined ? [] : [{ image, entry }];
  });
}

function lostOfServer(old: Nginx | Apache, now: Nginx | Apache): readonly LostFact[] {
  const { kind, starts } = now;
  // What a server that does not start would have done is nobody's question.
  if (starts.known && !starts.value) return [];
  const lost: LostFact[] = [];
  if (old.starts.known && !starts.known)
    lost.push({ fact: `whether ${SERVER_NAMES[kind]} starts`, reason: starts });
  if (old.master.known && !now.master.known)
    lost.push({ fact: `${SERVER_NAMES[kind]} master user`, reason: now.master });
  if (old.workers.known && !now.workers.known)
    lost.push({ fact: `${SERVER_NAMES[kind]} worker user`, reason: now.workers });
  if (old.listenersIncomplete === undefined && now.listenersIncomplete !== undefined)
    lost.push({ fact: `${SERVER_NAMES[kind]} listeners`, reason: now.listenersIncomplete });
  return lost;
}

/** A server of which nothing is seen any more, where it may be there all the same: nobody knows what the base holds. */
function unseenServer(kind: "nginx" | "apache", { image }: Run): readonly LostFact[] {
  const named = image.unknowns.find(({ fact }) => fact === kind || fact === "servers")?.reason;
  const reason = named ?? (isUnknownBase(image.final) ? image.accounts.others : undefined);
  return reason === undefined ? [] : [{ fact: `whether ${SERVER_NAMES[kind]} starts`, reason }];
}

function isUnknownBase(stage: Stage): boolean {
  const { base } = bottomStage(stage);
  return base.kind === "unknown" || (base.kind === "registry" && base.family === undefined);
}
