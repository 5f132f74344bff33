import type { Place } from "../../../source.ts";
import { type Fact, unknown } from "../../fact.ts";
import type { FileContent } from "../../files/types.ts";
import type { Effect } from "../effects.ts";
import { namedSlots } from "../unread.ts";

// What apt and dpkg run before and behind all that they do (apt.conf(5), dpkg.cfg(5)).
const HOOKS = /^\/etc\/(apt\/apt\.conf|dpkg\/dpkg\.cfg)/;

/** What a package manager will do by settings that are written for it. */
export function packageHooks(path: string, content: Fact<FileContent>, at: Place): readonly Effect[] {
  if (!HOOKS.test(path) || !content.known) return [];
  return namedSlots(content.value.file.text).map((slot) => {
    const why = `${path} has apt run something that names ${slot}`;
    return { kind: "opaque", path: slot, why: unknown({ key: `hook ${slot}`, why }, at) };
  });
}
