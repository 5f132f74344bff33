import type { CheckOptions } from "../../src/app/check.ts";
import type { ImageFacts } from "../../src/facts.ts";
import { BREAKS, type Fault, type Subject } from "./faults.ts";
import { type Said, saidOfPull, saidOfPush } from "./said.ts";

/** How often each kind of fault was tried. */
export type Tries = Map<string, number>;

/** What a push and a pull request with one fault are told. */
export interface Tried extends Fault {
  readonly kind: string;
  readonly said: { readonly push: Said; readonly pull: Said };
  /** `open`: nobody can tell whether it is one, and that is what is said. */
  readonly verdict: "alone" | "open" | "wrong";
}

/** So many images from all over a tree, one a folder. */
export function spread(images: readonly ImageFacts[], count: number): readonly ImageFacts[] {
  const folders = [...new Map(images.map((image) => [image.path, image])).values()];
  const step = Math.max(1, Math.floor(folders.length / count));
  return folders.filter((_, index) => index % step === 0).slice(0, count);
}

/** Breaks an image in every way that fits it, each by itself; the kinds that were tried least come first. */
export async function* triedOn(
  subject: Subject,
  tries: Tries,
  given: Pick<CheckOptions, "readmes"> = {},
): AsyncGenerator<Tried> {
  for (const [kind, fault] of fitting(subject, tries)) {
    tries.set(kind, (tries.get(kind) ?? 0) + 1);
    const said = {
      push: await saidOfPush(fault.files, given),
      pull: await saidOfPull(subject.files, fault.files, given),
    };
    yield { kind, ...fault, said, verdict: verdictOf(said, fault) };
  }
}

function fitting(subject: Subject, tries: Tries): readonly (readonly [string, Fault])[] {
  const count = (kind: string) => tries.get(kind) ?? 0;
  return Object.entries(BREAKS)
    .flatMap(([kind, apply]): [string, Fault][] => {
      const fault = apply(subject);
      return fault === undefined ? [] : [[kind, fault]];
    })
    .sort(([one], [other]) => count(one) - count(other));
}

function verdictOf({ push, pull }: Tried["said"], fault: Fault): Tried["verdict"] {
  if (isAlone(push, fault) && isAlone(pull, fault)) return "alone";
  return push.found.length > 0 && push.found.every(isNotice) ? "open" : "wrong";
}

/** What is unknown by the fault may be told besides. */
function isAlone({ found, exitCode }: Said, { rule }: Fault): boolean {
  const [first = "", ...others] = found.filter((line) => !isNotice(line));
  return (
    others.length === 0 && first.startsWith(`${rule}: `) && exitCode === (first.includes(": error ") ? 1 : 0)
  );
}

function isNotice(line: string): boolean {
  return line.startsWith("fact/unknown: notice ");
}
