/** Texts and commands of a compose service. */
import type { Place } from "../../source.ts";
import type { ComposeValue } from "./value.ts";
import { composeItems, isNothing } from "./value.ts";
import { isTold, UNTOLD } from "./variables.ts";

/** A text with its variables put in; `null` where one comes from outside of the repo. */
export interface ComposeText {
  readonly value: string | null;
  /** With `*` for each part that comes from outside; absent where none does. */
  readonly pattern?: string;
  /** As it is written. */
  readonly raw: string;
  readonly at: Place;
  /** The folder that a path counts from; `undefined` outside of the repo. */
  readonly folder: string | undefined;
}

/** A command as one text, which compose cuts into words itself, or as words. */
export type ComposeCommand =
  | { readonly kind: "text"; readonly text: ComposeText }
  | { readonly kind: "words"; readonly words: readonly ComposeText[]; readonly at: Place };

/** A command; an empty one is none, and one that is null neither. */
export function composeCommand(value: ComposeValue | undefined): ComposeCommand | undefined {
  if (value === undefined || isNothing(value)) return undefined;
  if (value.kind === "list")
    return {
      kind: "words",
      words: composeItems(value).flatMap((item) => textThatSays(item) ?? []),
      at: value.at,
    };
  const text = textThatSays(value);
  return text && { kind: "text", text };
}

/** The text of a scalar that says something. */
export function textThatSays(value: ComposeValue | undefined): ComposeText | undefined {
  const text = scalarText(value);
  if (text === undefined || value?.kind !== "scalar") return undefined;
  const { raw, at, folder } = value;
  if (isTold(text)) return { value: text, raw, at, folder };
  return { value: null, pattern: text.replaceAll(UNTOLD, "*"), raw, at, folder };
}

/** A text that is not empty. */
export function given(text: ComposeText | undefined): ComposeText | undefined {
  return text?.value === "" ? undefined : text;
}

/** What a scalar says; `undefined` for null, and for what is no scalar. */
export function scalarText(value: ComposeValue | undefined): string | undefined {
  return value?.kind === "scalar" && value.type !== "null" && value.tag !== "reset" ? value.text : undefined;
}
