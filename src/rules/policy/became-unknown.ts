import type { Problem } from "../../finding.ts";
import {
  type HiddenImage,
  hiddenImages,
  type LostFact,
  lostFacts,
} from "../../model/change/became-unknown.ts";
import { type SwitchedRun, switchedNames, switchedServices } from "../../model/change/switched.ts";
import type { Unknown } from "../../model/fact.ts";
import { filePlace } from "../../model/layout/names.ts";
import type { Run } from "../../model/runs/types.ts";
import { SERVER_NAMES } from "../../model/servers/questions.ts";
import type { Rule } from "../../rule.ts";
import type { Place } from "../../source.ts";
import { type Help, settled } from "../settled.ts";

const mostShown = 5;

/** One reason, the facts that are lost by it, and the runs that they are lost of. */
interface Cause {
  readonly reason: Unknown;
  /** Where it is told. */
  readonly at: Place;
  readonly facts: Set<string>;
  readonly runs: Set<Run>;
}

export const becameUnknown: Rule = {
  id: "policy/became-unknown",
  summary: "What was known about an image before a change is still known after it",
  severity: "error",
  scope: "change",

  *check({ base, head, runs, headPathOf }) {
    yield* hidden(hiddenImages(base.fleet, head.fleet));
    for (const one of switchedServices(base.fleet, head.fleet, headPathOf)) yield switched(one);
    for (const one of switchedNames(base.fleet, head.fleet)) yield switched(one);
    const causes = new Map<string, Cause>();
    for (const { before, after } of runs) {
      // What is lost by a failure of this tool is told by that failure.
      const lost = lostFacts(before, after).filter(({ reason }) => !head.fleet.failures.explains(reason));
      for (const one of lost) note(causes, one, after);
    }
    for (const { reason, at, facts, runs } of causes.values()) {
      const heirs = new Set(
        [...runs].map(({ image }) => image).filter(({ file }) => file.path !== at.file.path),
      );
      yield {
        key: reason.key,
        at,
        message: `${reason.clause ?? reason.why}, so ${facts.size === 1 ? "this" : "these"} can no longer be determined: ${[...facts].sort().join(", ")}`,
        ...helpOf(reason, heirs.size),
        related: [
          ...(at === reason.at ? [] : [{ at: reason.at, note: reason.why }]),
          ...[...heirs]
            .slice(0, mostShown)
            .map(({ name, final }) => ({ at: final.at, note: `image ${name} depends on it` })),
        ],
      };
    }
  },
};

function switched({ before, reason, override }: SwitchedRun): Problem {
  const servers = [before.nginx, before.apache].flatMap((server) =>
    server === undefined ? [] : `${SERVER_NAMES[server.kind]} listeners`,
  );
  const facts = ["container user", ...servers];
  return {
    key: reason.key,
    at: reason.at,
    message: `${reason.why}, so ${facts.length === 1 ? "this" : "these"} can no longer be determined: ${facts.join(", ")}`,
    help: "what it starts is no longer checked: build it of an image of this check, or remove it",
    ...(override ? { severity: "warning" } : {}),
  };
}

function* hidden(images: readonly HiddenImage[]): Iterable<Problem> {
  for (const path of new Set(images.map(({ entry }) => entry.path))) {
    const own = images.filter(({ entry }) => entry.path === path);
    const names = own.map(({ image }) => image.name).sort();
    const more = names.length > mostShown ? ` and ${names.length - mostShown} more` : "";
    const what =
      own[0]?.entry.kind === "link" ? "a link, which is not followed" : "a submodule, which is not read";
    yield {
      key: `hidden ${path}`,
      at: filePlace(path),
      message: `${path} is ${what}, so nothing is known any more about ${names.slice(0, mostShown).join(", ")}${more}`,
      help: "what is built there is no longer checked: keep the files in this repo",
    };
  }
}

function note(causes: Map<string, Cause>, { fact, reason, at = reason.at }: LostFact, run: Run): void {
  const { file, span } = at;
  const same = JSON.stringify([file.path, span?.start, span?.end, reason.why]);
  const cause = causes.get(same) ?? { reason, at, facts: new Set(), runs: new Set() };
  cause.facts.add(fact);
  cause.runs.add(run);
  causes.set(same, cause);
}

function helpOf({ settle }: Unknown, heirs: number): Help {
  const whose = heirs === 0 ? "" : `, of ${heirs} more ${heirs === 1 ? "image" : "images"} too`;
  return settled(`what depends on it is no longer checked${whose}`, settle);
}
