/** Services that started an image that is known, and start something of which nothing is. */

import type { ComposeService } from "../compose/service.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Run } from "../runs/types.ts";
import { findBase, unmirrored } from "../stock/references.ts";

/** A service that started a run which was known. */
export interface SwitchedService {
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
): readonly SwitchedService[] {
  const started = new Set(
    head.runs.flatMap(({ compose, service }) => (compose ? keyOf(compose.project, service) : [])),
  );
  return base.runs.flatMap((before): readonly SwitchedService[] => {
    const { compose, service: name, image, containerUser } = before;
    if (
      compose === undefined ||
      compose.project.development ||
      !containerUser.known ||
      !base.asks.image(image)
    )
      return [];
    const path = headPathOf(compose.project.file.path);
    return head.composeProjects.flatMap((project): readonly SwitchedService[] => {
      const service = project.services.find((one) => one.name === name);
      if (project.file.path !== path || service === undefined || started.has(keyOf(project, name))) return [];
      const reason = unreadStart(service);
      return reason === undefined ? [] : [{ before, reason, override: project.override }];
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
