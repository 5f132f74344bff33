/** The services of inits that read folders: runit, phusion's my_init, s6 and s6-overlay; and those of Procfiles. */
import { ownValue } from "../../names.ts";
import { baseName, parentOf, resolvePath } from "../container-path.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";
import { isShellScript } from "../stock/programs/shells.ts";
import { fileAt, type StartInput } from "./record.ts";
import type { ShellText } from "./text-command.ts";

/** A service that is kept up, or a script that runs before they start. */
export interface Service {
  readonly kept: boolean;
  /** A program by its path, a script whatever its mode, a text of the shell, or a command of execline's. */
  readonly what:
    | { readonly kind: "path"; readonly path: string }
    | { readonly kind: "script"; readonly path: string; readonly script: FileContent }
    | { readonly kind: "text"; readonly text: ShellText }
    | { readonly kind: "words"; readonly words: readonly (string | null)[] };
}

type Words = readonly (string | null)[];

/** What an init starts by the files that are known, and whether these are all. */
export interface Services {
  readonly list: readonly Service[];
  readonly complete: boolean;
  /** The command that it runs besides: s6-overlay's `/init` and my_init take one. */
  readonly command: Words;
}

/** What an init starts; `undefined` for programs that are none of these, or where no service is known. */
export function servicesBehind(program: string, args: Words, input: StartInput): Services | undefined {
  let complete = true;
  const files: Files = {
    lookup: input.files.lookup,
    glob: (pattern) => {
      const found = input.files.glob(pattern);
      complete &&= found.others === undefined;
      return found;
    },
  };
  const list = listed({ name: baseName(program), args }, input, files);
  return list.length === 0 ? undefined : { list, complete, command: commandOf(baseName(program), args) };
}

function commandOf(name: string, args: Words): Words {
  if (name === "init") return args;
  return name === "my_init" && args.includes("--") ? args.slice(args.indexOf("--") + 1) : [];
}

type Files = Pick<ContainerFiles, "lookup" | "glob">;

function listed(
  { name, args }: { readonly name: string; readonly args: Words },
  input: StartInput,
  files: Files,
): readonly Service[] {
  switch (name) {
    case "runsvdir":
      return inFolder(files, args.find((arg) => arg?.startsWith("/") === true) ?? "/etc/service");
    case "runsvdir-start":
      return inFolder(files, "/etc/service");
    case "my_init":
      return [...scriptsIn(files, "/etc/my_init.d"), ...inFolder(files, "/etc/service")];
    case "s6-svscan":
      return inFolder(files, args.find((arg) => arg?.startsWith("/") === true) ?? input.folder ?? "/");
    case "init":
      return [
        ...ofDatabase(files),
        ...scriptsIn(files, "/etc/cont-init.d"),
        ...inFolder(files, "/etc/services.d"),
      ].map((service) => copied(files, service));
    case "forego":
    case "foreman":
    case "honcho":
    case "goreman":
    case "overmind":
    case "hivemind":
    case "shoreman":
      return ofProcfile(args, input);
    default:
      return [];
  }
}

/** `FOLDER/NAME/run` of each service; one with a file `down` is not started. */
function inFolder(files: Files, folder: string): readonly Service[] {
  return files
    .glob(resolvePath(folder, "*/run"))
    .files.filter(({ path }) => !isFile(files.lookup(`${parentOf(path)}/down`)))
    .flatMap(({ path }) => run(files, path));
}

function scriptsIn(files: Files, folder: string): readonly Service[] {
  return files
    .glob(`${folder}/*`)
    .files.filter(isPlainFile)
    .map(({ path }) => ({ kept: false, what: { kind: "path", path } }));
}

function isPlainFile({ kind }: { readonly kind: string }): boolean {
  return kind === "file";
}

function run(files: Files, path: string): readonly Service[] {
  const content = contentAt(files, path);
  const words = content === undefined ? undefined : execlineWords(content.file.text);
  return [{ kept: true, what: words === undefined ? { kind: "path", path } : { kind: "words", words } }];
}

