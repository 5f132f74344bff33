import { type ApacheFile, looksLikeApache, lowerName, parseApache } from "../../parsers/apache/parse.ts";
import { looksLikeNginx } from "../../parsers/nginx/guess.ts";
import { parseNginx } from "../../parsers/nginx/parse.ts";
import { within } from "../../work.ts";
import { baseName, type Glob, globExpression, isGlob, parentOf, resolvePath } from "../container-path.ts";
import type { ContainerFile } from "../files/types.ts";
import { broughtAt, idleCopies } from "../servers/copied.ts";
import type { ServerInput } from "../servers/input.ts";
import type { UnloadedFile } from "../servers/types.ts";
import type { ApacheTree } from "./reading.ts";

/** Files of the repo that parse as Apache configuration and that nothing loads; none when not all that is loaded is known. */
export function unloadedApache(
  tree: ApacheTree,
  main: ContainerFile,
  input: ServerInput,
): readonly UnloadedFile[] {
  if (tree.incomplete !== undefined) return [];
  const idle = idleCopies(input, tree.loaded)
    // .htaccess is read with each request, not with the configuration.
    .filter(({ container }) => !baseName(container.path).startsWith("."))
    .map((copied) => ({
      copied,
      parsed: within({ doing: "reading this as configuration of Apache", at: copied.content.place() }, () =>
        parseApache(copied.content.file),
      ),
    }))
    .filter(({ parsed }) => looksLikeApache(parsed));
  const root = input.installed.install.prefix;
  const parts = idle.flatMap(({ parsed }) => includedPaths(parsed, root));
  const patterns = [...new Set(tree.includes.map(({ pattern }) => pattern).filter(isGlob))];
  return idle
    .filter(({ copied }) => !parts.some((part) => part.test(copied.container.path)))
    .map(({ copied: { container, source, at } }) => {
      const whole =
        baseName(container.path) === baseName(main.path) && parentOf(container.path) !== parentOf(main.path);
      const wanted = whole || patterns.length === 0 ? main.path : patterns.join(", ");
      const related = tree.includes
        .filter(({ pattern }) => isGlob(pattern))
        .map(({ pattern, at: included }) => ({ at: included, note: `${pattern} is loaded here` }));
      return { container, source, at, why: "not-loaded", wanted, related };
    });
}

/** Files of the repo that Apache loads and that are nginx's. */
export function misplacedApache(tree: ApacheTree, input: ServerInput): readonly UnloadedFile[] {
  return tree.loaded.flatMap(({ container, parsed, includedAt }): readonly UnloadedFile[] => {
    const { source } = container;
    if (source === undefined || looksLikeApache(parsed) || !looksLikeNginx(parseNginx(parsed.file)))
      return [];
    const related = includedAt === undefined ? [] : [{ at: includedAt, note: "it is loaded here" }];
    const is = { what: "is an nginx configuration", wanted: "a path that nginx loads" };
    return [{ container, source, at: broughtAt(container, input), why: "wrong-slot", ...is, related }];
  });
}

function includedPaths({ directives }: ApacheFile, root: string): readonly Glob[] {
  return directives.flatMap((directive) => {
    const inner =
      directive.block === undefined ? [] : includedPaths({ directives: directive.block } as ApacheFile, root);
    const path = directive.args[0]?.value;
    if (!/^include(optional)?$/.test(lowerName(directive)) || path === undefined) return inner;
    return [globExpression(resolvePath(root, path))];
  });
}
