/** What only the services of compose know of an image, since they mount something over a part of it. */
import { isSameStart } from "../../source.ts";
import type { Run } from "../runs/types.ts";
import type { Image, UnknownFact } from "../stages/image.ts";
import type { Fleet } from "./types.ts";

/**
 * Whether a fact of an image by itself is open because a service mounts something there, and known of every service that
 * starts the image: what people get is what the services make of it.
 */
export function isKnownOfServices({ links }: Fleet, image: Image, { fact, reason }: UnknownFact): boolean {
  const services = links.servicesOf(image).filter(({ compose }) => compose?.development === false);
  const mounts = services.flatMap(({ compose }) => compose?.service.mounts ?? []);
  return (
    mounts.some(({ at }) => isSameStart(at, reason.at)) && services.every((service) => isKnown(service, fact))
  );
}

function isKnown({ unknowns }: Run, fact: string): boolean {
  return unknowns.every((one) => one.fact !== fact);
}
