/** What CI does to an image behind its build, or builds under its name from elsewhere. */
import type { BuildCommandFile, Retag } from "../../parsers/builds/command-tree.ts";
import { baseName } from "../container-path.ts";
import { unknown } from "../fact.ts";
import type { RepoTree } from "../repo/tree.ts";
import { parseReference } from "../stock/references.ts";
import type { Claim } from "./types.ts";

/** A claim whose name another image is given behind its build: nobody can tell what is published. */
export function behindRetags(claim: Claim, commands: BuildCommandFile): Claim {
  const after = commands.retags.filter(({ span }) => span.start > (claim.at.span?.start ?? 0));
  const other = after.find((retag) => isReplaced(claim, retag));
  if (other === undefined || claim.edited !== undefined) return claim;
  return { ...claim, edited: anotherImage(other, commands) };
}

function isReplaced({ tags }: Claim, { from, to, made }: Retag): boolean {
  const own = new Set(tags.map(nameOf));
  if (!to.some((name) => !name.includes("*") && own.has(nameOf(name)))) return false;
  // Of an image of ours, a new name is one more.
  return made === true || from.every((name) => !name.includes("*") && !own.has(nameOf(name)));
}

/** The repository: what stands behind the colon is one of its versions. */
function nameOf(reference: string): string {
  return parseReference(reference).repository;
}

function anotherImage({ to, span }: Retag, { file }: BuildCommandFile) {
  const name = to.find((one) => !one.includes("*")) ?? "it";
  return unknown(
    {
      key: `another image ${name}`,
      why: `${name} is another image from here on, not the one that was built`,
    },
    { file, span },
  );
}

/** Builds from elsewhere under the name of an image of the repo that the same file does not build. */
export function madeElsewhere(
  commands: BuildCommandFile,
  {
    claims,
    tree,
    from,
  }: { readonly claims: readonly Claim[]; readonly tree: RepoTree; readonly from: Claim["from"] },
): readonly Claim[] {
  const built = new Set(claims.flatMap(({ tags }) => tags.map(nameOf)));
  return commands.retags.flatMap((retag): readonly Claim[] => {
    if (retag.made !== true || retag.from.length > 0) return [];
    const names = retag.to.filter((name) => !name.includes("*") && !built.has(nameOf(name)));
    return names.flatMap((name) => {
      const folder = `/${baseName(nameOf(name))}/Dockerfile`;
      const named = tree.under("").filter(({ path }) => `/${path}`.endsWith(folder));
      return named.map(
        ({ path }): Claim => ({
          from,
          dockerfile: path,
          edited: anotherImage(retag, commands),
          args: {},
          contexts: {},
          tags: [name],
          at: { file: commands.file, span: retag.span },
        }),
      );
    });
  });
}
