/** What a text has put at paths so far: scripts that it makes and runs. */
import type { Place } from "../../../source.ts";
import { baseName, parentOf, resolvePath } from "../../container-path.ts";
import { type Unknown, unknown } from "../../fact.ts";
import type { FileContent } from "../../files/types.ts";
import type { PlacedEffect, ShellInput } from "../effects.ts";
import { TOOLCHAINS } from "./toolchains.ts";

/** The texts at paths, by the effects so far; each effect is looked at once. */
export interface Written {
  readonly texts: Map<string, FileContent | Unknown>;
  /** The folders of these paths. */
  readonly folders: Set<string>;
  seen: number;
}

/** Nothing yet. */
export function nothingWritten(): Written {
  return { texts: new Map(), folders: new Set(), seen: 0 };
}

/** What a text finds at paths: what it has written there itself, and else what lies in the image. */
export function withWritten(
  input: ShellInput,
  { written, effects }: { readonly written: Written; readonly effects: readonly PlacedEffect[] },
): ShellInput {
  const asked = (path: string) => written.texts.get(path) ?? input.script(path);
  const upToNow = () => {
    for (; written.seen < effects.length; written.seen++) note(written, effects[written.seen], asked);
    return written;
  };
  return {
    ...input,
    script: (path) => upToNow().texts.get(path) ?? input.script(path),
    holds: (folder) => input.holds?.(folder) !== false || upToNow().folders.has(folder),
  };
}

function note(
  { texts, folders }: Written,
  placed: PlacedEffect | undefined,
  asked: ShellInput["script"],
): void {
  if (placed === undefined) return;
  const { effect } = placed;
  const put = (path: string, text: FileContent | Unknown | undefined) => {
    if (text === undefined) return void texts.delete(path);
    texts.set(path, text);
    folders.add(parentOf(path));
  };
  if (effect.kind === "write") {
    const { path, content, append } = effect;
    const added = "what is added to it is unknown";
    if (append && asked(path) !== undefined) put(path, unknown({ key: "added", why: added }, placed.at));
    else put(path, content.known ? content.value : content);
  } else if (effect.kind === "copy") {
    const text = asked(effect.from);
    if (text === undefined) return;
    if (effect.into !== "yes") put(effect.to, text);
    if (effect.into !== "no") put(resolvePath(effect.to, baseName(effect.from)), text);
  } else if (effect.kind === "link")
    put(effect.path, asked(resolvePath(parentOf(effect.path), effect.target)));
}

/** Notes what a command fetches to where: of one file, and not of an archive. */
export function noteFetched({ texts }: Written, { name, args, folder, at }: Fetching): void {
  if (!/^(curl|wget|aria2c)$/.test(name) || args.some((arg) => TOOLCHAINS.test(arg))) return;
  const named = args.flatMap((arg, index) => {
    const [, joined] = /^--output(?:-document)?=(.+)$/.exec(arg) ?? [];
    return (
      joined ?? (/^(--output(-document)?|--out|-[a-zA-Z#]*[oO])$/.test(args[index - 1] ?? "") ? arg : [])
    );
  });
  const byAddress = args.flatMap((arg) => /^[a-z]+:\/\/[^?#]*\/([^/?#]+)/.exec(arg)?.[1] ?? []);
  const why = unknown({ key: `what ${name} fetches`, why: `${name} fetches it here` }, at);
  for (const file of [...named, ...byAddress])
    if (file.startsWith("/") || folder !== null) texts.set(resolvePath(folder ?? "/", file), why);
}

interface Fetching {
  readonly name: string;
  readonly args: readonly string[];
  readonly folder: string | null;
  readonly at: Place;
}
