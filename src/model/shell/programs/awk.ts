/** What a program of awk writes: `print > "file"`, `print | "program"`, `system("program")`. */

const CALLS = /\bsystem\s*\(|""\s*\|\s*getline/;
// What is printed goes up to the end of its statement; the target stands behind the sign.
const PRINTS = /\bprintf?\b[^;{}\n]*?(?<sign>>>?|(?<!\|)\|(?!\|))\s*(?<target>[^;{}\n]*)/g;
const TEXTS = /"((?:\\.|[^"\\\n])*)"/gs;

/** Whether a program writes files, or runs programs. */
export function awkWrites(program: string): boolean {
  const text = outline(program);
  return CALLS.test(text) || text.search(PRINTS) >= 0;
}

/** Whether it runs a program, or writes a file whose name it puts together. */
export function awkWritesAny(program: string): boolean {
  return CALLS.test(outline(program)) || targetsOf(program).some(({ name }) => name === undefined);
}

/** The files that it writes; `undefined` where it may do more. */
export function awkFiles(program: string): readonly string[] | undefined {
  const targets = targetsOf(program);
  const isPlain = targets.every(({ sign, name }) => sign !== "|" && name !== undefined);
  return isPlain && !CALLS.test(outline(program)) ? targets.flatMap(({ name }) => name ?? []) : undefined;
}

function targetsOf(program: string): readonly { readonly sign: string; readonly name: string | undefined }[] {
  const texts = [...program.matchAll(TEXTS)].map(([, text = ""]) => text);
  const text = outline(program);
  return [...text.matchAll(PRINTS)].map(({ groups, index, 0: whole }) => {
    const { sign = "", target = "" } = groups ?? {};
    const before = text.slice(0, index + whole.length - target.length);
    // A number is the name of a file as well.
    const [number] = /^\d+(?=\s*$)/.exec(target) ?? [];
    const isText = /^""\s*$/.test(target);
    return { sign, name: isText ? texts[(before.match(/""/g) ?? []).length] : number };
  });
}

/** A program with its texts emptied: a sign in one is none of the language. */
function outline(program: string): string {
  return program.replace(TEXTS, '""');
}
