import { missingUserFix } from "../../edits/nginx-users.ts";
import { isStock } from "../../model/servers/files.ts";
import { topOf } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import { finishFix } from "../finish-fix.ts";

// When a base's own configuration, or a container user, is enough: docs/rules/nginx/user-missing.md.
export const userMissing: Rule = {
  id: "nginx/user-missing",
  summary: "The main configuration in force names the user that nginx serves as",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    const { policy } = context;
    if (policy.nginx.user === "any") return;
    const { master, mainConfig, incomplete, userDirectives, install, masterProcess } = nginx;
    if (!master.known || !master.value.root || !masterProcess) return;
    const [main] = nginx.loaded;
    if (!mainConfig.known || main === undefined || incomplete !== undefined || userDirectives.length > 0)
      return;
    // OpenResty's image names none: that is its makers' choice, and no line that somebody lost.
    if (isStock(mainConfig.value) && install.product === "openresty") return;
    // One that nginx stops at is nginx/syntax's.
    if (main.parsed.directives.some(({ name }) => /^(\uFEFF?user)$/.test(name.value))) return;
    const wanted = policy.nginx.user === "declared" ? undefined : policy.nginx.user;
    yield {
      key: "no user",
      at: topOf(main),
      message: `${mainConfig.value.path} sets no user: nginx serves as the compiled-in "${install.compiledUser}"${wanted ? `, but the policy asks for "${wanted}"` : ""}`,
      help: `add "user ${wanted ?? "nginx"};" with a user that exists in the image, or start nginx as a non-root user`,
      related: main.because,
      fix: finishFix(missingUserFix(run, nginx, context.policy), run, context),
    };
  },
};
