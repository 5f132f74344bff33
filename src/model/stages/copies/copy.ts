import type { Instruction } from "../../../parsers/dockerfile/parse.ts";
import type { Place } from "../../../source.ts";
import { type Fact, known, type Unknown, unknown } from "../../fact.ts";
import { type ModeChange, readMode } from "../../files/modes.ts";
import type { Owner } from "../../files/types.ts";
import { accountFilesBelow, readAccountFiles, writtenAccounts } from "../apply/account-files.ts";
import { isListed } from "../chain.ts";
import type { Copy, CopySource, Stage } from "../image.ts";
import type { Stamp } from "../repo-files.ts";
import { placeOf, type State, wordPlace } from "../state.ts";
import { resolveWord } from "../variables.ts";
import { applySource, type CopyOrigin } from "./copy-source.ts";
import { type Target, targetOf } from "./copy-target.ts";
import { givenOwner } from "./given-owner.ts";

/** Applies COPY or ADD: adds the layers that it makes, and gives the record that rules read. */
export function applyCopy(
  state: State,
  instruction: Instruction,
  { stage, origin }: { readonly stage: Stage; readonly origin: CopyOrigin },
): Copy | undefined {
  const words = instruction.words;
  const targetWord = words.at(-1);
  if (targetWord === undefined || words.length < 2) return undefined;
  const from = flagValue(state, instruction, "from");
  let target = targetOf(state, targetWord, words.length > 2);
  const stamp: Stamp = {
    owner: ownerOf(state, instruction, stage),
    mode: modeOf(state, instruction),
    at: placeOf(state, instruction.span),
  };
  const sources = words.slice(0, -1).map((word) => {
    const applied = applySource({ state, instruction, word, target, stamp, origin, from });
    // What a folder is copied to is one for the sources behind it.
    if (applied.isFolder) target = { ...target, folder: true };
    return applied.source;
  });
  const isFrom = from === undefined ? {} : fromStage(from, origin);
  if (target.fact.known)
    noticeCopied(state, { sources, target, at: stamp.at, from: isFrom.fromStage ?? from });
  const copy: Copy = {
    instruction,
    at: stamp.at,
    stage,
    inFinalChain: true,
    ...(from === undefined ? {} : { from: from.known ? from.value : "" }),
    ...isFrom,
    target: target.fact,
    targetPlace: wordPlace(state, targetWord),
    sources,
    owner: stamp.owner,
  };
  state.copies.push(copy);
  return copy;
}

interface Copied {
  readonly sources: readonly CopySource[];
  readonly target: Target;
  readonly at: Place;
  /** The stage or the image that it comes from. */
  readonly from: Stage | Fact<string> | undefined;
}

/** Reads the accounts of what is copied to where they stand. */
function noticeCopied(state: State, { sources, target: { path }, at, from }: Copied): void {
  const copied = sources.flatMap(({ kind, files }) =>
    kind === "context" ? files.map(({ container }) => container) : [path],
  );
  const isEtc = /^\/(etc(\/(passwd|group))?)?$/.test(path);
  for (const one of new Set(copied)) {
    // Of a stage whose own list nobody replaced only the users that it made are new.
    const isMade =
      from !== undefined &&
      "after" in from &&
      from.after.replacedAccounts === undefined &&
      from.after.sharesRoot === undefined;
    const read = isMade || one === "/" ? writtenAccounts(state, one) : accountFilesBelow(one);
    for (const file of read) readAccountFiles(state, file, at);
  }
  if (isEtc && sources.some((source) => mayHoldAccounts(source))) {
    const why = `what is copied to ${path} may contain users and groups`;
    state.otherAccounts ??= unknown({ key: `accounts in ${path}`, why }, at);
  }
}

/** Whether what is copied may hold the files that accounts stand in: a root of another image. */
function mayHoldAccounts({ kind }: CopySource): boolean {
  return kind !== "context" && kind !== "heredoc";
}

function fromStage(from: Fact<string> | undefined, origin: CopyOrigin): Pick<Copy, "fromStage"> {
  const other = from?.known ? origin.other(from.value) : undefined;
  return other !== undefined && "files" in other && other.stage !== undefined
    ? { fromStage: other.stage }
    : {};
}

function flagValue(state: State, instruction: Instruction, name: string): Fact<string> | undefined {
  const flag = instruction.flags.find((found) => found.name === name);
  return flag?.value === undefined ? undefined : resolveWord(state, flag.value);
}

/** Without `--chown` everything belongs to root, whatever USER is. */
function ownerOf(state: State, instruction: Instruction, stage: Stage): Fact<Owner> {
  const chown = flagValue(state, instruction, "chown");
  const at = placeOf(state, instruction.flags.find(({ name }) => name === "chown")?.span ?? instruction.span);
  if (chown === undefined) return known({ user: "root", group: "root" }, at);
  if (!chown.known) return chown;
  return known(givenOwner(state, chown.value, isListed(stage)), at);
}

/** What `--chmod` does to the mode that a file has where it is taken from. */
function modeOf(state: State, instruction: Instruction): ModeChange | Unknown | undefined {
  const chmod = flagValue(state, instruction, "chmod");
  if (chmod === undefined || !chmod.known) return chmod;
  const why = `the effect of --chmod=${chmod.value} is unknown`;
  return readMode(chmod.value) ?? unknown({ key: "--chmod", why }, chmod.at);
}
