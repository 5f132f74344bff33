/** What nginx's grammar and its directive table say of one file. */

import { checkDirectives } from "../../parsers/nginx/directives.ts";
import type { NginxContext } from "../../parsers/nginx/entries.ts";
import type { NginxFile } from "../../parsers/nginx/parse.ts";
import { lineKey, type Place, type Span } from "../../source.ts";
import type { ContainerFile } from "../files/types.ts";
import { isStock } from "../servers/files.ts";
import type { Loaded, ServerProblem } from "../servers/types.ts";
import type { NginxBuild } from "./build.ts";

/** A file that nginx reads, and where it stands in the whole. */
export interface LoadedNginx extends Loaded<NginxFile> {
  /** Where its directives stand; absent where a module decides. */
  readonly context: NginxContext | undefined;
}

/** A problem with the file it was found in. */
export interface NginxProblem extends ServerProblem {
  readonly path: string;
  /** Whether it is of a directive in the wrong context. */
  readonly misplaced: boolean;
}

/** How a file is read, and by which nginx. */
export interface Reading {
  /** It is the parameter of `-g`. */
  readonly inline: boolean;
  /** It was made from a template: what no variable of the image replaced may be replaced at the start. */
  readonly rendered: boolean;
  readonly build: NginxBuild;
}

/** The problems of a file; `inline` is the parameter of `-g`. */
export function problemsOf(
  { container, content, parsed, context, includedAt }: LoadedNginx,
  { inline, rendered, build }: Reading,
): readonly NginxProblem[] {
  // What a base or a package brings is not the repo's to mend, and only an excerpt of it is known.
  if (isStock(container) && !inline) return [];
  const related = includedAt === undefined ? [] : [{ at: includedAt, note: "the file is loaded here" }];
  const blame = (what: Pick<ServerProblem, "key" | "message">, span: Span, misplaced: boolean) => ({
    ...what,
    at: content.place(span),
    related,
    path: container.path,
    misplaced,
  });
  const { releases, foreign } = build;
  const reader = { rendered, ...(releases === undefined ? {} : { releases }) };
  const refused = context === undefined || foreign ? [] : checkDirectives(parsed.directives, context, reader);
  const problems = refused
    .filter(({ kind }) => kind !== "unknown")
    .map(({ message, span, kind, directive }) =>
      blame({ key: `${kind} ${directive.name.value}`, message }, span, kind === "context"),
    );
  if (parsed.error === undefined) return problems;
  const { span } = parsed.error;
  const message = inline ? ofParameter(parsed.error.message) : parsed.error.message;
  return [...problems, blame({ key: lineKey("syntax", content.place(span)), message }, span, false)];
}

/** nginx opens what a glob matches as a file (ngx_conf_include): reading a folder ends it. */
export function includedFolder({ path, at }: ContainerFile, includedAt: Place): NginxProblem {
  const related = [{ at: includedAt, note: "it is included here" }];
  const message = `${path} is a folder, but nginx includes only files`;
  return { key: `include of a folder ${path}`, at, message, related, path, misplaced: false };
}

/** nginx's words for a `-g` that ends too early. */
function ofParameter(message: string): string {
  return message.startsWith("unexpected end of file")
    ? 'unexpected end of the parameter of -g: a ";" is missing at its end'
    : `${message}, in the parameter of -g`;
}
