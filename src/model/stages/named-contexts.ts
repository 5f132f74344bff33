import type { Build } from "../builds/types.ts";
import { parseReference } from "../stock/references.ts";

/**
 * What a build puts in the place of a name; "" cannot be told. BuildKit compares full names and leaves out the tag latest:
 * `docker.io/library/nginx:latest` is `nginx`.
 */
export function namedContext(
  { contexts, contextsRest }: Pick<Build, "contexts" | "contextsRest">,
  name: string,
): string | undefined {
  const wanted = fullName(name);
  const key = Object.hasOwn(contexts, name)
    ? name
    : Object.keys(contexts).find((each) => fullName(each) === wanted);
  return key === undefined ? contextsRest && "" : contexts[key];
}

function fullName(reference: string): string {
  const { registry, repository, tag = "latest", digest } = parseReference(reference.toLowerCase());
  return JSON.stringify([registry, repository, tag, digest]);
}
