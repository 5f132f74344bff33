import { safe } from "../escape/safe.ts";

/** Text as a line of the log that the runner cannot take for a command, whatever file name or content is in it. */
export function logLine(text: string): string {
  return screened(safe(text));
}

/**
 * Text of many lines as it may be printed where a runner reads along: none of them is a command. Colours and line ends
 * stay; what is safe for a terminal it is already.
 */
export function screened(text: string): string {
  // Blanks before a command count for nothing, and colours are left out where they are not shown.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
  return harmless(text).replace(/^((?:[^\S\r\n]|\x1b\[[\d;]*m)*):(?=:)/gmu, "$1\\:");
}

/** One workflow command, with the end of its line. */
export function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapedProperty(value)}`);
  return `::${name} ${written.join(",")}::${escapedData(harmless(message))}\n`;
}

/** The old form of a command, `##[error]`, is obeyed anywhere in a line that the new form does not own. */
function harmless(text: string): string {
  return text.replaceAll("##[", "##\\[");
}

function escapedData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
