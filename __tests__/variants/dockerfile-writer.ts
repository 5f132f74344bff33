import type { Step } from "./dockerfile-steps.ts";
import type { Random } from "./random.ts";

/** How one Dockerfile is spelled throughout. */
interface Style {
  readonly keyword: (word: string) => string;
  /** Share of instructions with a comment before them. */
  readonly comments: number;
  readonly blankLines: number;
  readonly indent: string;
  /** What continues a line: Windows' habit is a backtick, which a directive at the top asks for. */
  readonly escape: "\\" | "`";
  /** Heredocs keep the `\r` of a file with CRLF, so such a file has none. */
  readonly crlf: boolean;
}

const COMMENTS = [
  "# what the image is for stands in the README",
  "#",
  "# USER root",
  "#USER nobody",
  "# EXPOSE 9",
  "#   COPY nowhere.conf /etc/nginx/nginx.conf",
  "# built every night",
  '# CMD ["sh"]',
];

/** The text of a Dockerfile in one of its spellings. */
export function writeDockerfile(steps: readonly Step[], random: Random): string {
  const style = styleOf(random, !steps.some((step) => step.do === "heredoc" || step.do === "write"));
  const lines = random.chance(0.2) ? ["# syntax=docker/dockerfile:1"] : [];
  if (style.escape === "`") lines.push(random.pick(["# escape=`", "#escape=`"]));
  for (const step of steps) {
    if (lines.length > 0 && (step.do === "from" || random.chance(style.blankLines))) lines.push("");
    if (random.chance(style.comments)) lines.push(random.pick(COMMENTS));
    lines.push(...writeStep(step, random, style));
  }
  return `${lines.join("\n")}\n`.replaceAll("\n", style.crlf ? "\r\n" : "\n");
}

function styleOf(random: Random, mayCrlf: boolean): Style {
  const keyword = random.pick([
    (word: string) => word,
    (word: string) => word,
    (word: string) => word.toLowerCase(),
    (word: string) => word[0] + word.slice(1).toLowerCase(),
  ]);
  return {
    keyword,
    escape: random.chance(0.06) ? "`" : "\\",
    comments: random.pick([0, 0, 0.2, 0.6]),
    blankLines: random.pick([0, 0.2, 0.8]),
    indent: random.pick(["    ", "  ", "\t", " "]),
    crlf: mayCrlf && random.chance(0.15),
  };
}

function writeStep(step: Step, random: Random, style: Style): readonly string[] {
  const word = style.keyword;
  const space = random.chance(0.1) ? random.pick(["  ", "\t"]) : " ";
  switch (step.do) {
    case "from":
      return [`${word("FROM")}${space}${step.image}${step.as ? ` ${word("AS")} ${step.as}` : ""}`];
    case "line":
      return [`${word(step.keyword)}${space}${step.text}${random.chance(0.05) ? " " : ""}`];
    case "run":
      return random.pick(runSpellings(style))(step.commands, random, style);
    case "copy":
      return [writeCopy(step, random, style)];
    case "heredoc":
      return writeHeredoc(step, random, style);
    case "write": {
      const command = random.pick([
        `cat > ${step.to} <<'CONF'`,
        `cat <<'CONF' > ${step.to}`,
        `cat <<'CONF' >${step.to}`,
        `tee ${step.to} <<'CONF'`,
      ]);
      return [`${word("RUN")} ${command}`, ...step.text.trimEnd().split("\n"), "CONF"];
    }
    case "start":
      return [`${word(step.keyword)} ${writeWords(step, random)}`];
  }
}

/** Without quotes round its end word the builder would replace the variables in the text. */
function writeHeredoc(
  step: Step & { readonly do: "heredoc" },
  random: Random,
  { keyword }: Style,
): readonly string[] {
  const end = /[$\\]/.test(step.text) ? "'EOF'" : random.pick(["EOF", "'EOF'", '"EOF"']);
  return [`${keyword("COPY")} <<${end} ${step.to}`, ...step.text.trimEnd().split("\n"), "EOF"];
}

type Spelling = (commands: readonly string[], random: Random, style: Style) => readonly string[];

