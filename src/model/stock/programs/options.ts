/** The words behind a program, as options and operands. */

/** An option with its value; an operand has the name "". */
export interface Option {
  readonly name: string;
  readonly value?: string | null;
}

/** The options among the words, as getopt reads them; `valued` are the letters of those that take a value. */
export function optionsOf(args: readonly (string | null)[], valued: string): readonly Option[] {
  const options: Option[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? null;
    if (arg === null || !/^-./.test(arg)) {
      options.push({ name: "", value: arg });
    } else if (arg.startsWith("--")) {
      const equals = arg.indexOf("=");
      if (equals > 0) options.push({ name: arg.slice(0, equals), value: arg.slice(equals + 1) });
      else options.push({ name: arg, value: args[i + 1] ?? null });
    } else {
      const at = [...arg].findIndex((letter, index) => index > 0 && valued.includes(letter));
      const flags = arg.slice(1, at < 0 ? undefined : at);
      options.push(...[...flags].map((letter) => ({ name: `-${letter}` })));
      if (at < 0) continue;
      const rest = arg.slice(at + 1);
      options.push({ name: `-${arg[at]}`, value: rest === "" ? (args[++i] ?? null) : rest });
    }
  }
  return options;
}
