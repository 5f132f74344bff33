// The grammar of github.com/distribution/reference: a name of lower case parts behind a registry, a tag, a digest.
const HOST = String.raw`(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
const PART = String.raw`[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*`;
const TAG = String.raw`\w[\w.-]{0,127}`;
const DIGEST = `[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}`;
const REFERENCE = new RegExp(`^(?:${HOST}/)?${PART}(?:/${PART})*(?::${TAG})?(?:@${DIGEST})?$`);

const COMPONENT = new RegExp(`^${PART}$`);

/** Whether Docker takes a text as one part of an image's name, without registry, tag and slashes. */
export function isNamePart(text: string): boolean {
  return COMPONENT.test(text);
}

/** Why Docker takes a text for no reference of an image (github.com/distribution/reference v0.6); undefined where it does. */
export function refusedReference(text: string): string | undefined {
  if (/^[a-f0-9]{64}$/.test(text)) return `"${text.slice(0, 12)}…" is an image id, not a name`;
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  const isHost = first === "localhost" || /[.:A-Z]/.test(first);
  const path = isHost ? text.slice(slash + 1) : text;
  if (/[A-Z]/.test(path.replace(/:.*$/s, "").replace(/@.*$/s, "")))
    return `"${text}" is not a valid image reference: names are lower case`;
  const [, digest] = text.split("@sha256:");
  const isForm = REFERENCE.test(isHost ? text : `docker.io/${text}`);
  if (digest !== undefined && !/^[\da-f]{64}$/.test(digest))
    return `"${text}" is not a valid image reference: sha256 has 64 hex digits`;
  if (digest === undefined && text.includes("@") && !/@sha(?:384:[\da-f]{96}|512:[\da-f]{128})$/.test(text))
    return `"${text}" is not a valid image reference`;
  const long = path.replace(/[:@].*$/s, "").length > LONGEST_NAME;
  return isForm && !long ? undefined : `"${text}" is not a valid image reference`;
}

const LONGEST_NAME = 255;

/** Whether Docker takes a text as the reference of an image; such a text is safe as a word of a shell too. */
export function isReference(text: string): boolean {
  return text.length <= 512 && REFERENCE.test(text);
}
