/** The image or stage that a FROM names, with the global ARGs in it replaced. */
import type { Dockerfile, DockerStage } from "../../parsers/dockerfile/parse.ts";
import { expandWord } from "../../parsers/expand.ts";
import type { Place } from "../../source.ts";
import { type Fact, known, unknown } from "../fact.ts";
import { type GlobalArgs, mapLookup } from "./variables.ts";

/** What a FROM names; "cannot tell" where an ARG in it has no value. */
export function referenceOf(source: DockerStage, globals: GlobalArgs, dockerfile: Dockerfile): Fact<string> {
  const at: Place = { file: dockerfile.file, span: source.base.span };
  const result = expandWord(source.base.raw, mapLookup(globals), dockerfile.escape);
  if ("value" in result && !lacksPart(result.value)) return known(result.value, at);
  const name =
    "value" in result ? (/\$\{?(\w+)/.exec(source.base.raw)?.[1] ?? source.base.raw) : result.unresolved;
  return unknown(
    `the base image is ${source.base.raw}, and ${name} has no value in this file`,
    at,
    `give ${name} a default above the FROM, or name it under builds: args: in .github/keelcheck.yml`,
  );
}

/** `nginx:${TAG}` without a TAG: no builder takes it, so that the value comes from outside. */
function lacksPart(ref: string): boolean {
  return ref === "" || /^[:/@]|[:/@]$|[:/@][:/@]/.test(ref);
}
