/** Set-id bits that a program may get. */
import type { Unknown } from "../../fact.ts";
import type { Effect } from "../effects.ts";

const PROGRAMS = ["/usr/sbin/nginx", "/usr/sbin/apache2", "/usr/sbin/httpd", "/usr/local/apache2/bin/httpd"];

/** Whether a mode has a set-id bit. */
export function setsId(mode: string): boolean {
  return /^[ugoa,rwxX+=-]*[+=][rwxX]*s/.test(mode) || /^0*[2-7][0-7]{3}$/.test(mode);
}

/** A set-id bit that may be a server's. */
export function marks(why: Unknown): readonly Effect[] {
  return PROGRAMS.map((path) => ({ kind: "opaque", path, why }));
}

/** A mode that cannot be told may have a set-id bit: of the programs among what gets it. */
export function markedPrograms(paths: readonly string[], why: Unknown): readonly Effect[] {
  const programs = paths.filter((path) => /\/s?bin\//.test(path));
  return programs.map((path) => ({ kind: "opaque", path, why }));
}
