/** Variables whose value in the README is not the one in the image. */

import { once } from "../../once.ts";
import { type Place, textOf } from "../../source.ts";
import type { DocumentedVariable } from "../readme/read.ts";
import { sameValue } from "../readme/read.ts";
import type { EnvironmentVariable } from "../stages/image.ts";
import type { ReadmeInUse } from "./in-use.ts";
import { lineAround } from "./tells.ts";

/** A value that a README states and that no image which declares the variable has. */
export interface WrongValue {
  readonly name: string;
  /** As written. */
  readonly documented: string;
  readonly documentedAt: Place;
  readonly actual: string;
  /** Where the image sets it. */
  readonly actualAt: Place;
}

const byName = once((environment: readonly EnvironmentVariable[]) => {
  const found = new Map<string, EnvironmentVariable[]>();
  for (const variable of environment) {
    const known = found.get(variable.name);
    if (known === undefined) found.set(variable.name, [variable]);
    else known.push(variable);
  }
  return found;
});

/** The README's values that are wrong for every image it tells of, in the order of the file. */
export function wrongValues({ readme, runs }: ReadmeInUse): readonly WrongValue[] {
  return readme.variables.flatMap((variable) => {
    const { name, value: documented, valueAt } = variable;
    if (!variable.strict || documented === undefined || valueAt === undefined) return [];
    const declared = runs.flatMap(({ image }) => byName(image.environment).get(name) ?? []);
    if (declared.some((actual) => mayBe(variable, documented, actual))) return [];
    const [actual] = declared;
    if (actual?.value === undefined) return [];
    return [{ name, documented, documentedAt: valueAt, actual: actual.value, actualAt: actual.at }];
  });
}

function mayBe(
  { name, description = "" }: DocumentedVariable,
  documented: string,
  { value, at, readAt }: EnvironmentVariable,
): boolean {
  // A script's default may itself be made of variables.
  if (value === undefined || /\$[\w{(]/.test(value) || sameValue(documented, value, description)) return true;
  if (value !== "") return false;
  // `ENV REVISION=$REVISION`: a build argument fills it.
  const filled = at.span !== undefined && textOf(at.file, at.span).includes("$");
  return filled || readAt.some((place) => hasDefault(name, place));
}

/** `${NAME:-60}`: what is set to nothing still comes to something, which the README may rightly state. */
function hasDefault(name: string, { file, span }: Place): boolean {
  const line = lineAround(file.text, span?.start ?? 0);
  return line.includes(`{${name}:-`) || line.includes(`{${name}:=`);
}
