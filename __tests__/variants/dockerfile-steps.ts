import type { Random } from "./random.ts";
import type { Account } from "./variant.ts";

/** One thing that a Dockerfile does, before it is spelled. */
export type Step =
  | { readonly do: "from"; readonly image: string; readonly as?: string }
  /** Commands that must all succeed. */
  | { readonly do: "run"; readonly commands: readonly string[] }
  | {
      readonly do: "copy";
      readonly sources: readonly string[];
      readonly to: string;
      readonly from?: string;
      readonly chown?: string;
      readonly chmod?: string;
    }
  | { readonly do: "heredoc"; readonly to: string; readonly text: string }
  /** A RUN that writes a file by a heredoc of the shell. */
  | { readonly do: "write"; readonly to: string; readonly text: string }
  | { readonly do: "start"; readonly keyword: "CMD" | "ENTRYPOINT"; readonly words: readonly string[] }
  /** Any other instruction, with its text as it stands. */
  | { readonly do: "line"; readonly keyword: string; readonly text: string };

/** A stage. */
export const from = (image: string, as?: string): Step =>
  as === undefined ? { do: "from", image } : { do: "from", image, as };
/** Commands of one RUN, or of several. */
export const run = (...commands: readonly string[]): Step => ({ do: "run", commands });
/** An instruction as it stands. */
export const line = (keyword: string, text: string): Step => ({ do: "line", keyword, text });
/** WORKDIR. */
export const workdir = (path: string): Step => line("WORKDIR", path);
/** CMD, in exec or shell form. */
export const cmd = (...words: readonly string[]): Step => ({ do: "start", keyword: "CMD", words });
/** ENTRYPOINT, in exec form. */
export const entrypoint = (...words: readonly string[]): Step => ({
  do: "start",
  keyword: "ENTRYPOINT",
  words,
});

/** A COPY of `sources` to `to`. */
export function copy(
  sources: string | readonly string[],
  to: string,
  rest: { readonly from?: string; readonly chown?: string; readonly chmod?: string } = {},
): Step {
  return { do: "copy", sources: typeof sources === "string" ? [sources] : sources, to, ...rest };
}

/** USER in one of its spellings, with what the spelling needs before it. */
export function becomeUser(random: Random, { name, uid }: Account): readonly Step[] {
  const plain = [name, `${name}:${name}`, String(uid), `${uid}:${uid}`, `"${name}"`];
  const variable = random.pick(["RUN_AS", "APP_USER", "runtime_user"]);
  const reference = random.pick([`$${variable}`, `\${${variable}}`, `\${${variable}:-nobody}`]);
  const value = random.pick([name, String(uid)]);
  const declared = random.pick([
    line("ARG", `${variable}=${value}`),
    line("ARG", `${variable}="${value}"`),
    line("ENV", `${variable}=${value}`),
    line("ENV", `${variable} ${value}`),
  ]);
  return random.pick([
    ...plain.map((spec) => [line("USER", spec)]),
    [declared, line("USER", reference)],
    [declared, line("USER", reference)],
  ]);
}

/** A COPY of one file to a container path, in one of the ways that come to the same. */
export function copyFile(random: Random, source: string, to: string): readonly Step[] {
  const cut = to.lastIndexOf("/");
  const [folder, name] = [to.slice(0, cut), to.slice(cut + 1)];
  const same = source.slice(source.lastIndexOf("/") + 1) === name;
  const ways: (readonly Step[])[] = [
    [copy(source, to)],
    [copy(`./${source}`, to)],
    [copy(source, to, { chmod: random.pick(["644", "0644"]) })],
    [copy(source, to, { chown: random.pick(["root", "root:root", "0:0"]) })],
    [line("ARG", `CONF_DIR=${folder}`), copy(source, `\${CONF_DIR}/${name}`)],
    [line("ENV", `DIR ${folder}`), copy(source, `$DIR/${name}`)],
    [line("ENV", `TARGET="${folder}"`), line("ARG", `CONF=\${TARGET}/${name}`), copy(source, "${CONF}")],
    [workdir("/etc"), workdir(`..${folder}`), copy(source, `./${name}`)],
    [workdir(folder), copy(source, random.pick([name, `./${name}`]))],
  ];
  if (same) {
    ways.push([copy(source, `${folder}/`)], [workdir(folder), copy(source, random.pick([".", "./"]))]);
    const stem = name.slice(0, 3);
    ways.push([copy(source.replace(name, `${stem}*${name.slice(name.lastIndexOf("."))}`), `${folder}/`)]);
  }
  return random.pick(ways);
}
