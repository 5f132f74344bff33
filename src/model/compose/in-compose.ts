import type { ComposeText } from "./service.ts";

/** What a compose service starts that no Dockerfile of the repo builds. */
export interface InCompose {
  readonly kind: "stock" | "inline";
  /** The image's reference, or the text of the Dockerfile. */
  readonly text: ComposeText;
}
