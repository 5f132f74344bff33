import { runGit } from "./git-run.ts";

/** Whether what is done to a folder can be seen and undone by git; `dirty` names a file that differs from the last commit. */
export type GitState =
  | { readonly kind: "clean" }
  | { readonly kind: "no checkout" }
  | { readonly kind: "dirty"; readonly path: string };

/** The state of a folder in its checkout: files that git does not know count, ignored ones do not. */
export function gitState(folder: string): GitState {
  const result = runGit(folder, [
    "status",
    "--porcelain=v1",
    "-z",
    "--untracked-files=all",
    "--ignore-submodules",
    "--",
    ".",
  ]);
  if (!result.ok) return { kind: "no checkout" };
  const [first = ""] = result.output.toString("utf8").split("\0");
  return first === "" ? { kind: "clean" } : { kind: "dirty", path: first.slice(3) };
}

/** The path of a folder in its checkout, with a slash at its end; empty for the checkout itself, or without one. */
export function prefixInCheckout(folder: string): string {
  const result = runGit(folder, ["rev-parse", "--show-prefix"]);
  return result.ok ? result.output.toString("utf8").replace(/\n$/, "") : "";
}
