/** The ports and volumes of a compose service, in whichever spelling. */
import type { Span } from "../../source.ts";

export interface ComposeVolume {
  readonly type: string;
  /** A path (`./x`, `/x`, `~/x`) or the name of a volume; absent for an anonymous one. */
  readonly source?: string;
  readonly target: string;
  readonly readOnly: boolean;
  readonly span: Span;
}

export interface ComposePort {
  /** Port of the container, or the first and last of a range. */
  readonly container: { readonly first: number; readonly last: number };
  /** As written: a port, a range, or nothing for one that Docker chooses. */
  readonly published?: string;
  readonly address?: string;
  readonly protocol: string;
  readonly span: Span;
}
