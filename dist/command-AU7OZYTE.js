import { createRequire as keelcheckCreateRequire } from "node:module"; const require = keelcheckCreateRequire(import.meta.url);
import {
  rules
} from "./chunk-P2NZQK6N.js";
import "./chunk-W2ZOQYWS.js";
import "./chunk-FEFS7QVZ.js";
import "./chunk-CDUI6D6B.js";
import "./chunk-M3MVB6O3.js";
import "./chunk-7VLJIIEK.js";
import "./chunk-IKB4C3XX.js";

// src/app/cli/completion/bash.ts
function bashScript(commands) {
  const named = commands.filter(({ name }) => name !== "");
  return `# bash completion for keelcheck
_keelcheck() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="" option="" behind=0 words="" word index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    case "$command $word" in
${named.map(({ name }) => `      "${typed(name)}") command="${name}" ;;`).join("\n")}
    esac
    if [[ $word == -* ]]; then option="$word" behind=0; else ((behind++)); fi
  done
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
function typed(name) {
  const at = name.lastIndexOf(" ");
  return at < 0 ? ` ${name}` : name;
}
function names(options) {
  return options.flatMap((option) => option.names).join(" ");
}
function valueCases({ name }, option) {
  if (option.takes === "nothing") return [];
  const behind = option.takes === "several" ? "*" : "0";
  const words = option.words?.join(" ") ?? "";
  return option.names.map((one) => `      "${name} ${one}":${behind}) words="${words}" ;;`);
}

// src/app/cli/completion/fish.ts
function fishScript(commands) {
  return `# fish completion for keelcheck
${commands.flatMap(linesOf).join("\n")}
`;
}
function linesOf(command) {
  const { name, description, options, words } = command;
  const parts = name.split(" ");
  const above = parts.slice(0, -1);
  const here = name === "" ? "__fish_use_subcommand" : seen(parts);
  const itself = above.length === 0 ? "__fish_use_subcommand" : seen(above);
  const own = name === "" ? [] : [line(itself, ["-a", quoted(parts.at(-1) ?? ""), "-d", quoted(description)])];
  const values = name === "" || words.length === 0 ? [] : [line(here, ["-a", quoted(words.join(" "))])];
  return [...own, ...options.map((option) => line(here, optionWords(option))), ...values];
}
function seen(names2) {
  return names2.map((name) => `__fish_seen_subcommand_from ${name}`).join("; and ");
}
function optionWords({ names: names2, description, takes, words }) {
  const written = names2.flatMap(
    (name) => name.startsWith("--") ? ["-l", name.slice(2)] : ["-s", name.slice(1)]
  );
  const value = takes === "nothing" ? [] : words === void 0 ? ["-r"] : ["-x", "-a", quoted(words.join(" "))];
  return [...written, ...value, "-d", quoted(description)];
}
function line(condition, words) {
  return `complete -c keelcheck -n ${quoted(condition)} ${words.join(" ")}`;
}
function quoted(text) {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

// src/app/cli/completion/zsh.ts
function zshScript(commands) {
  const [program, ...named] = commands;
  const top = named.filter(({ name }) => !name.includes(" "));
  return `#compdef keelcheck
_keelcheck() {
  local state line
  local -a commands
  commands=(
${top.map(({ name, description }) => `    ${quoted2(`${name}:${description}`)}`).join("\n")}
  )
  _arguments -C \\
${specs(program?.options ?? [])}
    '1:command:->command' \\
    '*::argument:->argument'
  case $state in
    command) _describe command commands ;;
    argument)
      case "$words[1] $words[2]" in
${named.toSorted((a, b) => b.name.length - a.name.length).map(branch).join("\n")}
      esac
      ;;
  esac
}
if [ "$funcstack[1]" = "_keelcheck" ]; then _keelcheck "$@"; else compdef _keelcheck keelcheck; fi
`;
}
function branch({ name, options, words }) {
  const pattern = name.includes(" ") ? quoted2(name) : `${quoted2(`${name} `)}*`;
  const first = words.length === 0 ? "_files" : `{ _alternative ${quoted2(`words:word:(${words.join(" ")})`)} "files:path:_files" }`;
  return `        ${pattern})
          _arguments \\
${specs(options)}
            '*:argument:${first.replaceAll("'", "'\\''")}'
          ;;`;
}
function specs(options) {
  return options.flatMap((option) => option.names.map((name) => `            ${spec(name, option)} \\`)).join("\n");
}
function spec(name, { description, takes, words }) {
  const text = `${name}[${description.replace(/[[\]\\:]/g, "\\$&")}]`;
  if (takes === "nothing") return quoted2(text);
  const action = words === void 0 ? "_files" : `(${words.join(" ")})`;
  return quoted2(`${text}:${takes === "several" ? "*-*:" : ""}value:${action}`);
}
function quoted2(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

// src/app/cli/completion/command.ts
var SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };
function completionScript(shell, commands) {
  return SCRIPTS[shell](commands);
}
function knownWords(commands) {
  const ids = rules.map(({ id }) => id);
  const names2 = commands.map(({ name }) => name).filter((name) => name !== "" && !name.includes(" "));
  return commands.map((command) => ({
    ...command,
    words: command.name === "explain" ? ids : command.name === "help" || command.name === "" ? names2 : command.words,
    options: command.options.map(
      (option) => option.names.includes("--rule") ? { ...option, words: ids } : option
    )
  }));
}
export {
  completionScript,
  knownWords
};
