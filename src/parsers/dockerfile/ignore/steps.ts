/** What an expression goes through from one character to the next. */

/** Whether a character fits. */
export type Test = (character: string) => boolean;

/** A step of an expression. */
export type IgnoreStep =
  | { readonly kind: "one" | "many" | "maybe"; readonly test: Test }
  /** `(.*\/)?` */
  | { readonly kind: "folders" }
  | { readonly kind: "between"; readonly test: (before: string, behind: string) => boolean };

/** Goes through the text with all steps at which a match may stand; those behind a step that may take nothing too. */
export function matches(steps: readonly IgnoreStep[], text: readonly string[]): boolean {
  let open = new Set<number>();
  const last = 2 * steps.length;
  const add = (at: number, position: number, into: Set<number>) => {
    // A step and what is inside of its folders have numbers of their own.
    for (let step = at; step <= last && !into.has(step); step += 2) {
      const found = steps[step / 2];
      if (found?.kind === "between") {
        if (!found.test(text[position - 1] ?? "", text[position] ?? "")) return;
        continue;
      }
      into.add(step);
      if (found === undefined || found.kind === "one") return;
    }
  };
  add(0, 0, open);
  for (const [position, character] of text.entries()) {
    if (open.has(last)) return true;
    const next = new Set<number>();
    for (const at of open) {
      const step = steps[at >> 1];
      const inFolders = step?.kind === "folders" && character !== "\n";
      if ((step?.kind === "one" || step?.kind === "maybe") && step.test(character))
        add(at + 2, position + 1, next);
      if (step?.kind === "many" && step.test(character)) add(at, position + 1, next);
      if (inFolders) next.add(at | 1);
      if (inFolders && character === "/") add((at & ~1) + 2, position + 1, next);
    }
    add(0, position + 1, next);
    open = next;
  }
  return open.has(last);
}
