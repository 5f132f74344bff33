import { processLines, socketLines } from "../../__tests__/lab/listing.ts";
import { readObservations } from "../../__tests__/lab/observation.ts";

/** Processes and sockets of `examples/` before and after, as the lab has recorded them. */
export function demo(): string {
  const recorded = readObservations("examples");
  const shown = ["incident", "fixed"].map((name) => {
    const listing = recorded[name]?.listing;
    if (listing === undefined) throw new Error(`no listing of ${name}: npm run lab -- --examples --record`);
    const lines = [...processLines(listing), "", ...socketLines(listing)];
    return `\`examples/${name}\`:\n\n\`\`\`text\n${lines.join("\n")}\n\`\`\``;
  });
  return shown.join("\n\n");
}
