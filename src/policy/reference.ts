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

/** Whether Docker takes a text as the reference of an image; such a text is safe as a word of a shell too. */
export function isReference(text: string): boolean {
  return text.length <= 512 && REFERENCE.test(text);
}
