/** What a compose service says of what its container runs. */
import { composeWords } from "../../parsers/builds/compose-words.ts";
import type { ComposeRun } from "../builds/types.ts";
import type { ComposeCommand } from "../compose/service.ts";
import { type Unknown, unknown } from "../fact.ts";
import type { StartCommand, State } from "../stages/state.ts";

/**
 * Sets the entrypoint and the command of a service. Moby merges a container's configuration so (daemon/commit.go): an empty
 * command is none, an empty entrypoint takes the image's away, and another entrypoint takes its command along.
 */
export function setCommands(state: State, { entrypoint, command }: ComposeRun["service"]): void {
  const started = entrypoint && startOf(entrypoint);
  const asked = command && startOf(command);
  if (started !== undefined) {
    const empty = started.words?.length === 0;
    state.entrypoint = empty ? undefined : started;
    if (!empty) state.cmd = undefined;
  }
  if (asked === undefined || asked.words?.length === 0) return;
  state.cmd = asked;
}

/** Sets the health check of a service. compose-spec, "healthcheck": a text is CMD-SHELL, which the image's SHELL reads; a list says its kind first. */
export function setHealthcheck(state: State, { healthcheck }: ComposeRun["service"]): void {
  if (healthcheck?.disabled === true) state.healthcheck = undefined;
  const test = healthcheck?.test;
  if (test === undefined || healthcheck?.disabled === true) return;
  const shell = (text: string | null) => [...state.shell, text ?? UNKNOWN_WORD];
  if (test.kind === "text") state.healthcheck = { at: test.text.at, words: shell(test.text.value) };
  else {
    const [kind, ...words] = test.words.map(({ value }) => value ?? UNKNOWN_WORD);
    state.healthcheck = { at: test.at, words: kind === "CMD-SHELL" ? shell(words[0] ?? null) : words };
  }
}

function startOf(command: ComposeCommand): StartCommand {
  if (command.kind === "words") {
    return { at: command.at, words: command.words.map(({ value }) => value ?? UNKNOWN_WORD) };
  }
  const { value, at } = command.text;
  return { at, words: (value === null ? undefined : composeWords(value)) ?? [UNKNOWN_WORD] };
}

/** Why something cannot be told, where a word of a service's command is the cause. */
export function wordedReason(reason: Unknown): Unknown {
  if (!reason.why.startsWith(UNKNOWN_WORD)) return reason;
  const why = "a word of the command comes from outside the repo";
  return unknown(
    { key: "word of the command", why },
    reason.at,
    "give the variable a default, as in ${NAME:-value}, or a value in the .env of the compose project",
  );
}

/** Stands for a word that comes from outside; no program is called so. */
const UNKNOWN_WORD = "/an unknown word";
