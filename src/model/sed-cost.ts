/** How long an expression of the repo may take: JavaScript tries every way there is to match, sed does not. */

/** One group that is being read, and where its branches began. */
interface Group {
  readonly starts: string[];
  /** Whether it holds something that repeats, or branches that may begin alike. */
  risky: boolean;
}

/** Whether an expression holds a repetition whose text can be cut into repetitions in many ways: `(a+)+`, `(a|a)*`. */
export function mayExplode(source: string): boolean {
  const open: Group[] = [{ starts: [""], risky: false }];
  for (const [token] of source.matchAll(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]|[\s\S]/g)) {
    const group = open.at(-1);
    if (group === undefined) return true;
    if (token === "(") open.push({ starts: [""], risky: false });
    else if (token === ")") {
      open.pop();
      const around = open.at(-1);
      if (around === undefined) return true;
      around.risky ||= group.risky || !beginApart(group.starts);
      around.starts.push(
        `${around.starts.pop() ?? ""}${group.risky || !beginApart(group.starts) ? "!)" : ")"}`,
      );
      continue;
    } else if (/^[*+{]$/.test(token)) {
      if (group.starts.at(-1)?.endsWith("!)")) return true;
      group.risky = true;
    } else if (token === "|") group.starts.push("");
    group.starts.push(token === "|" ? (group.starts.pop() ?? "") : `${group.starts.pop() ?? ""}${token}`);
  }
  return false;
}

/** Whether each of several branches begins with a letter of its own. */
function beginApart(branches: readonly string[]): boolean {
  if (branches.length === 1) return true;
  const letters = branches.map((branch) => branch[0] ?? "");
  return letters.every((letter) => /[\w /.;-]/.test(letter)) && new Set(letters).size === letters.length;
}

/** About how many steps an expression takes on a line of some length, at worst. */
export function costOf(source: string, length: number): number {
  const plain = source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]])*\]/g, "x");
  const repeats = plain.match(/[*+]|\{\d*,\d*\}/g)?.length ?? 0;
  let cost = 1;
  for (let factor = 1; factor <= repeats + 1; factor++) cost *= Math.max(1, length / factor);
  return cost;
}
