/** `docker run` in CI: what runs in the container, as it would be called outside of it. */
import type { CommandWord } from "../command-words.ts";

// docker-run(1), podman-run(1): options without a value.
const FLAGS =
  /^(?:-[ditqP]+|--(?:rm|init|interactive|tty|detach|privileged|read-only|quiet|publish-all|no-healthcheck|oom-kill-disable|sig-proxy|disable-content-trust)(?:=.*)?)$/;

interface Mounted {
  readonly source: string;
  readonly target: string;
}

/** The command of `docker run`, its paths those of the repo that are mounted; `undefined` for any other command. */
export function inContainer(words: readonly CommandWord[]): readonly CommandWord[] | undefined {
  const start = words.slice(0, 2).map(({ value }) => value ?? "");
  if (!/^(?:.*\/)?(?:docker|podman|nerdctl)$/.test(start[0] ?? "") || start[1] !== "run") return undefined;
  const mounts: Mounted[] = [];
  let folder: string | undefined;
  let entrypoint: CommandWord | undefined;
  let at = 2;
  for (; at < words.length; at++) {
    const word = words[at];
    const text = word?.value ?? word?.like ?? "";
    if (!text.startsWith("-")) break;
    if (FLAGS.test(text)) continue;
    const [, name = text, glued] = /^(--[\w-]+)=(.*)$/s.exec(text) ?? /^(-[vwu])(.+)$/s.exec(text) ?? [];
    const value = glued ?? textOf(words[++at]);
    if (name === "-v" || name === "--volume") mounts.push(...volume(value));
    if (name === "--mount") mounts.push(...mount(value));
    if (name === "-w" || name === "--workdir") folder = value;
    if (name === "--entrypoint") entrypoint = words[at];
  }
  const image = words[at];
  const given = words.slice(at + 1);
  const isKaniko = /kaniko/.test(textOf(image));
  const program =
    entrypoint ?? (isKaniko ? { ...(image as CommandWord), value: "executor", like: "executor" } : undefined);
  const command = program === undefined ? given : [program, ...given];
  // Without the repo in it, it changes nothing there.
  if (mounts.length === 0 && !isKaniko) return undefined;
  return command.map((word) => outside(word, mounts, folder));
}

function textOf(word: CommandWord | undefined): string {
  return word === undefined ? "" : (word.value ?? word.raw.replace(/^["']|["']$/g, ""));
}

function volume(text: string): readonly Mounted[] {
  const [source = "", target = "", options = ""] = text.replaceAll('"', "").split(":");
  return /(?:^|,)ro(?:,|$)/.test(options) ? [] : fromRepo(source, target);
}

function mount(text: string): readonly Mounted[] {
  const fields = new Map(
    text
      .replaceAll('"', "")
      .split(",")
      .map((field): [string, string] => {
        const [name = "", value = ""] = field.split("=");
        return [name, value];
      }),
  );
  if (fields.has("readonly") || fields.has("ro")) return [];
  const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination") ?? "";
  return fromRepo(fields.get("source") ?? fields.get("src") ?? "", target);
}

const HERE = /^(?:\$\{?(?:PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR|WORKSPACE)\}?|\$\(pwd\)|`pwd`|\*|[.])(?:\/|$)/;

function fromRepo(source: string, target: string): readonly Mounted[] {
  if (!target.startsWith("/") || !HERE.test(source)) return [];
  return [{ source: source.replace(HERE, "").replace(/\/$/, ""), target: target.replace(/\/$/, "") }];
}

/** A path of the container as one of the repo; a relative one counts from the folder that it runs in. */
function outside(word: CommandWord, mounts: readonly Mounted[], folder: string | undefined): CommandWord {
  const text = word.value;
  if (text === null) return word;
  for (const { source, target } of mounts) {
    const isHere = folder === target || folder?.startsWith(`${target}/`) === true;
    const path = isHere && /^[\w.][^:=]*\//.test(text) ? `${folder}/${text}` : text;
    if (path === target || path.startsWith(`${target}/`)) {
      const rest = path.slice(target.length + 1);
      const own = [source, rest].filter((part) => part !== "").join("/") || ".";
      return { ...word, value: own, like: own };
    }
  }
  return word;
}
