import type { At, ImageFacts, ServiceFacts, UnknownFactJson, UnknownJson } from "../facts.ts";
import type { Fact, Unknown } from "../model/fact.ts";
import type { Fleet } from "../model/fleet/types.ts";
import type { Apache, Nginx } from "../model/model.ts";
import type { Run } from "../model/runs/types.ts";
import { ownStagesDown } from "../model/stages/below.ts";
import type { Image, Stage } from "../model/stages/image.ts";
import { textOf } from "../source.ts";
import { describePlace, describeUnknown } from "./describe-fact.ts";
import { describeFpm } from "./describe-fpm.ts";
import { describeServer, describeUser } from "./describe-server.ts";
import { compareText } from "./fold.ts";

/** The base of an image whose Dockerfile was not read. */
const UNKNOWN_BASE = "unknown";

/** What is known of each image that is asked for, as the plain data of the inspect format; sorted by path, name and Dockerfile. */
export function describe(fleet: Fleet): readonly ImageFacts[] {
  const runs = new Map<Image, Run[]>();
  for (const run of fleet.runs) runs.set(run.image, [...(runs.get(run.image) ?? []), run]);
  return [...fleet.images, ...fleet.others]
    .filter(fleet.asks.image)
    .map((image) =>
      fleet.failures.attempt(
        { doing: "describing this image", at: image.final.at, images: [image.name] },
        () => describeImage(image, runs.get(image) ?? []),
        ({ why }) => undescribed(image, why),
      ),
    )
    .sort(
      (left, right) =>
        compareText(left.path, right.path) ||
        compareText(left.name, right.name) ||
        compareText(left.dockerfile, right.dockerfile),
    );
}

function describeImage(image: Image, runs: readonly Run[]): ImageFacts {
  // What only a service starts is as the service starts it.
  const own = runs.find((run) => run.service === undefined) ?? runs[0];
  return {
    name: image.name,
    path: image.folder.path || ".",
    dockerfile: image.build.dockerfile,
    target: image.build.target ?? null,
    context: describeContext(image.build.context),
    args: image.build.args,
    base: baseOf(image.final),
    containerUser: own === undefined ? notStarted(image) : describeUser(own.containerUser),
    servers: own === undefined ? [] : serversOf(own).map(describeServer),
    ...(own === undefined ? {} : describeFpm(own)),
    exposes: [...new Set(image.exposes.map(({ port }) => port))].sort((left, right) => left - right),
    environment: image.environment.map(({ name, value, at }) => ({
      name,
      default: value ?? null,
      at: describePlace(at),
    })),
    unknown: unknownsOf(image, own),
    runs: runs.flatMap((run) => (run.service === undefined ? [] : [describeService(run, run.service)])),
  };
}

/** An image whose facts could not be put into words: of each it is said that it cannot be told. */
function undescribed({ name, folder, build, dockerfile, final }: Image, why: string): ImageFacts {
  const at = { file: dockerfile.file.path, line: 1, column: 1 };
  const open = { known: false, why, at } as const;
  return {
    name,
    path: folder.path || ".",
    dockerfile: build.dockerfile,
    target: build.target ?? null,
    context: open,
    args: {},
    base: final.source.base.raw || UNKNOWN_BASE,
    containerUser: open,
    servers: [],
    exposes: [],
    environment: [],
    unknown: ["container user", "environment", "exposed ports", "servers"].map((fact) => ({ fact, why, at })),
    runs: [],
  };
}

function describeService(run: Run, service: string): ServiceFacts {
  return {
    service,
    containerUser: describeUser(run.containerUser),
    servers: serversOf(run).map(describeServer),
    ...describeFpm(run),
  };
}

function serversOf({ nginx, apache }: Run): readonly (Nginx | Apache)[] {
  return [nginx, apache].filter((server) => server !== undefined);
}

function describeContext(context: Fact<string>): string | UnknownJson {
  return context.known ? context.value || "." : describeUnknown(context);
}

function notStarted(image: Image): UnknownJson {
  return { known: false, why: "the image is not started by itself", at: describePlace(image.final.at) };
}

/** What the stage starts from in the end, outside of its own Dockerfile. */
function baseOf(stage: Stage): string {
  const { base, at } = ownStagesDown(stage).at(-1) ?? stage;
  if (base.kind === "registry") return base.ref;
  if (base.kind === "scratch" || at.span === undefined) return "scratch";
  return textOf(at.file, at.span) || UNKNOWN_BASE;
}

/** The image's unknowns, and one for each server whose listeners may be more, unless that cause is there already. */
function unknownsOf(image: Image, run: Run | undefined): readonly UnknownFactJson[] {
  const listed = image.unknowns.map(({ fact, reason }) => unknownEntry(fact, reason));
  const more = (run === undefined ? [] : serversOf(run)).flatMap(({ kind, listenersIncomplete }) =>
    listenersIncomplete === undefined ? [] : [unknownEntry(`listeners of ${kind}`, listenersIncomplete)],
  );
  return [...listed, ...more.filter((entry) => !listed.some((other) => sameFact(other, entry)))];
}

function unknownEntry(fact: string, { why, settle, at }: Unknown): UnknownFactJson {
  return { fact, why, ...(settle !== undefined && { settle }), at: describePlace(at) };
}

function sameFact(left: UnknownFactJson, right: UnknownFactJson): boolean {
  return left.fact.includes("listen") && left.why === right.why && sameAt(left.at, right.at);
}

function sameAt(left: At, right: At): boolean {
  return left.file === right.file && left.line === right.line && left.column === right.column;
}
