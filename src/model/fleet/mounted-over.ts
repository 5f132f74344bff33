/** What only the services of compose know of an image, since they mount something over a part of it. */
import { isSameStart } from "../../source.ts";
import type { Run } from "../runs/types.ts";
import type { Image, UnknownFact } from "../stages/image.ts";
import type { Fleet } from "./types.ts";

/**
 * Whether a fact of an image by itself is open because a service mounts something there, and every service that starts
 * the image knows it or tells of its own mount: what people get is what the services make of it.
 */
export function isToldByServices({ links }: Fleet, image: Image, { fact, reason }: UnknownFact): boolean {
  const services = links.servicesOf(image).filter(({ compose }) => compose?.development === false);
  const mounts = services.flatMap(({ compose }) => compose?.service.mounts ?? []);
  return (
    mounts.some(({ at }) => isSameStart(at, reason.at)) &&
    services.every((service) => isToldBy(service, fact))
  );
}

/** Whether a service knows a fact, or says itself that its own mount leaves it open. */
function isToldBy({ unknowns, compose }: Run, fact: string): boolean {
  const mounts = compose?.service.mounts ?? [];
  return unknowns.every(
    (one) => one.fact !== fact || mounts.some(({ at }) => isSameStart(at, one.reason.at)),
  );
}
