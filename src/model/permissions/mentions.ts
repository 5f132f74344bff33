/**
 * What layers cannot say: whether a command of the image may change a folder that only the base knows of, or a text
 * names what no layer has. It is asked only before an accusation, and errs on the side of silence.
 */

import { once } from "../../once.ts";
import { baseName } from "../container-path.ts";
import type { ContainerFile } from "../files/types.ts";
import type { Run } from "../runs/types.ts";
import { pathOf, type RanCommand, type RunWord } from "../shell/ran.ts";
import { actsOn } from "../stages/chain.ts";
import type { Image } from "../stages/image.ts";
import { mayReach, reaches, spellings } from "../stages/reached.ts";
import { isServerItself } from "../stock/programs/servers.ts";
import { isServiceTool } from "../stock/programs/tools.ts";

const AT_START = /^(mkdir|install|touch|ch(own|mod|grp)|mount|tee)$/;

const buildCommands = once(({ final }: Image): readonly RanCommand[] =>
  final.steps.flatMap(({ commands }) => commands),
);

/** Whether a command of the build may change the owner or mode of a base's file or folder without a layer that says so. */
export function mayChange(image: Image, { path, from }: ContainerFile): boolean {
  return from === "base" && mayReach(buildCommands(image), path);
}

/** Whether something that runs at the start may make a path, or open it to others. */
export function mayPrepareAtStart({ startCommands }: Run, path: string): boolean {
  return startCommands.some(
    (command) =>
      AT_START.test(command.name) &&
      command.args.some((word) => reaches(command, word, path) || liesBelow(command, word, path)),
  );
}

/** Whether a command of the build that does not only remove it names a path, by its name alone where the folder is not known. */
export function namesInBuild(image: Image, path: string): boolean {
  const { paths, names } = namedInBuild(image);
  return spellings(path).some((one) => paths.has(one)) || names.has(baseName(path));
}

const namedInBuild = once((image: Image) => {
  const paths = new Set<string>();
  const names = new Set<string>();
  for (const command of buildCommands(image)) {
    if (/^(rm|rmdir|unlink)$/.test(command.name)) continue;
    for (const { value } of command.args) {
      if (value === null) continue;
      const named = pathOf(command, value);
      if (named === undefined) names.add(value.replace(/^\.\//, ""));
      else paths.add(named);
    }
  }
  return { paths, names };
});

// Packages that bring no folders of another name than their own.
const OF_OWN_NAME =
  /^(nginx|libnginx-mod|apache2|httpd|php|supervisor|curl|wget|gettext|openssl|ca-certificates|tini|gosu|su-exec|dumb-init|bash|tzdata|procps|vim|nano|less|shadow)/;

/** Whether the build installs no packages but those of servers and small tools, as far as its commands say. */
export const installsServersAlone = once((image: Image): boolean =>
  buildCommands(image).every(({ name, args }) => {
    if (/^(dpkg|rpm|pip3?|npm|make|tar|curl|wget|sh|bash)$/.test(name)) return false;
    if (!/^(apt|apt-get|apk|dnf|yum|microdnf|zypper|tdnf)$/.test(name)) return true;
    const words = args.map(({ value }) => value);
    if (!words.some((word) => word === "install" || word === "add")) return true;
    return words.every(
      (word) => word !== null && (/^(-|install$|add$)/.test(word) || OF_OWN_NAME.test(word)),
    );
  }),
);

/** Whether nginx runs when the image is built, if only as `nginx -t`: it makes its temp folders then. */
export const runsNginxInBuild = once((image: Image): boolean =>
  buildCommands(image).some(
    ({ name, args }) =>
      isServerItself(name, "nginx") || (isServiceTool(name) && isServerItself(args[0]?.value ?? "", "nginx")),
  ),
);

/** Whether any line or script of the image names a folder or what lies in it. */
export function namesFolder(image: Image, folder: string): boolean {
  const asked = spellings(folder);
  const isNaming = (text: string) => asked.some((path) => text.includes(path));
  return image.final.steps.some((step) => actsOn(step, isNaming)) || scriptTexts(image).some(isNaming);
}

/** Whether what may run when a container starts speaks of something: CMD, ENTRYPOINT and the scripts in the image. */
export function mentionedAtStart(image: Image, what: RegExp): boolean {
  const words = image.final.steps
    .filter(({ instruction: { keyword } }) => keyword === "CMD" || keyword === "ENTRYPOINT")
    .flatMap(({ instruction }) => instruction.words.map(({ raw }) => raw));
  return [...words, ...scriptTexts(image)].some((text) => what.test(text));
}

/** Scripts of the repo in the image, by their mode, name or first line. */
const scriptTexts = once(({ files }: Image): readonly string[] =>
  files.all.filter(mayBeScript).flatMap(({ content }) => (content.known ? [content.value.file.text] : [])),
);

function mayBeScript({ path, kind, from, mode }: ContainerFile): boolean {
  if (kind !== "file" || from === "base" || from === "package") return false;
  if (/\.(sh|bash|envsh)$|entry-?point/.test(path)) return true;
  return mode.known && (mode.value & 0o111) !== 0;
}

function liesBelow(command: RanCommand, { value }: RunWord, path: string): boolean {
  const named = value === null ? undefined : pathOf(command, value);
  return spellings(path).some((one) => named?.startsWith(`${one}/`));
}
