/** What `--platform` takes (github.com/containerd/platforms v1.0.0-rc.5). */

const SYSTEM = /^[\w-]+(?:\([\w.%-]*(?:\+[\w.%-]+)*\))?$/;
const SYSTEMS = new Set(
  `aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris windows zos macos`.split(
    " ",
  ),
);
const ARCHITECTURES = new Set(
  `386 amd64 amd64p32 arm armbe arm64 arm64be ppc64 ppc64le loong64 mips mipsle mips64 mips64le mips64p32 mips64p32le ppc
  riscv riscv64 s390 s390x sparc sparc64 wasm i386 x86_64 x86-64 aarch64 armhf armel`.split(/\s+/),
);

/** Whether a text names a platform. */
export function isPlatform(text: string): boolean {
  const [system = "", ...rest] = text.split("/");
  if (text.includes("*") || !SYSTEM.test(system) || rest.length > 2) return false;
  if (rest.length > 0) return rest.every((part) => /^[\w.-]+$/.test(part));
  const name = system.toLowerCase();
  return name.includes("(") || SYSTEMS.has(name) || ARCHITECTURES.has(name);
}