/** s6-overlay copies what it runs, and makes it executable. */
function copied(files: Files, service: Service): Service {
  const { what } = service;
  const script = what.kind === "path" ? contentAt(files, what.path) : undefined;
  if (what.kind !== "path" || script === undefined || !isShellScript(script.file.text)) return service;
  return { ...service, what: { kind: "script", path: what.path, script } };
}

const DATABASE = "/etc/s6-overlay/s6-rc.d";

/** s6-rc's services that the bundle `user` holds, with those that they need, in no order that counts (s6-rc-compile). */
function ofDatabase(files: Files): readonly Service[] {
  const names = ["user"];
  for (const name of names) {
    for (const folder of ["contents.d", "dependencies.d"])
      for (const { path } of files.glob(`${DATABASE}/${name}/${folder}/*`).files)
        if (!names.includes(baseName(path))) names.push(baseName(path));
  }
  return names.flatMap((name): readonly Service[] => {
    const own = `${DATABASE}/${name}`;
    const type = contentAt(files, `${own}/type`)?.file.text.trim();
    if (type === "longrun") return run(files, `${own}/run`);
    const up = type === "oneshot" ? contentAt(files, `${own}/up`) : undefined;
    const words = up && execlineWords(up.file.text, true);
    return words === undefined ? [] : [{ kept: false, what: { kind: "words", words } }];
  });
}

function contentAt(files: Files, path: string): FileContent | undefined {
  const file = files.lookup(path);
  return isFile(file) && file.content.known ? file.content.value : undefined;
}

// Chained before a program, with how many words each takes besides its options.
const CHAINED: Readonly<Record<string, number>> = {
  "with-contenv": 0,
  "s6-notifyoncheck": 0,
  exec: 0,
  fdmove: 2,
  cd: 1,
  umask: 1,
  export: 2,
  unexport: 1,
};

function wordsBefore([program]: readonly string[]): number | undefined {
  return ownValue(CHAINED, program ?? "");
}

/**
 * The command that a script of execline's runs in the end, without what it prepares; `undefined` for one of another
 * language, or with blocks (execlineb(1)).
 */
function execlineWords(text: string, always = false): Words | undefined {
  if (!always && !/^#!\S*\/execlineb\b/.test(text)) return undefined;
  const plain = text.replace(/^\s*#.*$/gm, "");
  if (/[{}\\]/.test(plain.replace(/\$\{\w+\}/g, ""))) return undefined;
  const words = Array.from(plain.matchAll(/"([^"]*)"|[^\s"]+/g), ([word, quoted]) => quoted ?? word);
  let rest: readonly string[] = words;
  for (let taken = wordsBefore(rest); taken !== undefined; taken = wordsBefore(rest)) {
    const options = rest.slice(1).findIndex((word) => !word.startsWith("-") && !/^\d+$/.test(word));
    rest =
      taken === 2 && rest[0] === "fdmove"
        ? rest.slice(options < 0 ? rest.length : options + 1)
        : rest.slice(1 + taken);
  }
  return rest.length === 0 ? undefined : rest.map((word) => (word.includes("$") ? null : word));
}

/** `NAME: COMMAND` of a Procfile, each run by a shell: the one that `-f` names, or that of the folder. */
function ofProcfile(args: Words, input: StartInput): readonly Service[] {
  const flag = args.findIndex((arg) => arg === "-f" || arg === "--procfile");
  const path = flag < 0 ? "Procfile" : (args[flag + 1] ?? null);
  const file = path === null ? undefined : fileAt(input, path);
  if (file === undefined || !("file" in file)) return [];
  const { text } = file.file;
  return Array.from(
    text.matchAll(/^([\w-]+):[ \t]*(\S.*)$/gm),
    ({ index, 0: line, 2: command = "" }): Service => {
      const start = index + line.length - command.length;
      const place: ShellText["place"] = (span) =>
        file.place({ start: start + span.start, end: start + span.end });
      return { kept: true, what: { kind: "text", text: { text: command, place } } };
    },
  );
}
