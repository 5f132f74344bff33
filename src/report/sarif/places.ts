import type { ArtifactChange, Fix as FixJson, Location, PhysicalLocation, Region, Replacement } from "sarif";
import { safe } from "../../escape/safe.ts";
import type { Edit, Fix, Related } from "../../finding.ts";
import { type Place, rangeOf } from "../../source.ts";
import { encodedPath, repoPath } from "../paths.ts";

/** Stands for the root of the repo in a SARIF file. */
export const SOURCE_ROOT = "%SRCROOT%";

/** Related places of one result; GitHub takes a thousand. */
const MOST_RELATED = 100;

/** A place; a file as a whole is its first line, for GitHub shows nothing without a line. */
export function locationOf(place: Place, pathPrefix: string | undefined): PhysicalLocation {
  const region = place.span === undefined ? { startLine: 1 } : regionOf(place);
  return { artifactLocation: artifact(place.file.path, pathPrefix), region };
}

/** The places that a finding needs to be understood; their ids, from 1, are what messages link to. */
export function relatedOf(related: readonly Related[], pathPrefix: string | undefined): Location[] {
  return related.slice(0, MOST_RELATED).map(({ at, note }, index) => ({
    id: index + 1,
    physicalLocation: locationOf(at, pathPrefix),
    message: { text: safe(note) },
  }));
}

/** A fix that can be said as replacements of text; one with a renamed, removed or chmodded file cannot. */
export function fixOf({ title, edits }: Fix, pathPrefix: string | undefined): FixJson | undefined {
  const files = new Map<string, Replacement[]>();
  for (const edit of edits) {
    const one = replacementOf(edit);
    if (one === undefined) return undefined;
    const before = files.get(one.path);
    if (before === undefined) files.set(one.path, [one.replacement]);
    else before.push(one.replacement);
  }
  if (files.size === 0) return undefined;
  const artifactChanges = [...files].map(
    ([path, replacements]): ArtifactChange => ({
      artifactLocation: artifact(path, pathPrefix),
      replacements,
    }),
  );
  return { description: { text: safe(title) }, artifactChanges };
}

function replacementOf(edit: Edit): { path: string; replacement: Replacement } | undefined {
  if ("create" in edit) {
    const nowhere: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
    return {
      path: edit.create,
      replacement: { deletedRegion: nowhere, insertedContent: { text: edit.text } },
    };
  }
  if (!("replace" in edit)) return undefined;
  const { file, span = { start: 0, end: file.text.length } } = edit.replace;
  const replacement: Replacement = {
    deletedRegion: regionOf({ file, span }),
    ...(edit.text !== "" && { insertedContent: { text: edit.text } }),
  };
  return { path: file.path, replacement };
}

function regionOf(place: Place): Region {
  const { start, end } = rangeOf(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifact(path: string, pathPrefix: string | undefined) {
  return { uri: encodedPath(repoPath(path, pathPrefix)), uriBaseId: SOURCE_ROOT };
}
