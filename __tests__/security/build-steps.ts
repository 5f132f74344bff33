import type { Files } from "../app/changes-between.ts";
import type { Change } from "./change.ts";
import { edited, WORKFLOW } from "./repos.ts";

/** Both ends of a change, which a table gives its name. */
export type Ends = Omit<Change, "name">;

const BUILD = "docker build -t web deployment/images/web";
/** The step of the workflow that builds the image. */
export const STEP = `      - run: ${BUILD}\n`;

/** A file of the repo that may be run. */
export function executable(text: string) {
  return { text, kind: "executable" as const };
}

/** Changes of a repo's workflow round the step that builds its image; `more` comes with them. */
export function buildSteps(repo: Files) {
  const steps = (text: string, more: Files = {}, base = repo): Ends => ({
    base,
    head: edited({ ...base, ...more }, WORKFLOW, [STEP, text]),
  });
  return {
    steps,
    /** Commands in the step itself, before the build. */
    before: (commands: string, more: Files = {}, base = repo) => steps(lines(commands), more, base),
    stepBefore: (text: string, more: Files = {}) => steps(text + STEP, more),
    stepAfter: (text: string, more: Files = {}) => steps(STEP + text, more),
  };
}

function lines(text: string): string {
  const each = `${text}\n${BUILD}`.split("\n").map((line) => `          ${line}\n`);
  return `      - run: |\n${each.join("")}`;
}
