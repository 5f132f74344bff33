import type { CompletedCommand, CompletedOption } from "./words.ts";

/** The script for zsh: to be sourced, or a file `_keelcheck` of the fpath. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  const [program, ...named] = commands;
  const top = named.filter(({ name }) => !name.includes(" "));
  return `#compdef keelcheck
_keelcheck() {
  local state line
  local -a commands
  commands=(
${top.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join("\n")}
  )
  _arguments -C \\
${specs(program?.options ?? [])}    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case "$words[1] $words[2]" in
${named
  .toSorted((a, b) => b.name.length - a.name.length)
  .map(branch)
  .join("\n")}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_keelcheck" ]; then _keelcheck "$@"; else compdef _keelcheck keelcheck; fi
`;
}

function branch({ name, options, words, onlyWords }: CompletedCommand): string {
  const pattern = name.includes(" ") ? quoted(name) : `${quoted(`${name} `)}*`;
  const first =
    words.length === 0
      ? "_files"
      : onlyWords
        ? `(${words.join(" ")})`
        : `{ _alternative ${quoted(`words:word:(${words.join(" ")})`)} "files:path:_files" }`;
  return `        ${pattern})
          _arguments \\
${specs(options)}            '*:argument:${first.replaceAll("'", "'\\''")}'
          ;;`;
}

function specs(options: readonly CompletedOption[]): string {
  return options
    .flatMap((option) => option.names.map((name) => `            ${spec(name, option)} \\\n`))
    .join("");
}

/** As \`_arguments\` wants it; words for several follow up to the next option. */
function spec(name: string, { description, takes, words }: CompletedOption): string {
  // With "=" a value may stand behind the same sign, too.
  const isJoined = name.startsWith("--") && takes === "one";
  const text = `${name}${isJoined ? "=" : ""}[${description.replace(/[[\]\\:]/g, "\\$&")}]`;
  if (takes === "nothing") return quoted(text);
  const action = words === undefined ? "_files" : `(${words.join(" ")})`;
  return quoted(`${text}:${takes === "several" ? "*-*:" : ""}value:${action}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
