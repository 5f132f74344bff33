import { servesWith } from "../../model/layout/kinds.ts";
import { holds, otherCase } from "../../model/layout/names.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { Context, Rule } from "../../rule.ts";

export const requiredFiles: Rule = {
  id: "layout/required-files",
  summary: "Every image folder has the files that the policy names",
  severity: "error",
  off: true,
  scope: "folder",

  *check(folder, { policy, fleet }) {
    for (const { wanted, who } of wantedOf(folder, { policy, fleet })) {
      if (holds(folder, wanted)) continue;
      const alike = otherCase(folder, wanted);
      const home = folder.path === "" ? "" : `${folder.path}/`;
      yield {
        key: `missing ${wanted}`,
        at: folder.at,
        folder: folder.path,
        message: `${folder.path || "the repo"} has no ${wanted}, which ${who} must have`,
        help: alike === undefined ? `add ${wanted} to the folder` : `rename ${alike} to ${wanted}`,
        fix:
          alike === undefined
            ? undefined
            : {
                title: `rename it to ${wanted}`,
                safe: false,
                edits: [{ rename: alike, to: `${home}${wanted}` }],
              },
      };
    }
  },
};

interface Wanted {
  readonly wanted: string;
  /** Which folders need it, in a message's words. */
  readonly who: string;
}

const CALLED = {
  nginx: "an image with nginx",
  apache: "an image with Apache",
  none: "an image without a server",
};

/** What all folders need, then what they need for the servers of their images. */
function wantedOf(
  folder: ImageFolder,
  { policy, fleet }: Pick<Context, "policy" | "fleet">,
): readonly Wanted[] {
  const { required, requiredBy } = policy.layout;
  const ofServers = requiredBy
    .filter(({ server }) => servesWith(folder, server, fleet))
    .flatMap(({ server, files }) => files.map((wanted) => ({ wanted, who: CALLED[server] })));
  const all = [...required.map((wanted) => ({ wanted, who: "every image folder" })), ...ofServers];
  return [...new Map(all.toReversed().map((one) => [one.wanted, one])).values()].toReversed();
}
