import { nearest, ownValue } from "../../names.ts";
import type { Policy } from "../../policy/policy.ts";
import { isOfReleases } from "./base.ts";
import type { BaseImage, BaseSystem } from "./bases.ts";
import { bases } from "./bases.ts";

/** An image reference, taken apart; Docker Hub's names are written in full. */
export interface Reference {
  readonly registry: string;
  /** Path in the registry: `library/nginx`. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** A base that our table describes, with what its tag decides. */
export interface KnownBase {
  readonly image: BaseImage;
  readonly system: BaseSystem;
}

/** Takes a reference apart by Docker's rules: the first part is a registry when it has a dot, a colon, or is `localhost`. */
export function parseReference(ref: string): Reference {
  const [withoutDigest = "", digest] = ref.split("@");
  const slash = withoutDigest.indexOf("/");
  const first = slash < 0 ? "" : withoutDigest.slice(0, slash);
  const isRegistry = /[.:]/.test(first) || first === "localhost";
  const rest = isRegistry ? withoutDigest.slice(slash + 1) : withoutDigest;
  const colon = rest.lastIndexOf(":");
  const path = colon < 0 ? rest : rest.slice(0, colon);
  const registry = !isRegistry || first === "index.docker.io" ? "docker.io" : first;
  const repository = registry === "docker.io" && !path.includes("/") ? `library/${path}` : path;
  return {
    registry,
    repository,
    ...(colon < 0 ? {} : { tag: rest.slice(colon + 1) }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** A reference with its registry and its tag, `docker.io/library/nginx:latest`; a digest is left out. */
export function fullReference(ref: string): string {
  const { registry, repository, tag = "latest" } = parseReference(ref);
  return `${registry}/${repository}:${tag}`;
}

/**
 * The reference with the registries of the policy replaced by what they mirror (`harbor.corp/hub: docker.io`). One that
 * holds this repo's images (`.`) mirrors nothing: its `nginx` is not the official one.
 */
export function unmirrored(ref: string, registries: Readonly<Record<string, string>>): string {
  const prefixes = Object.keys(registries).sort((a, b) => b.length - a.length);
  const prefix = prefixes.find((known) => behindPrefix(ref, known) !== undefined);
  const mirrored = prefix === undefined ? "." : (ownValue(registries, prefix) ?? ".");
  if (prefix === undefined || mirrored === ".") return ref;
  const { tag, digest } = parseReference(ref);
  const version = `${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
  return `${mirrored.replace(/\/$/, "")}/${behindPrefix(ref, prefix)}${version}`;
}

/** The repository behind a registry and its folders; Docker Hub's may be left out on either side (`corp`, `docker.io/corp`). */
function behindPrefix(ref: string, prefix: string): string | undefined {
  const plain = prefix.replace(/\/$/, "");
  const { registry, repository } = parseReference(ref);
  const full = `${registry}/${repository}`;
  const folder = parseReference(`${plain}/x`);
  const isHub = folder.registry === "docker.io" && folder.repository === "library/x" && !plain.includes("/");
  const start = `${folder.registry}/${isHub ? "" : folder.repository.slice(0, -1)}`;
  return full.startsWith(start) && full.length > start.length ? full.slice(start.length) : undefined;
}

// Public copies of Docker Hub, from the registries' own documentation; the first has only the official images.
const HUB =
  /^(public\.ecr\.aws\/docker(?=\/library\/)|mirror\.gcr\.io|registry-1\.docker\.io|registry\.hub\.docker\.com|docker\.io)\//;

// The official images, and those of them for one architecture (github.com/docker-library/official-images, "Architectures").
const OFFICIAL = /^(library|amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\/(?=[^/]+$)/;

/** What our table says of a base image; `undefined` when it is not in it. */
export function findBase(ref: string): KnownBase | undefined {
  const { registry, repository, tag = "latest" } = parseReference(ref);
  const name = `${registry}/${repository}`.replace(HUB, "").replace(OFFICIAL, "");
  for (const image of bases) {
    if (!image.names.includes(name)) continue;
    if (image.tags !== undefined && !image.tags.test(tag)) continue;
    if (image.releases !== undefined && !isOfReleases(tag, image.releases)) continue;
    const system = image.systemOf(tag);
    return system === undefined ? undefined : { image, system };
  }
  return undefined;
}

/** The base of our table that a mistyped one most likely means, with its tag. */
export function likelyBase(ref: string): string | undefined {
  const { registry, repository, tag } = parseReference(ref);
  const name = `${registry}/${repository}`.replace(HUB, "").replace(OFFICIAL, "");
  const like = nearest(
    name,
    bases.flatMap(({ names }) => names),
  );
  return like === undefined || like === name ? undefined : `${like}${tag === undefined ? "" : `:${tag}`}`;
}

/** The name that an own registry's reference gives to an image: its last part. */
export function ownImageName(ref: string, registries: Policy["registries"]): string | undefined {
  const own = Object.keys(registries).find(
    (prefix) => ownValue(registries, prefix) === "." && behindPrefix(ref, prefix) !== undefined,
  );
  return own === undefined ? undefined : behindPrefix(ref, own)?.replace(/^library\//, "");
}
