// What the shell itself sets: the status of a command, its own number and the like.
const ITS_OWN = /^[?!$#_-]$/;

/**
 * Whether a text gives a variable its value in a way that is not followed: a loop, `read`, `${X:=y}`, the shell itself.
 * The text is looked through once, at the first question.
 */
export function assigner(text: string): (name: string) => boolean {
  let names: ReadonlySet<string> | undefined;
  return (name) => {
    names ??= assignedNames(text);
    return ITS_OWN.test(name) || names.has(name);
  };
}

function assignedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, list = ""] of text.matchAll(/\b(?:for|read|getopts|select|mapfile|printf -v)\b([^;\n]*)/g))
    for (const [name] of list.matchAll(/\w+/g)) names.add(name);
  for (const [, name = ""] of text.matchAll(/\$\{(\w+):?=/g)) names.add(name);
  return names;
}
