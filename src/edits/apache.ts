/** Parts of Apache's configuration as fixes find and write them. */
import type { Edit } from "../finding.ts";
import type { RefusedIdentity } from "../model/apache/refused.ts";
import type { Apache, FileContent } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import { type ApacheDirective, lowerName } from "../parsers/apache/parse.ts";
import type { Policy } from "../policy/policy.ts";
import { isSamePlace, type Place, textOf } from "../source.ts";
import { nearestName } from "./names.ts";
import { evidentUser, groupOfUser, type WorkerUser, workerUser } from "./server-users.ts";
import { type DraftFix, sourcePlace } from "./sources.ts";
import { statementsBefore, statementsBehind, withoutStatement } from "./statements.ts";

/** A directive with the text that it stands in. */
interface PlacedDirective {
  readonly directive: ApacheDirective;
  readonly content: FileContent;
}

/** The edit that takes the address of one family out of a `Listen`, which is both families without. */
export function bothFamiliesEdit({ file, span }: Place): Edit | undefined {
  if (span === undefined) return undefined;
  const address = /^["']?(0\.0\.0\.0:)\d+["']?$/.exec(textOf(file, span));
  const start = span.start + (address?.[0].indexOf("0.0.0.0:") ?? 0);
  const end = start + (address?.[1]?.length ?? 0);
  return address === null ? undefined : { replace: { file, span: { start, end } }, text: "" };
}

/** Another user, and its group where root's is named beside it, for the `User` at a place. */
export function apacheUserFix(
  run: Run,
  apache: Apache,
  { at, policy }: { readonly at: Place; readonly policy: Policy },
): DraftFix | undefined {
  const user = evidentUser(run, apache, policy);
  const placed = user && apacheDirectiveAt(apache, at);
  if (placed === undefined || user === undefined) return undefined;
  const isNamed = apache.userDirectives.some((one) => !isSamePlace(one.at, at) && one.value === user.name);
  const line = isNamed ? sourcePlace(placed.content, placed.directive.span) : undefined;
  if (line !== undefined) {
    const title = `remove "User ${placed.directive.args[0]?.value}"`;
    return { title, safe: true, edits: [withoutStatement(line)] };
  }
  const groups = directivesOf(apache).filter(({ directive }) => isGroupOfRoot(directive));
  const edits = [argumentEdit(placed, user.name), ...groups.map((group) => argumentEdit(group, user.group))];
  const was = placed.directive.args[0]?.value ?? "";
  const outcome = { kind: "user", server: "apache", name: user.name, was } as const;
  return { title: `let Apache serve as ${user.name}, ${user.from}`, safe: false, edits, outcome };
}

function isGroupOfRoot(directive: ApacheDirective): boolean {
  return lowerName(directive) === "group" && /^(root|#0)$/.test(directive.args[0]?.value ?? "");
}

/** `User` and `Group` at the top of the main configuration, which names no user. */
export function missingApacheUserFix(run: Run, apache: Apache, policy: Policy): DraftFix | undefined {
  const user = evidentUser(run, apache, policy);
  const [main] = apache.loaded;
  const first = main?.parsed.directives[0];
  if (user === undefined || main === undefined || first === undefined) return undefined;
  const lines = [`User ${user.name}`, ...(apache.groupDirectives.length > 0 ? [] : [`Group ${user.group}`])];
  const at = sourcePlace(main.content, first.span);
  return {
    title: `add "${lines.join('" and "')}", ${user.from}`,
    safe: false,
    edits: [at && statementsBefore(at, lines)],
    outcome: { kind: "user", server: "apache", name: user.name },
  };
}

/** The `Group` of the user whom a `User` line names, below it. */
export function missingGroupFix({ image }: Run, apache: Apache, at: Place): DraftFix | undefined {
  const placed = apacheDirectiveAt(apache, at);
  const name = placed?.directive.args[0]?.value;
  const group = name === undefined ? undefined : groupOfUser(image.accounts, name);
  const place = placed && sourcePlace(placed.content, placed.directive.span);
  if (place === undefined || name === undefined || group === undefined || group === "root") return undefined;
  const edits = [statementsBehind(place, [`Group ${group}`])];
  const outcome = { kind: "user", server: "apache", name } as const;
  return { title: `add "Group ${group}"`, safe: true, edits, outcome };
}

/** The name that a slip in `User` or `Group` stands for. */
export function refusedApacheFix(
  { image }: Run,
  apache: Apache,
  refused: RefusedIdentity,
): DraftFix | undefined {
  const { accounts } = image;
  const accountsOfKind = refused.why === "no-user" ? accounts.users : accounts.groups;
  const names = accountsOfKind.map(({ name }) => name).filter((name) => name !== "root");
  const near =
    names.find((name) => name.toLowerCase() === refused.name.toLowerCase()) ??
    nearestName(refused.name, names);
  const placed = near === undefined ? undefined : apacheDirectiveAt(apache, refused.at);
  if (near === undefined || placed === undefined) return undefined;
  const outcome = { kind: "user", server: "apache", name: near, was: refused.name } as const;
  const edits = [argumentEdit(placed, near)];
  return {
    title: `write ${near} instead of ${refused.name}`,
    safe: false,
    edits,
    ...(refused.why === "no-user" ? { outcome } : {}),
  };
}

/** The user that a policy or the environment wants, in the `User` line that decides. */
export function wantedApacheUserFix(
  { image }: Run,
  apache: Apache,
  { at, wanted }: { readonly at: Place; readonly wanted: string },
): DraftFix | undefined {
  const user: WorkerUser | undefined = workerUser(image.accounts, wanted, "");
  const placed = user && apacheDirectiveAt(apache, at);
  if (placed === undefined || lowerName(placed.directive) !== "user") return undefined;
  const was = placed.directive.args[0]?.value ?? "";
  const outcome = { kind: "user", server: "apache", name: wanted, was } as const;
  const edits = [argumentEdit(placed, wanted)];
  return { title: `let Apache serve as ${wanted}`, safe: false, edits, outcome };
}

/** `IncludeOptional`, which takes it that a file is not there. */
export function optionalIncludeFix(apache: Apache, at: Place): DraftFix | undefined {
  const placed = apacheDirectiveAt(apache, at);
  if (placed === undefined || lowerName(placed.directive) !== "include") return undefined;
  const replace = sourcePlace(placed.content, placed.directive.name.span);
  const edit = replace && { replace, text: "IncludeOptional" };
  return { title: "write IncludeOptional instead of Include", safe: false, edits: [edit] };
}

function argumentEdit({ directive, content }: PlacedDirective, text: string): Edit | undefined {
  const [word] = directive.args;
  const replace = word && !word.value.includes("$") ? sourcePlace(content, word.span) : undefined;
  const mark = word?.quoted && replace?.span ? (replace.file.text[replace.span.start] ?? "") : "";
  return replace && directive.args.length === 1 ? { replace, text: `${mark}${text}${mark}` } : undefined;
}

function apacheDirectiveAt(apache: Apache, at: Place): PlacedDirective | undefined {
  return directivesOf(apache).find(({ directive, content }) =>
    [directive, directive.name, ...directive.args].some(({ span }) => isSamePlace(content.place(span), at)),
  );
}

function directivesOf({ loaded }: Apache): readonly PlacedDirective[] {
  return loaded.flatMap(({ parsed, content }) =>
    everyDirective(parsed.directives).map((directive) => ({ directive, content })),
  );
}

/** Directives with those of their sections, each before what stands in it. */
export function everyDirective(directives: readonly ApacheDirective[]): readonly ApacheDirective[] {
  return directives.flatMap((one) => [one, ...everyDirective(one.block ?? [])]);
}
