/** What a script wants to write when the container starts, and who runs it may not. */
import { quotedUser } from "../accounts.ts";
import { parentOf } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import { isInMount } from "../runs/mounts.ts";
import type { Run } from "../runs/types.ts";
import { mentionedAtStart } from "./mentions.ts";
import {
  canMakeFolder,
  canWriteFile,
  canWriteInto,
  hasListedBase,
  type Verdict,
  type Writer,
} from "./writability.ts";

/** A write of a start script that fails. */
export interface DeniedWrite {
  readonly path: string;
  /** The line that writes. */
  readonly at: Run["startWrites"][number]["at"];
  /** Who cannot: `user "web"`. */
  readonly who: string;
  /** Who it would have to belong to, as chown takes it. */
  readonly owner: string;
  /** What stands in the way, to follow a colon. */
  readonly why: string;
  /** The file or folder that stands in the way. */
  readonly blocked: string;
  readonly related: readonly Evidence[];
}

/** The writes of start scripts that surely fail; none where a base or a tool such as sudo may open the way. */
export function deniedWrites(run: Run): readonly DeniedWrite[] {
  const { startWrites } = run;
  const image = { ...run.image, files: run.filesAtStart };
  if (startWrites.length === 0 || !hasListedBase(image)) return [];
  if (mentionedAtStart(image, /\b(sudo|doas)\b/)) return [];
  const told = new Set(run.stops.map(({ at }) => at));
  return startWrites.flatMap(({ kind, path, user, at, because, caught }): readonly DeniedWrite[] => {
    // Whether anything is removed, or gets another owner, is asked where it decides about the start.
    if (kind === "remove" || kind === "rights" || caught || told.has(at)) return [];
    if (!user.known || user.value.root || isInMount(run, path)) return [];
    const verdict = verdictOf(kind, { image, user: user.value }, path);
    if (verdict.kind !== "no" || verdict.missing || verdict.isFolder) return [];
    const related = [...because, { at: user.at, note: "the user is set here" }, ...verdict.related];
    const owner = user.value.name ?? String(user.value.uid);
    return [
      { path, at, who: quotedUser(user.value), owner, why: verdict.why, blocked: verdict.path, related },
    ];
  });
}

function verdictOf(kind: Run["startWrites"][number]["kind"], writer: Writer, path: string): Verdict {
  if (kind === "folder") return canMakeFolder(writer, path);
  return kind === "file" ? canWriteFile(writer, path) : canWriteInto(writer, parentOf(path));
}
