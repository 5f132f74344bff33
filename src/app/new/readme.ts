/** The README of a new image. */
import { readmeText } from "../../documents/readme.ts";
import { readmeTemplate, runsToTell } from "../../edits/readmes.ts";
import type { Fleet } from "../../model/fleet/types.ts";
import type { ImageFolder } from "../../model/stages/image.ts";
import type { Policy } from "../../policy/policy.ts";

/** A README, and what only a person can say in it. */
export interface NewReadme {
  readonly text: string;
  /** Titles of sections that have no facts to tell. */
  readonly unwritten: readonly string[];
}

const UNWRITTEN = "To be written.";

/** The README of a folder from its facts, with every section that the policy asks for. */
export function newReadme(
  folder: ImageFolder,
  fleet: Fleet,
  { path, policy }: { readonly path: string; readonly policy: Policy },
): NewReadme {
  const runs = runsToTell(folder, path, fleet);
  const { sections } = policy.docs;
  const template = readmeTemplate(fleet, policy);
  const whole = readmeText({ path, runs, sections, template });
  if (typeof whole === "string") return { text: whole, unwritten: [] };
  const unwritten = whole.unfilled;
  const filled = sections.filter((title) => !unwritten.includes(title));
  const told = readmeText({ path, runs, sections: filled, template });
  const more = unwritten.map((title) => `\n## ${title}\n\n${UNWRITTEN}\n`).join("");
  return { text: `${typeof told === "string" ? told : ""}${more}`, unwritten };
}
