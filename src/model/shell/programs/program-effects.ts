import { isWithin, resolvePath } from "../../container-path.ts";
import type { Reason, Unknown } from "../../fact.ts";
import { simpleEffects } from "../commands.ts";
import type { Effect } from "../effects.ts";
import type { CommandCall } from "../inner.ts";
import { mayAssign } from "../shared.ts";
import { strangerEffects } from "../strangers.ts";
import { namedSlots, SERVER_FOLDERS } from "../unread.ts";
import type { Walk } from "../walking.ts";
import { pipedWords } from "../writes.ts";
import { noteFetched } from "./written.ts";

/** What a program does to the image by itself (`undefined`: it is not one that is read), and what it may do besides. */
export function programEffects(
  walk: Walk,
  { name, args, command, at, around, lookup, input: { script }, folder }: CommandCall,
  why: (reason: Reason) => Unknown,
): { readonly simple: readonly Effect[] | undefined; readonly besides: readonly Effect[] } {
  const { texts } = walk.written;
  const simple = simpleEffects(
    {
      script,
      isMade: (path) => texts.has(path),
      mayAssign: (one) => mayAssign(walk.shared, one),
      folder,
      umask: walk.umask,
      lookup,
    },
    { name, args, piped: pipedWords(command, around, lookup), why, at, raw: command },
  );
  const stranger = strangerEffects(name, { command, args, folder, script, why });
  const besides =
    simple === undefined ? [...stranger, ...bySettings(name, args ?? [], { script, why })] : stranger;
  noteFetched(walk.written, { name, args: args ?? [], folder, at });
  return { simple, besides };
}

// What is longer is no program's settings.
const LONGEST_SETTINGS = 64 * 1024;

/** What a program that is not known may do by the files that it is given: to what decides that they name. */
function bySettings(
  name: string,
  args: readonly string[],
  { script, why }: Pick<CommandCall["input"], "script"> & { readonly why: (reason: Reason) => Unknown },
): readonly Effect[] {
  const texts = args.flatMap((arg) => {
    // What decides itself is the program's input, and not what it is told.
    const isSettings = arg.startsWith("/") && !SERVER_FOLDERS.some((folder) => isWithin(arg, folder));
    const content = isSettings ? script(resolvePath("/", arg)) : undefined;
    const text = content !== undefined && "file" in content ? content.file.text : "";
    return text.length > LONGEST_SETTINGS ? [] : [text];
  });
  return namedSlots(texts.join("\n")).map((path) => ({
    kind: "opaque",
    path,
    why: why({
      key: `${name} at ${path}`,
      why: `${name} is given ${path}, but what it does there is unknown`,
    }),
  }));
}
