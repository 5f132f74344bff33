import { main } from "../../src/app/cli/cli.ts";

/** What `keelcheck --help` and each command's `--help` print. */
export async function commandHelp(): Promise<string> {
  const overview = await screen(["--help"]);
  return [fenced(overview), ...(await sectionsOf(overview, []))].join("\n\n");
}

/** A section for each command of a help text, and behind it those of the commands within. */
async function sectionsOf(help: string, path: readonly string[]): Promise<readonly string[]> {
  const sections: string[] = [];
  for (const name of commandsOf(help)) {
    const command = [...path, name];
    const text = await screen([...command, "--help"]);
    sections.push(
      `### keelcheck ${command.join(" ")}\n\n${fenced(text)}`,
      ...(await sectionsOf(text, command)),
    );
  }
  return sections;
}

/** The first words of the lines below `Commands:`; `help` prints what stands here already. */
function commandsOf(overview: string): string[] {
  const [, list = ""] = overview.split(/^Commands:$/m);
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].flatMap(([, name = ""]) => (name === "help" ? [] : [name]));
}

/** What a command line prints where there is no terminal; in this process, since starting one takes longer than all of this. */
async function screen(args: readonly string[]): Promise<string> {
  let printed = "";
  const print = (text: string) => {
    printed += text;
  };
  const nowhere = { env: { NO_COLOR: "1" }, cwd: ".", outIsTerminal: false, errIsTerminal: false };
  const code = await main(args, { out: print, err: print, ...nowhere });
  if (code !== 0) throw new Error(`keelcheck ${args.join(" ")}: exit ${code}: ${printed}`);
  return printed.trimEnd();
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
