import { tellFacts } from "../documents/readme-additions.ts";
import type { DraftFix, Outcome } from "../edits/sources.ts";
import type { Edit } from "../finding.ts";
import { pathIn, type ReadmeInUse } from "../model/readme-checks/in-use.ts";
import { tellsPort, tellsUser } from "../model/readme-checks/tells.ts";
import { kindsToTell, type UntoldFact } from "../model/readme-checks/untold.ts";
import type { Run } from "../model/runs/types.ts";
import { SERVER_NAMES } from "../model/servers/questions.ts";
import type { Context } from "../rule.ts";

type Around = Pick<Context, "fleet" | "policy">;

/** What a README has to tell of an image once a fix is made, and does not tell yet; nothing where the fix writes to it itself. */
export function readmeEdits(
  { outcome, edits }: DraftFix,
  run: Run,
  { fleet, policy }: Around,
): readonly Edit[] {
  const use = outcome && readmeOf(run, fleet);
  if (outcome === undefined || use === undefined) return [];
  const { path } = use.readme.file;
  const isMoved = outcome.kind === "port" && outcome.from !== undefined;
  if (isMoved && edits.some((edit) => edit && "replace" in edit && edit.replace.file.path === path))
    return [];
  const fact = untold(outcome, run, use);
  if (fact === undefined || !kindsToTell(policy).includes(fact.kind)) return [];
  const replaced = outcome.kind === "user" ? namedBefore(outcome, use) : undefined;
  const places = replaced && [
    { name: fact.name, places: replaced, text: outcome.kind === "user" ? outcome.name : "" },
  ];
  return tellFacts(
    { ...use, runs: use.runs.map((one) => (one.image === run.image ? after(one, outcome) : one)) },
    [fact],
    places ?? [],
  );
}

/** The README of an image with all that it tells of; one that was given up says nothing. */
function readmeOf({ image: { readme, folder } }: Run, { links }: Context["fleet"]): ReadmeInUse | undefined {
  if (readme === undefined || readme.markdown.givenUp !== undefined) return undefined;
  const images = folder.images.filter((image) => image.readme === readme);
  const runs = images.flatMap((image) =>
    links
      .runsWithUsersOf(image.file.path)
      .filter((run) => run.image === image && run.service === undefined)
      .slice(0, 1),
  );
  return { readme, name: pathIn(folder, readme.file.path), runs };
}

function untold(outcome: Outcome, { image }: Run, { readme }: ReadmeInUse): UntoldFact | undefined {
  const fact = { at: image.final.at, images: [image.name] };
  if (outcome.kind === "port") {
    const { port, server } = outcome;
    if (tellsPort(readme, port)) return undefined;
    return { ...fact, kind: "ports", name: `port ${port}`, note: `${SERVER_NAMES[server]} listens on it` };
  }
  const { name, server } = outcome;
  if (tellsUser(readme, { name, root: false }, [image.name, image.folder.name])) return undefined;
  return {
    ...fact,
    kind: "user",
    name: `user ${name}`,
    note: `the workers of ${SERVER_NAMES[server]} run as it`,
  };
}

/** Where the README names the user whom the server had, when it names no other. */
function namedBefore({ was }: { readonly was?: string }, { readme, runs }: ReadmeInUse) {
  const isOnly = runs.length === 1 && readme.users.every(({ value }) => value === was);
  const places = readme.users.map(({ at }) => at);
  const areWhole = places.every(({ file, span }) => span && file.text.slice(span.start, span.end) === was);
  return isOnly && areWhole && places.length > 0 ? places : undefined;
}

/** The run with its server on the new port, for the table's words about it. */
function after(run: Run, outcome: Outcome): Run {
  const server = run[outcome.server];
  if (outcome.kind !== "port" || server === undefined) return run;
  const listeners = server.listeners.slice(0, 1).map((one) => ({ ...one, port: outcome.port }));
  return { ...run, [outcome.server]: { ...server, listeners } };
}
