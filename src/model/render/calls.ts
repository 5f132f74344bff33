/** Calls of programs that render templates, and what they write. */
import type { Place } from "../../source.ts";
import type { Budget } from "../../work.ts";
import { type Fact, known, type Unknown, unknown } from "../fact.ts";
import type { ContainerFiles, FileContent } from "../files/types.ts";
import { type Rendered, renderGoTemplate } from "./go-template.ts";
import type { RenderEnvironment } from "./values.ts";

/** A call of such a program, and what is known of where it runs. */
export interface RendererCall {
  readonly name: string;
  /** `null` for a word, or any number of words, that cannot be told. */
  readonly args: readonly (string | null)[];
  readonly folder: string | null;
  readonly at: Place;
  readonly environment: RenderEnvironment;
  readonly files: ContainerFiles;
  /** The file that it reads by a redirection or from `cat`, and those that take what it prints. */
  readonly input?: string | undefined;
  readonly outputs?: readonly string[];
  /** Texts of the scripts around it. */
  readonly texts: readonly string[];
  readonly budget?: Budget;
}

/** A file that is written. */
export interface RenderedFile {
  readonly path: string;
  readonly content: Fact<FileContent>;
  readonly mode?: number;
  /** The text holds whether the program is run on it or not. */
  readonly either?: true;
}

/** What a call writes; `rest`: why there may be more. */
export interface Renders {
  readonly files: readonly RenderedFile[];
  readonly rest?: Unknown;
}

interface Template {
  readonly template: FileContent;
  readonly path: string;
  readonly program: string;
}

/** A file that is rendered from a template of Go's. */
export function goTemplate(call: RendererCall, { template, path, program }: Template): RenderedFile {
  const { environment, budget } = call;
  const rendered = renderGoTemplate(template, { program, environment, ...(budget && { budget }) });
  return { path, content: factOf(rendered, { template, path, name: call.name }) };
}

// Whose reader takes `${NAME}` for what may be anything.
const OF_NGINX = /nginx|openresty|angie|tengine/;

/** Whether the reader of a file knows marks. */
export function takesMarks(path: string): boolean {
  return OF_NGINX.test(path);
}

/** A rendered text as a fact; one with marks is known to who reads them alone. */
export function factOf(
  rendered: Rendered,
  { template, path, name }: { readonly template: FileContent; readonly path: string; readonly name: string },
): Fact<FileContent> {
  if ("why" in rendered) {
    const why = `${name} renders ${path} from this, but ${rendered.why}`;
    return unknown({ key: `rendered ${path}`, why }, template.place(rendered.span));
  }
  const [first] = rendered.open;
  if (first !== undefined && !takesMarks(path)) {
    const why = `${name} renders ${path} with ${first}, whose value is unknown`;
    return unknown({ key: `rendered ${path}`, why }, template.place());
  }
  return known(rendered.content, template.place());
}

/** Why nothing can be told of what a call writes. */
export function unreadGenerator({ name, at }: RendererCall): Unknown {
  const why = `${name} writes files when the container starts, but which ones is unknown`;
  return unknown({ key: `generator ${name}`, why }, at);
}
