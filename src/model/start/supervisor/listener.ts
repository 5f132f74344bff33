import type { Place } from "../../../source.ts";
import type { ConfigValue, ProgramSection, SupervisorConfig } from "./config.ts";
import { booleanOf, EVENTS } from "./values.ts";

/** A listener, and how its values are read and refused. */
interface Listener {
  readonly text: (
    key: string,
  ) => { readonly value: ConfigValue | undefined; readonly text: string } | undefined;
  readonly refuse: (key: string, message: string, place?: Place) => void;
  readonly config: SupervisorConfig;
}

/** What supervisord refuses of an `[eventlistener:x]`. */
export function listenerProblems({ name, values }: ProgramSection, { text, refuse, config }: Listener): void {
  const events = text("events");
  if (!values.has("events") || events?.text === "")
    refuse("events", `[${name}] has no events`, events?.value?.at);
  // An interface may register events of its own.
  const foreign = [...config.sections.keys()].some(
    (section) => section.startsWith("rpcinterface:") && section !== "rpcinterface:supervisor",
  );
  for (const event of (foreign ? "" : (events?.text ?? "")).split(",")) {
    const word = event.trim().toUpperCase();
    if (word !== "" && !EVENTS.has(word))
      refuse(`event ${word}`, `there is no event "${word}"`, events?.value?.at);
  }
  const redirect = text("redirect_stderr");
  if (redirect !== undefined && booleanOf(redirect.text) === true)
    refuse("redirect_stderr", "an eventlistener takes no redirect_stderr", redirect.value?.at);
  const buffer = text("buffer_size");
  if (buffer !== undefined && !(Number(buffer.text) >= 1))
    refuse("buffer_size", `buffer_size=${buffer.text} is less than 1`, buffer.value?.at);
}
