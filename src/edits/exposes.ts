/** How fixes write EXPOSE lines. */
import type { Edit } from "../finding.ts";
import type { IdlePort } from "../model/ports/exposes.ts";
import { isLoopback } from "../model/ports/listening.ts";
import type { Image } from "../model/stages/image.ts";
import { isSamePlace, type Place, textOf } from "../source.ts";
import { digitsEdit, readmePortEdits } from "./addresses.ts";
import { removeInstruction } from "./instructions.ts";
import { insertAt } from "./places.ts";
import type { DraftFix } from "./sources.ts";

/** The words of an image's own Dockerfile that expose one port and no other. */
export function exposeWords({ exposes, file }: Image, port: number): readonly Place[] {
  const word = new RegExp(`^${port}(/tcp)?$`, "i");
  return exposes
    .filter(({ own, protocol, port: exposed }) => own && protocol === "tcp" && exposed === port)
    .map(({ at }) => at)
    .filter((at) => at.file.path === file.path && at.span && word.test(textOf(at.file, at.span)));
}

/** The edits that take words out of EXPOSE, with the line where none is left. */
export function withoutWords({ dockerfile }: Image, words: readonly Place[]): readonly Edit[] {
  const instructions = dockerfile.stages.flatMap((stage) => stage.instructions);
  return words.flatMap(({ file, span }): readonly Edit[] => {
    if (span === undefined) return [];
    const line = instructions.find((one) => one.span.start <= span.start && span.end <= one.span.end);
    if (line === undefined) return [];
    const goes = line.words.map((word) =>
      words.some((place) => isSamePlace(place, { file, span: word.span })),
    );
    if (goes.every(Boolean)) return [removeInstruction(dockerfile, line)];
    const start = span.start - (/[ \t]*$/.exec(file.text.slice(0, span.start))?.[0].length ?? 0);
    return [{ replace: { file, span: { start, end: span.end } }, text: "" }];
  });
}

/** The edit that adds a port to an image's last EXPOSE line; `undefined` where it has none of its own. */
export function exposeAlso({ exposes, file }: Image, port: number): Edit | undefined {
  const own = exposes.filter((one) => one.own && one.at.span && one.at.file.path === file.path);
  const last = own.at(-1)?.at;
  return last?.span && insertAt(last.file, last.span.end, ` ${port}`);
}

/** The port that is listened on, in EXPOSE's word for one that is not; these words less where all of them are exposed. */
export function idleWordsFix(
  image: Image,
  { words, idle }: { readonly words: readonly [IdlePort, ...IdlePort[]]; readonly idle: readonly IdlePort[] },
): DraftFix | undefined {
  const [{ exposed, listeners, loopback }] = words;
  const places = words.flatMap(
    (one) => exposeWords(image, one.exposed.port).find((place) => isSamePlace(place, one.exposed.at)) ?? [],
  );
  const [word] = places;
  if (word === undefined || places.length < words.length || loopback !== undefined) return undefined;
  const label = words.map((one) => one.label).join(" and ");
  const named = new Set(image.exposes.filter(({ own }) => own).map(({ port }) => port));
  const reached = listeners.filter((listener) => !isLoopback(listener)).map(({ port }) => port);
  const [to, ...others] = new Set(reached.filter((port) => !named.has(port)));
  if (to === undefined) {
    return { title: `remove ${label} from EXPOSE`, safe: true, edits: withoutWords(image, places) };
  }
  if (others.length > 0 || idle.length > 1) return undefined;
  const from = exposed.port;
  const edits = [digitsEdit(word, from, to), ...readmePortEdits(image, { from, to })];
  return { title: `expose ${to} instead of ${label}`, safe: true, edits };
}