function runSpellings({ crlf }: Style): readonly Spelling[] {
  const all = [oneLine, joined("&&", "start"), joined("&&", "end"), joined(";", "end"), separate, asJson];
  return crlf ? all : [...all, heredoc];
}

const oneLine: Spelling = (commands, _, { keyword }) => [`${keyword("RUN")} ${commands.join(" && ")}`];

const separate: Spelling = (commands, random, style) => {
  // The package lists of one RUN are gone in the next where they are cleaned between; order stays, so nothing changes.
  const cut = random.between(1, commands.length);
  const parts = [commands.slice(0, cut), commands.slice(cut)].filter((part) => part.length > 0);
  return parts.flatMap((part) => oneLine(part, random, style));
};

const asJson: Spelling = (commands, random, { keyword }) => [
  `${keyword("RUN")} ${JSON.stringify([random.pick(["/bin/sh", "sh"]), "-c", commands.join(" && ")])}`,
];

const heredoc: Spelling = (commands, random, { keyword }) => {
  const end = random.pick(["EOF", "SCRIPT"]);
  return [
    `${keyword("RUN")} <<${end}`,
    random.pick(["set -e", "set -eux", "set -o errexit"]),
    ...commands,
    end,
  ];
};

function joined(separator: "&&" | ";", where: "start" | "end"): Spelling {
  return (commands, random, { keyword, indent, escape: mark }) => {
    const parts =
      separator === ";" ? [random.pick(["set -eux", "set -ex", "set -e"]), ...commands] : commands;
    const lines = parts.map((command, index) => {
      const text = broken(command, random, `${mark}\n${indent}${indent}`);
      if (where === "start") return `${index === 0 ? `${keyword("RUN")} ` : `${indent}${separator} `}${text}`;
      const glue = index === parts.length - 1 ? "" : separator === ";" ? ";" : " &&";
      return `${index === 0 ? `${keyword("RUN")} ` : indent}${text}${glue}`;
    });
    return lines.flatMap((text, index) => {
      const last = index === lines.length - 1;
      const comment = !last && random.chance(0.15) ? [`${indent}# and then`] : [];
      return [...(last ? text : `${text} ${mark}`).split("\n"), ...comment];
    });
  };
}

/** A command over several lines, where it can be broken at a blank without changing a word of it. */
function broken(command: string, random: Random, lineBreak: string): string {
  if (/["'`$\\]/.test(command) || !random.chance(0.2)) return command;
  const words = command.split(" ");
  if (words.length < 3) return command;
  const cut = random.between(1, words.length - 1);
  return `${words.slice(0, cut).join(" ")} ${lineBreak}${words.slice(cut).join(" ")}`;
}

function writeCopy(step: Step & { readonly do: "copy" }, random: Random, { keyword }: Style): string {
  const flags = random.shuffled([
    ...(step.from === undefined ? [] : [`--from=${step.from}`]),
    ...(step.chown === undefined ? [] : [`--chown=${step.chown}`]),
    ...(step.chmod === undefined ? [] : [`--chmod=${step.chmod}`]),
    // A linked layer has no /etc/passwd to look a name up in.
    ...(!/[a-z]/.test(step.chown ?? "") && random.chance(0.1) ? ["--link"] : []),
  ]);
  const name = step.from === undefined && random.chance(0.15) ? "ADD" : "COPY";
  const paths = [...step.sources, step.to];
  const text = random.chance(0.15) ? JSON.stringify(paths) : paths.join(" ");
  return [keyword(name), ...flags, text].join(" ");
}

function writeWords({ keyword, words }: Step & { readonly do: "start" }, random: Random): string {
  // A shell as ENTRYPOINT would swallow the CMD.
  if (keyword === "ENTRYPOINT" || random.chance(0.6)) {
    const list = words.map((word) => JSON.stringify(word)).join(random.pick([", ", ","]));
    return random.chance(0.2) ? `[ ${list} ]` : `[${list}]`;
  }
  const quoted = words.map((word) => (/[ ;&$]/.test(word) ? random.pick([`'${word}'`, `"${word}"`]) : word));
  return `${random.chance(0.5) ? "exec " : ""}${quoted.join(" ")}`;
}
