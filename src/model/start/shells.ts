/** Which shells an image has: those of its distribution, where nothing of the build may bring another. */
import { isSameStart } from "../../source.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFiles } from "../files/types.ts";
import { packageEffects } from "../shell/packages.ts";
import type { RanCommand } from "../shell/ran.ts";
import type { State } from "../stages/state.ts";
import type { StartInput } from "./record.ts";

const OWN: Readonly<Record<"alpine" | "others", readonly string[]>> = {
  alpine: ["sh", "ash"],
  others: ["sh", "bash", "dash"],
};
const ASKED = ["bash", "dash", "ash", "zsh", "ksh", "mksh", "yash"];
const FOLDERS = ["/bin", "/usr/bin", "/usr/local/bin", "/sbin", "/usr/sbin", "/usr/local/sbin"];

// Packages of Alpine 3.20 that bring no shell along, neither themselves nor by what they need.
const WITHOUT_SHELL =
  /^(nginx.*|apache2.*|php\d*.*|nodejs.*|npm|yarn|python3|py3-.*|curl|wget|ca-certificates.*|openssl|tzdata|tini.*|dumb-init|su-exec|gettext.*|envsubst|supervisor|jq|shadow|git|busybox-extras|coreutils|libcap.*|libstdc\+\+|libc6-compat|gcompat|openssh-client.*|rsync|unzip|zip|tar|gzip|xz|sed|grep|gawk|findutils|procps.*|iproute2|bind-tools|redis|haproxy|dnsmasq|logrotate|sqlite.*|icu-.*|imagemagick|freetype.*|libpng.*|build-base|gcc|g\+\+|make|musl.*|linux-headers|openjdk\d+.*)$/;

/** The shells of a bare distribution; nothing where a command, a copy or a package may bring another. */
export function shellsOf(state: State, files: ContainerFiles): Pick<StartInput, "shells"> {
  const isAlpine = state.system === "alpine";
  const commands = state.steps.flatMap((step) => step.commands);
  if (!state.bareBase || commands.some((command) => mayBringShell(command, isAlpine))) return {};
  const brought = ASKED.filter((name) => mayLie(name, state, files));
  return { shells: new Set([...OWN[isAlpine ? "alpine" : "others"], ...brought]) };
}

/** Whether a command names a shell, or installs packages that may bring one or cannot be told. */
function mayBringShell({ name, program, args }: RanCommand, isAlpine: boolean): boolean {
  const isInstall = packageEffects(name, []) !== undefined;
  if (program === null || (isInstall && args.some(({ value }) => value === null))) return true;
  const words = args.flatMap(({ value }) => value ?? []);
  if ([program, ...words].some((word) => /\b(zsh|ksh|bash|fish)\b/.test(word))) return true;
  const packages = words.filter((word) => /^[a-z][\w.+-]*$/i.test(word.replace(/[=<>~@].*$/, "")));
  return (
    isAlpine &&
    isInstall &&
    !packages.every((word) => /^(add|del|update|upgrade|fix|cache|info)$/.test(word) || isWithoutShell(word))
  );
}

function isWithoutShell(word: string): boolean {
  return WITHOUT_SHELL.test(word.replace(/[=<>~@].*$/, ""));
}

/** Whether something of the image may have put a program of the name where programs lie. */
function mayLie(name: string, { from }: State, files: ContainerFiles): boolean {
  return FOLDERS.some((folder) => {
    const found = files.lookup(`${folder}/${name}`);
    return found !== undefined && (isFile(found) || !isSameStart(found.at, from));
  });
}
