/** What `keelcheck new` would write: composed, put in order by the rules' own fixes, and checked. */
import { planFixes } from "../../engine/fix/fix.ts";
import { composed, laidFiles } from "../../engine/fix/patch.ts";
import type { FileChange } from "../../facts.ts";
import type { Finding } from "../../finding.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import { allowedIn } from "../../model/layout/allowed.ts";
import { servesWith } from "../../model/layout/kinds.ts";
import { isInside } from "../../model/repo/path.ts";
import type { Run } from "../../model/runs/types.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import { globMatcher } from "../../policy/globs.ts";
import type { Policy } from "../../policy/policy.ts";
import { placeText } from "../../report/place.ts";
import { overlayWorkspace } from "../../workspace/overlay.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { type CheckAnswer, type CheckOptions, runCheck } from "../check.ts";
import { type CommandOutcome, usage } from "../exit.ts";
import { loadedPolicy, loadFleet } from "../load.ts";
import { readmeStore } from "../readmes.ts";
import { chosenBase } from "./base-choice.ts";
import { newFiles, type Wish } from "./compose.ts";
import { type NewPlace, newPlace } from "./place.ts";
import { newReadme } from "./readme.ts";
import { requiredFiles } from "./required.ts";

/** Which image to make. */
export interface NewImage extends Omit<Wish, "base"> {
  /** The base as FROM names it; without it one that the repo uses, or the usual one. */
  readonly base?: string;
}

/** The files of a new image, checked. */
export interface NewDraft {
  /** The image folder, from the repo's root. */
  readonly folder: string;
  /** New files, sorted by path. */
  readonly changes: readonly FileChange[];
  /** Paths of files that somebody has to fill. */
  readonly empty: readonly string[];
  /** Titles of sections of the README that somebody has to write. */
  readonly unwritten: readonly string[];
  /** Notices that the folder alone cannot settle. */
  readonly left: readonly Finding[];
  readonly bugs: CheckAnswer["bugs"];
}

/** Works out the files of a new image. Fails where they cannot pass the policy in force. */
export async function draftNew(options: CheckOptions, image: NewImage): Promise<CommandOutcome<NewDraft>> {
  const asked = { ...options, readmes: options.readmes ?? readmeStore(), noBaseline: true };
  const read = loadedPolicy(asked);
  if (!read.ok) return read;
  const { policy } = read;
  const { fleet } = await loadFleet({ ...asked, policy });
  const place = freePlace(image.name, policy, fleet);
  if (!place.ok) return place;
  const base = chosenBase(image, policy, fleet);
  if (!base.ok) return base;
  const wish: Wish = { ...image, base: base.ref };
  const probe = laid(asked.workspace, [created(`${place.home}/Dockerfile`, `FROM ${base.ref}\n`)]);
  const bare = runIn(place, (await loadFleet({ ...asked, policy, workspace: probe })).fleet);
  if (bare === undefined) return usage(`"images" in the policy leaves out ${place.home}`);
  const files = newFiles(wish, { policy, bare, allows: allowsIn(place, policy) });
  if (typeof files === "string") return usage(files);
  const first = Object.entries(files).map(([path, text]) => created(`${place.home}/${path}`, text));
  const settled = await settle(asked, place, first);
  return settled.ok ? await documented(asked, place, settled) : settled;
}

function freePlace(...[name, policy, fleet]: Parameters<typeof newPlace>): CommandOutcome<NewPlace> {
  const place = newPlace(name, policy, fleet);
  if (!place.ok) return place;
  // On some disks a name in other letters is the same.
  const wanted = place.folder.toLowerCase();
  const paths = fleet.entries.map(({ path }) => path.slice(0, wanted.length + 1).replace(/\/$/, ""));
  const there =
    paths.find((path) => path === place.folder) ?? paths.find((path) => path.toLowerCase() === wanted);
  return there === undefined ? place : usage(`${there} already exists`);
}

interface Settled {
  readonly changes: readonly FileChange[];
  readonly answer: CheckAnswer;
}

