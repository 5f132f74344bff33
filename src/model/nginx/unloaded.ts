import { looksLikeApache, parseApache } from "../../parsers/apache/parse.ts";
import { mayStandIn } from "../../parsers/nginx/entries.ts";
import { guessContexts, looksLikeNginx } from "../../parsers/nginx/guess.ts";
import type { NginxFile } from "../../parsers/nginx/parse.ts";
import { parseNginx, walk } from "../../parsers/nginx/parse.ts";
import { isSameStart } from "../../source.ts";
import { within } from "../../work.ts";
import { baseName, type Glob, globExpression, isGlob, parentOf, resolvePath } from "../container-path.ts";
import type { Evidence } from "../fact.ts";
import type { ContainerFile } from "../files/types.ts";
import { broughtAt, type CopiedFile, idleCopies } from "../servers/copied.ts";
import type { ServerInput } from "../servers/input.ts";
import type { UnloadedFile } from "../servers/types.ts";
import type { Prepared } from "./entrypoint.ts";
import type { LoadedNginx } from "./problems.ts";
import type { NginxTree } from "./tree.ts";

/** Files of the repo that parse as nginx configuration and that nothing loads; none when not all that is loaded is known. */
export function unloadedFiles(
  tree: NginxTree,
  main: ContainerFile,
  {
    input,
    rendered,
  }: { readonly input: ServerInput; readonly rendered: Pick<Prepared, "files" | "templates"> },
): readonly UnloadedFile[] {
  if (tree.incomplete !== undefined) return [];
  const templates = new Set([...rendered.templates.values()].map(({ path }) => path));
  const idle = [...idleCopies(input, tree.loaded), ...renderedForNothing(tree, input, rendered)]
    .filter(({ container }) => baseName(container.path) !== "mime.types" && !templates.has(container.path))
    .map((copied) => ({
      copied,
      parsed: within({ doing: "reading this as configuration of nginx", at: copied.content.place() }, () =>
        parseNginx(copied.content.file),
      ),
    }))
    .filter(({ parsed }) => looksLikeNginx(parsed));
  const folder = parentOf(main.path);
  // A snippet of a file that is not loaded itself: the one finding on that file is enough.
  const snippets = idle.flatMap(({ parsed }) => includedPaths(parsed, folder));
  return idle
    .filter(({ copied }) => !snippets.some((snippet) => snippet.test(copied.container.path)))
    .filter(({ copied, parsed }) => !isSpare(copied.container, parsed, { tree, main }))
    .map(({ copied, parsed }) => notLoaded(copied, parsed, { tree, main }));
}

/**
 * Whether it is one of a set of snippets: it holds no server, and lies in a folder of its own, copied as a whole, of
 * which others are included by their names. There it may be included as the need arises.
 */
function isSpare(
  { path, at }: ContainerFile,
  { directives }: NginxFile,
  { tree, main }: { readonly tree: NginxTree; readonly main: ContainerFile },
): boolean {
  const folder = parentOf(path);
  const isSite = directives.some(({ name, block }) => block !== undefined && ENTRIES.test(name.value));
  if (isSite || folder === parentOf(main.path)) return false;
  return tree.loaded.some(
    ({ container: other }) =>
      parentOf(other.path) === folder &&
      isSameStart(other.at, at) &&
      tree.includes.some(({ pattern }) => pattern === other.path),
  );
}

// Blocks that nobody puts together from snippets.
const ENTRIES = /^(events|http|stream|mail|server)$/;

/** What the entrypoint renders to where nothing loads it. */
function renderedForNothing(
  { loaded }: NginxTree,
  input: ServerInput,
  { files, templates }: Pick<Prepared, "files" | "templates">,
): readonly CopiedFile[] {
  const paths = new Set(loaded.map(({ container }) => container.path));
  return files.flatMap((container): readonly CopiedFile[] => {
    const template = templates.get(container.path);
    const { content } = container;
    if (paths.has(container.path) || template?.source === undefined || !content.known) return [];
    const at = broughtAt(template, input);
    return [{ container, source: template.source, at, content: content.value }];
  });
}

