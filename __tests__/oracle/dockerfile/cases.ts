/** Dockerfiles in which Keelcheck once read something else than BuildKit. */
import type { NamedText } from "./oracle.ts";

export const dockerfileCases: readonly NamedText[] = [];
