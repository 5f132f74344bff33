// `web`, `apps/web/`, `acme/web:1.2`.
const REF = "((?:\\.?[\\w.-]+/)*[\\w][\\w.-]*)/?(?::[\\w.-]+)?";
const KIND = "(?:docker )?(?:images?|containers?|services?|dockerfiles?|folders?)";
const OF_ONE = [
  new RegExp(`^${REF}$`, "i"),
  new RegExp(`^${REF}\\s*(?:[:–—|(,]|-\\s).*$`, "i"),
  new RegExp(`^${REF} ${KIND}\\b.*$`, "i"),
  new RegExp(`^${KIND}:? ${REF}$`, "i"),
];

/**
 * How a heading or a cell calls the one image that it is of, in lower case: `web`, `apps/web`, `acme/web`; `undefined`
 * where it may be about anything.
 */
export function calledIn(text: string): string | undefined {
  const bare = text
    .replace(/:[a-z\d_+-]+:|[`*]|\p{Extended_Pictographic}\ufe0f?/giu, "")
    .trim()
    .replace(/^(?:\d+[.)]\s+)?(?:the\s+)?/i, "")
    .replace(/^\.\//, "");
  for (const pattern of OF_ONE) {
    const name = pattern.exec(bare)?.[1]?.toLowerCase();
    if (name === undefined) continue;
    // A reference to a registry ends with the image's name.
    const isReference = /^[\w-]+(?:\.[\w-]+)+\//.test(name) || bare.toLowerCase().startsWith(`${name}:`);
    return isReference ? name.slice(name.lastIndexOf("/") + 1) : name;
  }
  return undefined;
}
