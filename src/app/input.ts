import { maxBytes } from "../workspace/content.ts";

/** The bytes of a stream to its end, or a little more than a file may have: what is longer is refused anyway. */
export async function readInput(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream) {
    const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
    pieces.push(bytes);
    length += bytes.length;
    if (length > maxBytes) break;
  }
  return Buffer.concat(pieces);
}
