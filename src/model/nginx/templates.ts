import { known } from "../fact.ts";
import type { ContainerFile, FileContent } from "../files/types.ts";
import { replacedIn } from "../render/text.ts";
import type { Filter } from "./entrypoint-filter.ts";

interface Rendering {
  /** The template's text. */
  readonly content: FileContent;
  /** Where the result goes. */
  readonly path: string;
  readonly environment: ReadonlyMap<string, string | null>;
  readonly filter: Filter;
}

/** What envsubst makes of a template. */
export function renderedFile(
  template: ContainerFile,
  { content, path, environment, filter }: Rendering,
): ContainerFile {
  const { path: from, because } = template;
  const { source: _, ...rest } = template;
  return {
    ...rest,
    path,
    content: known(substituted(content, environment, filter), content.place()),
    because: [...because, { at: content.place(), note: `${from} is rendered to ${path} at the start` }],
  };
}

/** envsubst: `$NAME` and `${NAME}` of variables that are defined and let through; every other text stays. */
export function substituted(
  content: FileContent,
  environment: ReadonlyMap<string, string | null>,
  filter: Filter = () => true,
): FileContent {
  return replacedIn(content, /\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, ([, plain, braced]) => {
    const name = plain ?? braced ?? "";
    return filter(name) ? (environment.get(name) ?? undefined) : undefined;
  });
}
