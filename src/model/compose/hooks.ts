/** `post_start`: what compose runs in a container as soon as it is there (docs.docker.com, "Lifecycle hooks"). */
import { parseShell } from "../../parsers/shell/parse.ts";
import { type Unknown, unknown } from "../fact.ts";
import { type ComposeCommand, composeCommand } from "./texts.ts";
import { type ComposeValue, composeItems, valueAt } from "./value.ts";

// What prepares files for the container's user, and changes nothing of what a server reads or is.
const HARMLESS = /^(?:.*\/)?(?:chown|chmod|chgrp|mkdir|touch|echo|printf|sleep|true|:|test|\[)$/;

/** Why nobody can tell what a service's container is behind its hooks; `undefined` where they only prepare files. */
export function startHook(service: string, hooks: ComposeValue | undefined): Unknown | undefined {
  for (const hook of composeItems(hooks)) {
    const command = composeCommand(valueAt(hook, "command"));
    if (command === undefined || isHarmless(command)) continue;
    const why = `what post_start of the compose service "${service}" runs in its container is not followed`;
    return unknown({ key: `post_start of ${service}`, why }, hook.at);
  }
  return undefined;
}

function isHarmless(command: ComposeCommand): boolean {
  if (command.kind === "text") return isHarmlessText(command.text.value);
  const words = command.words.map(({ value }) => value);
  const [program, option, text] = words;
  if (/^(?:\/bin\/)?(?:ba|da|a)?sh$/.test(program ?? "") && /^-\w*c$/.test(option ?? ""))
    return isHarmlessText(text ?? null);
  return HARMLESS.test(program ?? "");
}

function isHarmlessText(text: string | null): boolean {
  if (text === null) return false;
  const { commands, functions } = parseShell(text);
  return (
    functions.length === 0 &&
    commands.every(
      ({ words, redirects, inherited }) =>
        HARMLESS.test(words[0]?.text ?? "") &&
        [...redirects, ...inherited].every(({ target }) => /^(?:\/dev\/null|&?\d)$/.test(target.text ?? "")),
    )
  );
}
