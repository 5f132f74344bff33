import { type Span, sourceFile } from "../../source.ts";
import { resolvePath } from "../container-path.ts";
import { known } from "../fact.ts";
import { permits, RUN, WRITE } from "../files/access.ts";
import { isFile } from "../files/layers.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import type { ServerInput, StartWrite } from "../servers/input.ts";
import { nginxUnprivileged } from "../stock/nginx.ts";

/** What the official entrypoint makes of the image's templates. */
export interface Rendered {
  readonly files: readonly ContainerFile[];
  readonly writes: readonly StartWrite[];
}

/** Renders templates as 20-envsubst-on-templates.sh of the official image does; an unwritable target keeps the old files. */
export function renderTemplates(input: ServerInput): Rendered {
  const { environment, files: all } = input;
  if (!input.templates) return { files: [], writes: [] };
  const setting = (name: string, usual: string) => environment.get(`NGINX_ENVSUBST_${name}`) ?? usual;
  const folder = setting("TEMPLATE_DIR", "/etc/nginx/templates");
  const output = setting("OUTPUT_DIR", "/etc/nginx/conf.d");
  const suffix = setting("TEMPLATE_SUFFIX", ".template");
  const { files, others } = all.under(folder);
  const writes: StartWrite[] = others === undefined ? [] : [{ path: output, why: others }];
  const canWrite = writable(input, output);
  if (canWrite === false) return { files: [], writes: [] };
  const rendered: ContainerFile[] = [];
  for (const { path } of files) {
    const template = all.lookup(path);
    if (!isFile(template) || template.kind !== "file" || !path.endsWith(suffix)) continue;
    const target = resolvePath(output, path.slice(folder.length + 1, path.length - suffix.length));
    const { content } = template;
    if (!content.known) writes.push({ path: target, why: content });
    else if (canWrite === true)
      rendered.push(renderedFile(template, { content: content.value, path: target, environment }));
    else writes.push({ path: target, why: canWrite });
  }
  return { files: rendered, writes };
}

function writable({ processUser, installed, files, accounts }: ServerInput, folder: string) {
  if (!processUser.known) return processUser;
  if (processUser.value.root || installed.install === nginxUnprivileged) return true;
  const standing = files.lookup(folder);
  if (standing === undefined) return false;
  if (!isFile(standing)) return standing;
  const answer = permits(standing, { user: processUser.value, accounts }, WRITE | RUN);
  return typeof answer === "string" ? answer === "yes" : answer;
}

interface Rendering {
  /** The template's text. */
  readonly content: FileContent;
  /** Where the result goes. */
  readonly path: string;
  readonly environment: ReadonlyMap<string, string | null>;
}

function renderedFile(template: ContainerFile, { content, path, environment }: Rendering): ContainerFile {
  const { path: from, because } = template;
  const { source: _, ...rest } = template;
  return {
    ...rest,
    path,
    content: known(substituted(content, environment), content.place()),
    because: [...because, { at: content.place(), note: `${from} is rendered to ${path} at the start` }],
  };
}

interface Piece {
  /** In the rendered text. */
  readonly at: Span;
  /** In the template. */
  readonly from: Span;
  readonly replaced: boolean;
}

/** envsubst: `$NAME` and `${NAME}` of variables that are defined; every other text stays. */
export function substituted(
  content: FileContent,
  environment: ReadonlyMap<string, string | null>,
): FileContent {
  const { text, path } = content.file;
  const pieces: Piece[] = [];
  let out = "";
  let last = 0;
  const add = (value: string, from: Span, replaced: boolean) => {
    pieces.push({ at: { start: out.length, end: out.length + value.length }, from, replaced });
    out += value;
  };
  for (const match of text.matchAll(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g)) {
    const value = environment.get(match[1] ?? match[2] ?? "");
    if (value === undefined || value === null) continue;
    add(text.slice(last, match.index), { start: last, end: match.index }, false);
    last = match.index + match[0].length;
    add(value, { start: match.index, end: last }, true);
  }
  add(text.slice(last), { start: last, end: text.length }, false);
  return {
    file: sourceFile(path, out),
    place: (span) => content.place(span === undefined ? undefined : spanIn(pieces, span)),
  };
}

function spanIn(pieces: readonly Piece[], { start, end }: Span): Span {
  const first = pieces.findLast(({ at }) => at.start <= start && (at.end > start || at.start === start));
  const last = pieces.find(({ at }) => at.end >= end && at.start <= end);
  const from = first ?? pieces.at(-1);
  const to = last ?? pieces.at(-1);
  return {
    start: from === undefined ? 0 : from.replaced ? from.from.start : from.from.start + start - from.at.start,
    end: to === undefined ? 0 : to.replaced ? to.from.end : to.from.start + end - to.at.start,
  };
}
