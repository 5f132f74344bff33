/** Links of a README that lead to nothing, as GitHub resolves them. */
import type { MarkdownLink } from "../../parsers/markdown/parse.ts";
import type { Place } from "../../source.ts";
import type { Fleet } from "../fleet/types.ts";
import type { Documentation } from "../readme/read.ts";
import { existsInRepo } from "../repo/entries.ts";
import { folderOfFile, joinRepoPath } from "../repo/path.ts";

/** A link that leads to nothing. */
export interface BrokenLink {
  /** As written. */
  readonly target: string;
  readonly image: boolean;
  readonly at: Place;
  /** The repo path that is not there; absent for a link out of the repo. */
  readonly path?: string;
  /** The heading that `path`, which is there, does not have. */
  readonly anchor?: string;
}

/** The README's links that lead to nothing, in the order of the file. Those to its own headings are MD051's, in docs/markdown. */
export function brokenLinks({ file, markdown }: Documentation, fleet: Fleet): readonly BrokenLink[] {
  const folder = folderOfFile(file.path);
  return markdown.links.flatMap((link) => {
    const broken = isLocal(link) ? brokenBy(link.target, folder, fleet) : undefined;
    if (broken === undefined) return [];
    return [{ target: link.target, image: link.image, at: { file, span: link.targetSpan }, ...broken }];
  });
}

/** Whether a link is a path: no address, mail, placeholder, or mere `#heading`. */
function isLocal({ target }: MarkdownLink): boolean {
  if (target === "" || /^(?:[a-z][a-z\d+.-]*:|\/\/|#|\?|www\.)/i.test(target)) return false;
  return !/^[^/\s]+@[^/\s]+$/.test(target) && !/\{\{|\$\{|\{%|[<>]/.test(target);
}

type Broken = Pick<BrokenLink, "path" | "anchor">;

function brokenBy(target: string, folder: string, fleet: Fleet): Broken | undefined {
  const [, written = "", anchor = ""] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(target) ?? [];
  const decoded = decode(written);
  const path = joinRepoPath(decoded.startsWith("/") ? "" : folder, decoded);
  if (path === undefined) return isForgePage(decoded) ? undefined : {};
  // A file's name may hold a percent sign itself.
  const paths = [path, joinRepoPath(written.startsWith("/") ? "" : folder, written) ?? path];
  const there = paths.find((some) => existsInRepo(fleet.entries, some));
  if (there === undefined) return { path };
  return anchor === "" || hasAnchor(there, decode(anchor), fleet) ? undefined : { path: there, anchor };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// `../../issues` in the README at the root leads to the repo's issues on GitHub: more levels from deeper folders.
const FORGE_PAGE =
  /^\/?(?:\.\.\/)+(?:actions|blob|commits?|compare|discussions|graphs|issues|labels|milestones?|packages|projects|pulls?|raw|releases?|security|settings|tags|tree|wiki)(?:\/|$)/;

function isForgePage(target: string): boolean {
  return FORGE_PAGE.test(target);
}

/** Whether a file has a heading; only READMEs of the fleet are read, of other files nothing can be told. */
function hasAnchor(path: string, anchor: string, fleet: Fleet): boolean {
  const readmes = fleet.folders.flatMap(({ readmes }) => readmes);
  const readme = readmes.find(({ file }) => file.path === path);
  if (readme === undefined || readme.markdown.givenUp !== undefined) return true;
  const wanted = anchor.toLowerCase().replace(/^user-content-/, "");
  return anchorsOf(readme).has(wanted) || isNamed(readme.file.text, anchor);
}

/** The anchors that GitHub gives to headings: lower case, no punctuation, hyphens for blanks, numbered when they repeat. */
function anchorsOf({ markdown }: Documentation): ReadonlySet<string> {
  const anchors = new Set<string>();
  const seen = new Map<string, number>();
  for (const { text } of markdown.headings) {
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
      .replaceAll(" ", "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    anchors.add(before === 0 ? slug : `${slug}-${before}`);
  }
  return anchors;
}

function isNamed(text: string, anchor: string): boolean {
  return ['name="', "name='", 'id="', "id='"].some((attribute) => text.includes(`${attribute}${anchor}`));
}