/** Files of the repo that are loaded where their kind cannot stand. */
export function misplacedFiles(
  tree: NginxTree,
  main: ContainerFile,
  input: ServerInput,
): readonly UnloadedFile[] {
  return tree.loaded.flatMap((loaded): readonly UnloadedFile[] => {
    const { container, includedAt } = loaded;
    if (container.source === undefined) return [];
    const misplaced = misplacedAs(loaded, main);
    if (misplaced === undefined) return [];
    const related = includedAt === undefined ? [] : [{ at: includedAt, note: "it is loaded here" }];
    const { source } = container;
    return [{ container, source, at: broughtAt(container, input), why: "wrong-slot", ...misplaced, related }];
  });
}

type Misplaced = Pick<UnloadedFile, "what" | "slot" | "wanted">;

function misplacedAs(
  { parsed, context, container }: LoadedNginx,
  main: ContainerFile,
): Misplaced | undefined {
  if (!looksLikeNginx(parsed)) {
    return looksLikeApache(parseApache(parsed.file))
      ? { what: "is an Apache configuration", wanted: "a path that Apache loads" }
      : undefined;
  }
  if (context === undefined || !isMisplaced(parsed, context)) return undefined;
  const guesses = guessContexts(parsed.directives);
  if (guesses.length === 0 || guesses.includes(context)) return undefined;
  const slot = container.path === main.path ? " as its main configuration" : ` inside "${context}"`;
  if (isWhole(parsed) && container.path !== main.path) {
    return { what: "is a main configuration", slot, wanted: main.path };
  }
  const wanted = `a path that nginx loads inside "${guesses[0]}"`;
  return { what: `holds directives for "${guesses[0]}"`, slot, wanted };
}

function isMisplaced({ directives }: NginxFile, context: string): boolean {
  return directives.some((directive) => !mayStandIn(directive, context));
}

/** Whether a text is a main configuration: that is told by its blocks, not by its name. */
function isWhole({ directives }: NginxFile): boolean {
  return directives.some(
    ({ name, block }) => block !== undefined && /^(events|http|stream)$/.test(name.value),
  );
}

function notLoaded(
  { container, source, at }: CopiedFile,
  parsed: NginxFile,
  { tree, main }: { readonly tree: NginxTree; readonly main: ContainerFile },
): UnloadedFile {
  const made = container.source === undefined ? ({ made: "rendered" } as const) : {};
  const file = { container, source, at, why: "not-loaded", ...made } as const;
  if (isWhole(parsed)) {
    const related = [{ at: main.at, note: `nginx reads ${main.path}, which is copied here` }];
    return { ...file, wanted: main.path, related };
  }
  const contexts = guessContexts(parsed.directives);
  const fitting = tree.includes.filter(
    ({ pattern, context }) => isGlob(pattern) && context !== undefined && contexts.includes(context),
  );
  const patterns = [...new Set(fitting.map(({ pattern }) => pattern))];
  const related = fitting.map(({ pattern, at: included }) => ({
    at: included,
    note: `${pattern} is loaded here`,
  }));
  const wanted = patterns.length > 0 ? patterns.join(", ") : `an include in ${main.path}`;
  return { ...file, wanted, related: [...linkHint(container, patterns), ...related] };
}

function linkHint(container: ContainerFile, patterns: readonly string[]): readonly Evidence[] {
  const enabled = parentOf(container.path).replace(/-available$/, "-enabled");
  const usual = patterns.some((pattern) => parentOf(pattern) === enabled);
  if (!usual || enabled === parentOf(container.path)) return [];
  return [{ at: container.at, note: `it is copied here, but nothing links it into ${enabled}` }];
}

function includedPaths(parsed: NginxFile, folder: string): readonly Glob[] {
  return [...walk(parsed.directives)].flatMap(({ directive }) => {
    const path = directive.args[0]?.value;
    if (directive.name.value !== "include" || path === undefined) return [];
    return [globExpression(resolvePath(folder, path))];
  });
}
