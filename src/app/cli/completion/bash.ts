import type { CompletedCommand, CompletedOption } from "./words.ts";

/** The script for bash, which needs no package besides. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const named = commands.filter(({ name }) => name !== "");
  return `# bash completion for keelcheck
_keelcheck() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="" option="" behind=0 words="" word index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    [[ $word == "=" ]] && continue
    case "$command $word" in
${named.map(({ name }) => `      "${typed(name)}") command="${name}" ;;`).join("\n")}
    esac
    if [[ $word == -* ]]; then option="$word" behind=0; else ((behind++)); fi
  done
  [[ $current == "=" ]] && current=""
  COMPREPLY=()
  case "$command:$current" in
${commands.map(({ name, options }) => `    "${name}":-*) words="${names(options)}" ;;`).join("\n")}
${commands.map(({ name, words }) => `    "${name}":*) words="${words.join(" ")}" ;;`).join("\n")}
  esac
  if [[ $current != -* ]]; then
    case "$command $option:$behind" in
${commands.flatMap((command) => command.options.flatMap((one) => valueCases(command, one))).join("\n")}
    esac
  fi
  local IFS=$' \\n'
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _keelcheck keelcheck
`;
}

/** The command so far, and the word behind it. */
function typed(name: string): string {
  const at = name.lastIndexOf(" ");
  return at < 0 ? ` ${name}` : name;
}

function names(options: readonly CompletedOption[]): string {
  return options.flatMap((option) => option.names).join(" ");
}

/** What follows an option; of several words each is one of them. Where anything may, bash completes paths. */
function valueCases({ name }: CompletedCommand, option: CompletedOption): readonly string[] {
  if (option.takes === "nothing") return [];
  const behind = option.takes === "several" ? "*" : "0";
  const words = option.words?.join(" ") ?? "";
  return option.names.map((one) => `      "${name} ${one}":${behind}) words="${words}" ;;`);
}
