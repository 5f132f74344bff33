import type { ApacheDirective, ApacheFile } from "../../parsers/apache/parse.ts";
import { isCondition } from "./conditions.ts";

/**
 * The sections that a text leaves open, outermost first. Measured with apache2 2.4.71: what a condition that holds
 * leaves open ends with the file, itself included; a condition that does not hold, or another section outermost, is
 * an error.
 */
export function unclosedSections({ directives, error }: ApacheFile): readonly ApacheDirective[] {
  if (error === undefined || !error.message.endsWith("was not closed")) return [];
  const chain: ApacheDirective[] = [];
  for (let level: readonly ApacheDirective[] | undefined = directives; level !== undefined; ) {
    const last: ApacheDirective | undefined = level.at(-1);
    if (last?.block === undefined) return [];
    chain.push(last);
    if (last.span.start === error.span.start) return chain;
    level = last.block;
  }
  return [];
}

/** The conditions that decide whether Apache takes a text that leaves sections open; none when it never does. */
export function decidingConditions(file: ApacheFile): readonly ApacheDirective[] {
  const chain = unclosedSections(file);
  const [outermost] = chain;
  if (outermost === undefined || !isConditionSection(outermost)) return [];
  return chain.filter(isConditionSection);
}

function isConditionSection({ name }: ApacheDirective): boolean {
  return isCondition(name.value.toLowerCase());
}
