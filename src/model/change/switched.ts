/** Services and names of images that stood for one that is known, and stand for something of which nothing is. */
import { namesGiven } from "../builds/elsewhere.ts";
import type { ComposeService } from "../compose/service.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { findBase, unmirrored } from "../stock/references.ts";

/** A run which was known, and what is started or published in its place. */
export interface SwitchedRun {
  readonly before: Run;
  readonly reason: Unknown;
  /** Only the override file says so, which compose loads by itself. */
  readonly override: boolean;
}

/** What a change makes services start that cannot be read: an image of a registry, a build that is not in the repo. */
export function switchedServices(
  base: Fleet,
  head: Fleet,
  headPathOf: (basePath: string) => string | undefined,
): readonly SwitchedRun[] {
  const started = new Set(
    head.runs.flatMap(({ compose, service }) => (compose ? keyOf(compose.project, service) : [])),
  );
  return base.runs.flatMap((before): readonly SwitchedRun[] => {
    const { compose, service: name, image, containerUser } = before;
    if (
      compose === undefined ||
      compose.project.development ||
      !containerUser.known ||
      !base.asks.image(image)
    )
      return [];
    const path = headPathOf(compose.project.file.path);
    return head.composeProjects.flatMap((project): readonly SwitchedRun[] => {
      const service = project.services.find((one) => one.name === name);
      if (project.file.path !== path || service === undefined || started.has(keyOf(project, name))) return [];
      const reason = unreadStart(service);
      return reason === undefined ? [] : [{ before, reason, override: project.override }];
    });
  });
}

/** Names that a build of the check gave, and that only a build of a Dockerfile gives which is not checked. */
export function switchedNames(base: Fleet, head: Fleet): readonly SwitchedRun[] {
  const given = new Set(head.runs.flatMap(({ image }) => namesGiven(image.build)));
  const seen = new Set<string>();
  return base.runs.flatMap((before): readonly SwitchedRun[] => {
    const { image, service, containerUser } = before;
    if (service !== undefined || !containerUser.known || !base.asks.image(image)) return [];
    return namesGiven(image.build).flatMap((name): readonly SwitchedRun[] => {
      const other = given.has(name) || base.elsewhere.has(name) ? undefined : head.elsewhere.get(name);
      if (other === undefined || seen.has(name)) return [];
      seen.add(name);
      const why = `${name} is built of ${other.dockerfile}, which is not checked`;
      return [{ before, reason: unknown({ key: `name ${name}`, why }, other.at), override: false }];
    });
  });
}

function keyOf(
  { file, override }: { readonly file: { readonly path: string }; readonly override: boolean },
  name = "",
): string {
  return JSON.stringify([file.path, override, name]);
}

/** Why nothing is known of what a service starts; an image of the table of bases is known. */
function unreadStart({ name, image, build }: ComposeService): Unknown | undefined {
  const what = build ?? image;
  if (what === undefined) return undefined;
  const reference = build === undefined ? image?.value : undefined;
  if (typeof reference === "string" && findBase(unmirrored(reference, {})) !== undefined) return undefined;
  const starts =
    build !== undefined ? "what it builds cannot be read" : `${reference ?? "its image"} is unknown`;
  return unknown({ key: `service ${name}`, why: `the service "${name}" is changed: ${starts}` }, what.at);
}
