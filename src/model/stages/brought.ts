import type { Copy, CopySource, Image } from "./image.ts";

/** Every repo file that the COPYs of an image bring. */
export function copiedPaths(image: Image): readonly string[] {
  return image.copies.flatMap(({ sources }) => sources.flatMap(({ files }) => files.map(({ path }) => path)));
}

/** A COPY source that brings a file, and where the file lands. */
export interface Bringing {
  readonly image: Image;
  readonly copy: Copy;
  readonly source: CopySource;
  readonly container: string;
}

/** The COPY sources of a folder's images, or of all, that bring a file. */
export function broughtBy(images: readonly Image[], path: string): readonly Bringing[] {
  return images.flatMap((image) =>
    image.copies.flatMap((copy) =>
      copy.sources.flatMap((source) =>
        source.files
          .filter((file) => file.path === path)
          .map(({ container }) => ({ image, copy, source, container })),
      ),
    ),
  );
}
