/** What a program of awk writes: `print > "file"`, `print | "program"`, `system("program")`. */

const CALLS = /\bsystem\s*\(|""\s*\|\s*getline/;
const PRINT = /\bprintf?\b/;
const SIGN = />>?|(?<!\|)\|(?!\|)/;
const TEXTS = /"((?:\\.|[^"\\\n])*)"/gs;

/** Whether a program writes files, or runs programs. */
export function awkWrites(program: string): boolean {
  return CALLS.test(outline(program)) || targetsOf(program).length > 0;
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

interface Target {
  readonly sign: string;
  /** Its name; `undefined` where it is no plain text. */
  readonly name: string | undefined;
}

/** What is printed goes up to the end of its statement; the target stands behind the sign. */
function targetsOf(program: string): readonly Target[] {
  const texts = [...program.matchAll(TEXTS)].map(([, text = ""]) => text);
  let passed = 0;
  return outline(program)
    .split(/[;{}\n]/)
    .flatMap((statement): readonly Target[] => {
      const before = passed;
      passed += textsIn(statement);
      const start = statement.search(PRINT);
      const sign = start < 0 ? null : SIGN.exec(statement.slice(start));
      if (sign === null) return [];
      const end = start + sign.index + sign[0].length;
      const target = statement.slice(end).trim();
      // A number is the name of a file as well.
      const number = /^\d+$/.test(target) ? target : undefined;
      const name = target === '""' ? texts[before + textsIn(statement.slice(0, end))] : number;
      return [{ sign: sign[0], name }];
    });
}

function textsIn(outlined: string): number {
  return outlined.split('""').length - 1;
}

/** A program with its texts emptied: a sign in one is none of the language. */
function outline(program: string): string {
  return program.replace(TEXTS, '""');
}
