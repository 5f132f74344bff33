import type { Rule } from "../../rule.ts";
import { closedPorts } from "../closed-ports.ts";

// Who may bind a low port depends on where the image runs: docs/rules/apache/privileged-port.md.
export const privilegedPort: Rule = {
  id: "apache/privileged-port",
  summary: "Apache listens on ports that its user may bind",
  severity: "error",
  scope: "apache",

  *check(apache, run, context) {
    yield* closedPorts(apache, run, context);
  },
};
