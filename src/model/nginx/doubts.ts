import { knownDirective } from "../../parsers/nginx/directives.ts";
import { type Unknown, unknown } from "../fact.ts";
import { isStock } from "../servers/files.ts";
import type { ServerInstall } from "../stock/install.ts";
import { nginxOrg, nginxUnprivileged } from "../stock/nginx.ts";
import type { NginxTree, Step } from "./tree.ts";
import type { UserDirective } from "./users.ts";

/** Why it cannot be told whether nginx takes its configuration, where nothing is known to be wrong with it. */
export function doubtOf(
  { steps }: NginxTree,
  users: readonly UserDirective[],
  install: ServerInstall,
): Unknown | undefined {
  const user = users.find(({ value }) => value.user.includes("${"));
  if (user !== undefined) {
    return unknown(
      {
        key: `variable ${user.value.user}`,
        why: `${user.value.user} is replaced by an unknown value`,
      },
      user.value.userAt,
    );
  }
  return listenDoubt(steps) ?? moduleDoubt(steps, install);
}

function listenDoubt(steps: readonly Step[]): Unknown | undefined {
  for (const { directive, loaded, children } of steps) {
    const word = directive.args[0];
    if (directive.name.value === "listen" && word?.value.includes("${")) {
      return unknown(
        { key: `variable ${word.value}`, why: `${word.value} is replaced by an unknown value` },
        loaded.content.place(word.span),
      );
    }
    const inner = listenDoubt(children);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

// nginx.org builds stream and mail in; the distributions have them in packages of their own.
function moduleDoubt(steps: readonly Step[], install: ServerInstall): Unknown | undefined {
  const builtIn = install === nginxOrg || install === nginxUnprivileged;
  for (const { directive, context, loaded, children } of steps) {
    if (isStock(loaded.container)) continue;
    const name = directive.name.value;
    const apart = context === "main" && /^(stream|mail)$/.test(name) && !builtIn;
    if (context !== undefined && (apart || !knownDirective(name))) {
      const why = `"${name}" belongs to a module, but whether that is loaded is unknown`;
      return unknown({ key: `module of ${name}`, why }, loaded.content.place(directive.name.span));
    }
    const inner = moduleDoubt(children, install);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
