import type { Rule } from "../../rule.ts";
import { closedPorts } from "../closed-ports.ts";

// Who may bind a low port depends on where the image runs: docs/rules/nginx/privileged-port.md.
export const privilegedPort: Rule = {
  id: "nginx/privileged-port",
  summary: "nginx listens on ports that its user may bind",
  severity: "error",
  scope: "nginx",

  *check(nginx, run, context) {
    yield* closedPorts(nginx, run, context);
  },
};