/** The files once the rules' own fixes are applied to them: owners, numbers, whatever the policy wants otherwise. */
async function settle(
  options: CheckOptions,
  place: NewPlace,
  changes: readonly FileChange[],
): Promise<CommandOutcome<Settled>> {
  const workspace = laid(options.workspace, changes);
  const answer = await runCheck({ ...options, workspace });
  if (!answer.ok) return answer;
  const isOurs = findingsIn(place);
  const only = (finding: Finding) => isOurs(finding) && !finding.rule.startsWith("docs/");
  const { everything: findings, recheck } = answer;
  if (!findings.some(only)) return { ok: true, changes, answer };
  const plan = await planFixes({
    workspace,
    findings,
    recheck,
    overlay: overlayWorkspace,
    unsafe: true,
    only,
  });
  const isInPlace = ({ path, from = path }: FileChange) =>
    isInside(path, place.folder) && isInside(from, place.folder);
  if (plan.changes.length === 0 || !plan.changes.every(isInPlace)) return { ok: true, changes, answer };
  const fixed = composed(changes, plan.changes);
  const again = await runCheck({ ...options, workspace: laid(options.workspace, fixed) });
  return again.ok ? { ok: true, changes: fixed, answer: again } : again;
}

/** The README, and what the policy wants in every folder; then the check of it all. */
async function documented(
  options: CheckOptions,
  place: NewPlace,
  { changes, answer: { fleet, policy } }: Settled,
): Promise<CommandOutcome<NewDraft>> {
  const folder = folderAt(place, fleet);
  if (folder === undefined) return usage(`"images" in the policy leaves out ${place.home}`);
  const path = `${place.folder}/README.md`;
  const readme = newReadme(folder, fleet, { path, policy });
  const { required: always, requiredBy } = policy.layout;
  const ofServer = requiredBy.filter((one) => servesWith(folder, one.server, fleet));
  const wanted = [...always, ...ofServer.flatMap((one) => one.files)];
  const required = requiredFiles(
    wanted.filter((glob) => !globMatcher([glob])("README.md")),
    folder,
    fleet,
  );
  const others = Object.entries(required.files).map(([each, text]) =>
    created(`${place.folder}/${each}`, text),
  );
  const all = [...changes, created(path, readme.text), ...others].sort((a, b) => (a.path < b.path ? -1 : 1));
  const answer = await runCheck({ ...options, workspace: laid(options.workspace, all) });
  if (!answer.ok) return answer;
  const found = answer.unfolded.filter(findingsIn(place));
  const wrong = found.filter(({ severity }) => severity !== "notice");
  if (wrong.length > 0) return usage(`${place.folder} would not pass: ${wrong.map(findingText).join("; ")}`);
  return {
    ok: true,
    folder: place.folder,
    changes: all,
    empty: required.empty.map((each) => `${place.folder}/${each}`),
    unwritten: readme.unwritten,
    left: found,
    bugs: answer.bugs,
  };
}

/** Whether the policy lets the folder hold a path, counted from the Dockerfile's. */
function allowsIn({ home, folder }: NewPlace, { layout }: Policy): (path: string) => boolean {
  const isAllowed = allowedIn(layout, [folder, home]);
  return (path) => isAllowed(`${home}/${path}`);
}

function findingText({ at, message, rule }: Finding): string {
  return `${placeText(at)} ${message} (${rule})`;
}

function findingsIn({ folder }: NewPlace): (finding: Finding) => boolean {
  return ({ at }) => isInside(at.file.path, folder);
}

function folderAt({ home }: NewPlace, { images }: Fleet): ImageFolder | undefined {
  return images.find(({ build }) => build.dockerfile === `${home}/Dockerfile`)?.folder;
}

function runIn({ home }: NewPlace, { runs }: Fleet): Run | undefined {
  return runs.find(
    ({ image, service }) => service === undefined && image.build.dockerfile === `${home}/Dockerfile`,
  );
}

function laid(workspace: Workspace, changes: readonly FileChange[]): Workspace {
  return overlayWorkspace(workspace, laidFiles(changes));
}

function created(path: string, after: string): FileChange {
  const executable = path.endsWith(".sh");
  return { path, after, executable: { before: executable, after: executable } };
}
