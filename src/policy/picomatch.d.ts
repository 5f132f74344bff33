// The package has no types of its own.
declare module "picomatch" {
  export default function picomatch(
    glob: string | readonly string[],
    options?: { readonly dot?: boolean },
  ): (path: string) => boolean;
}
