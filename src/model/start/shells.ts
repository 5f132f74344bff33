/** Which shells an image lacks: all but its distribution's, where nothing of the build may bring another. */
import type { ContainerFiles } from "../files/types.ts";
import { packageEffects } from "../shell/packages.ts";
import type { RanCommand } from "../shell/ran.ts";
import { mayLie } from "../stages/absent-programs.ts";
import type { State } from "../stages/state.ts";

const OWN: Readonly<Record<"alpine" | "others", readonly string[]>> = {
  alpine: ["sh", "ash"],
  others: ["sh", "bash", "dash"],
};

// Packages of Alpine 3.20 that bring no shell along, neither themselves nor by what they need.
const WITHOUT_SHELL =
  /^(nginx.*|apache2.*|php\d*.*|nodejs.*|npm|yarn|python3|py3-.*|curl|wget|ca-certificates.*|openssl|tzdata|tini.*|dumb-init|su-exec|gettext.*|envsubst|supervisor|jq|shadow|git|busybox-extras|coreutils|libcap.*|libstdc\+\+|libc6-compat|gcompat|openssh-client.*|rsync|unzip|zip|tar|gzip|xz|sed|grep|gawk|findutils|procps.*|iproute2|bind-tools|redis|haproxy|dnsmasq|logrotate|sqlite.*|icu-.*|imagemagick|freetype.*|libpng.*|build-base|gcc|g\+\+|make|musl.*|linux-headers|openjdk\d+.*)$/;

/** Whether a bare distribution surely lacks a shell: no command, copy or package may have brought it. */
export function shellLack(state: State, files: ContainerFiles): (name: string) => boolean {
  const isAlpine = state.system === "alpine";
  const own = OWN[isAlpine ? "alpine" : "others"];
  return (name) =>
    (state.bareBase || (isAlpine && isPlainImage(state))) &&
    !own.includes(name) &&
    !state.steps.some((step) => step.commands.some((command) => mayBringShell(command, isAlpine))) &&
    !mayLie(name, state, files);
}

// Their Dockerfiles for Alpine leave no shell behind (docker-nginx at 0d7f438, docker-library/httpd at 9b63b37).
const PLAIN_IMAGES = ["nginx", "nginxinc/nginx-unprivileged", "httpd"];

function isPlainImage({ base, baseRef }: State): boolean {
  return baseRef?.like === undefined && base?.names.some((name) => PLAIN_IMAGES.includes(name)) === true;
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
