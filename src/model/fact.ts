import type { Place } from "../source.ts";
import type { Failure } from "../work.ts";

/** A place that helps to prove a fact, and what it shows ("the user is created here"). */
export interface Evidence {
  readonly at: Place;
  readonly note: string;
}

/** A value that was derived, where it is set, and the chain that proves it. */
export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly at: Place;
  readonly because: readonly Evidence[];
}

/** Why something cannot be told, for a finding's identity and for a reader. */
export interface Reason {
  /** What is open, without line or prose (`base nginx-hardened`): it stays when the words change. */
  readonly key: string;
  /** Lower case, no full stop: "unknown base image nginx-hardened". */
  readonly why: string;
  /** The same as a clause ("base image nginx-hardened is unknown"), where `why` is none. */
  readonly clause?: string;
  /** What one answer settles, this and other reasons. */
  readonly shared?: SharedCause;
  /** Only a base is the reason of which not all is known: no line hides what it has there. */
  readonly ofBase?: true;
}

/** A cause that many reasons have. */
export interface SharedCause {
  readonly key: string;
  /** Behind a number of them: "unknown base images look like this repo's own". */
  readonly many: string;
}

/** Something that cannot be told: why, at which place, and what would settle it. */
export interface Unknown extends Reason {
  readonly known: false;
  /** A command or a policy line that settles it. */
  readonly settle?: string;
  readonly at: Place;
  /** Whether this tool's own failure is the reason, which is told elsewhere. */
  readonly failed?: true;
}

export type Fact<T> = Known<T> | Unknown;

/** A known fact. */
export function known<T>(value: T, at: Place, because: readonly Evidence[] = []): Known<T> {
  return { known: true, value, at, because };
}

/** A fact that cannot be told. */
export function unknown({ key, why, clause, shared, ofBase }: Reason, at: Place, settle?: string): Unknown {
  const words = {
    key,
    why,
    ...(clause === undefined ? {} : { clause }),
    ...(shared && { shared }),
    ...(ofBase && { ofBase }),
  };
  return { known: false, ...words, ...(settle === undefined ? {} : { settle }), at };
}

/** Why a fact cannot be told that hangs on a failure. */
export function lostBy({ kind, doing, why, at }: Failure): Unknown {
  return { ...unknown({ key: `${kind} ${doing}`, why }, at), failed: true };
}
