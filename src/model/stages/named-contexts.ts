import type { Build } from "../builds/types.ts";

/**
 * What a build puts in the place of a name; "" cannot be told. BuildKit compares references as Docker shows them:
 * `docker.io/library/nginx:latest` is `nginx`.
 */
export function namedContext(
  { contexts, contextsRest }: Pick<Build, "contexts" | "contextsRest">,
  name: string,
): string | undefined {
  const wanted = familiar(name);
  const key = Object.keys(contexts).find((each) => each === name || familiar(each) === wanted);
  return key === undefined ? contextsRest && "" : contexts[key];
}

function familiar(reference: string): string {
  return reference.replace(/^(?:index[.])?docker[.]io[/](?:library[/])?/, "").replace(/:latest$/, "");
}
