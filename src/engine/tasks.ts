/** What each rule is asked about: the runs, servers, folders or fleet of its scope. */
import type { Problem } from "../finding.ts";
import type { Apache } from "../model/apache/types.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Nginx } from "../model/nginx/types.ts";
import type { Run } from "../model/runs/types.ts";
import { isStarted } from "../model/servers/questions.ts";
import type { ImageFolder } from "../model/stages/image.ts";
import { once } from "../once.ts";
import type { Context, Rule } from "../rule.ts";
import { type Place, sourceFile } from "../source.ts";

/** One thing that a rule looks at: a run, a server of one, a folder, the fleet, a change or a waiver. */
export interface Task {
  /** Where it is shown that the rule failed on it. */
  readonly at: Place;
  /** Absent: those of the folder that each problem stands in. */
  readonly images?: readonly string[];
  /** Whether it is about the repo as a whole. */
  readonly whole?: true;
  /** A severity above which nothing is said. */
  readonly atMost?: "warning";
  readonly problems: () => Iterable<Problem>;
}

/** The tasks of a rule, in the order of the fleet. */
export function tasksOf(rule: Rule, context: Context): readonly Task[] {
  const { fleet } = context;
  switch (rule.scope) {
    case "run":
      return askedRuns(fleet).map((run) => runTask(run, () => rule.check(run, context)));
    case "nginx":
      return serverTasks(
        fleet,
        ({ nginx }) => [nginx],
        (nginx, run) => rule.check(nginx, run, context),
      );
    case "apache":
      return serverTasks(
        fleet,
        ({ apache }) => [apache],
        (apache, run) => rule.check(apache, run, context),
      );
    case "server":
      return serverTasks(
        fleet,
        ({ nginx, apache }) => [nginx, apache],
        (server, run) => rule.check(server, run, context),
      );
    case "folder":
      return fleet.folders
        .filter((folder) => isAskedFolder(folder, fleet))
        .map((folder) => ({
          at: folder.at,
          images: namesOf(folder),
          problems: () => rule.check(folder, context),
        }));
    case "fleet":
      return [{ ...wholeRepo(context), images: [], problems: () => rule.check(fleet, context) }];
    case "change":
    case "waiver":
    case "unread":
      // Asked by `checkChange`, `checkWaivers` and `unreadFindings`, which know what these need.
      return [];
  }
}

const askedRuns = once(({ runs, asks }: Fleet): readonly Run[] =>
  runs.filter(({ image }) => image.build.aside !== true && asks.image(image)),
);

function runTask(run: Run, problems: Task["problems"]): Task {
  const { image, atMost } = run;
  return {
    at: image.final.at,
    images: [image.name],
    ...(atMost === undefined ? {} : { atMost }),
    problems: () => problemsOf(problems(), run),
  };
}

/** A task for each server of a run that something is known to start. */
function serverTasks<Server extends Nginx | Apache>(
  fleet: Fleet,
  serversOf: (run: Run) => readonly (Server | undefined)[],
  check: (server: Server, run: Run) => Iterable<Problem>,
): readonly Task[] {
  return askedRuns(fleet).flatMap((run) =>
    serversOf(run)
      .filter(isStarted)
      .map((server) => runTask(run, () => check(server, run))),
  );
}

/** What is about the repo as a whole stands at the policy, else at the folder of the images. */
export function wholeRepo({ fleet, policy }: Pick<Context, "fleet" | "policy">): Pick<Task, "at" | "whole"> {
  return { at: { file: sourceFile(policy.file ?? (fleet.root || "."), "") }, whole: true };
}

/** A fix in a compose file that takes it for a Dockerfile is none. */
function* problemsOf(problems: Iterable<Problem>, { image, compose }: Run): Iterable<Problem> {
  const inCompose = compose?.build.inCompose !== undefined;
  for (const { fix, ...problem } of problems) {
    const isSound =
      fix !== undefined &&
      !(inCompose && fix.edits.some((edit) => "replace" in edit && edit.replace.file === image.file));
    yield isSound ? { ...problem, fix } : problem;
  }
}

function isAskedFolder({ images }: ImageFolder, { asks }: Fleet): boolean {
  return images.length === 0 || images.some(asks.image);
}

/** The names of a folder's images. */
export function namesOf(folder: ImageFolder): readonly string[] {
  return folder.images.map((image) => image.name);
}
