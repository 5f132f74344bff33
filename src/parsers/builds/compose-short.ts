/** The short and the long spelling of a compose service's ports and volumes. */

import type { YamlNode } from "../yaml/parse.ts";
import { asString, get } from "../yaml/parse.ts";
import type { ComposePort, ComposeVolume } from "./compose-tree.ts";

/** `[[address:]published:]container[/protocol]`, or a map; none when the port holds a variable. */
export function readPort(node: YamlNode): readonly ComposePort[] {
  if (node.kind === "map") return readLongPort(node);
  const text = asString(node);
  const [, address, published, container, protocol] =
    /^(?:(?:(\[[^\]]*\]|[^:]*):)?([\d-]*):)?(\d+(?:-\d+)?)(?:\/(\w+))?$/.exec(text ?? "") ?? [];
  const ports = readRange(container);
  if (ports === undefined) return [];
  return [
    {
      container: ports,
      ...(published ? { published } : {}),
      ...(address ? { address: address.replace(/^\[|\]$/g, "") } : {}),
      protocol: protocol ?? "tcp",
      span: node.span,
    },
  ];
}

function readLongPort(node: YamlNode): readonly ComposePort[] {
  const container = readRange(asString(get(node, "target")));
  if (container === undefined) return [];
  const published = asString(get(node, "published"));
  const address = asString(get(node, "host_ip"));
  return [
    {
      container,
      ...(published ? { published } : {}),
      ...(address ? { address } : {}),
      protocol: asString(get(node, "protocol")) ?? "tcp",
      span: get(node, "target")?.span ?? node.span,
    },
  ];
}

function readRange(text: string | undefined): ComposePort["container"] | undefined {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(text ?? "") ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last ?? first) };
}

/** `[source:]target[:mode]`, or a map. */
export function readVolume(node: YamlNode): readonly ComposeVolume[] {
  if (node.kind === "map") return readLongVolume(node);
  const text = asString(node);
  if (text === undefined) return [];
  const [first = "", second, mode] = splitVolume(text);
  if (second === undefined) return [{ type: "volume", target: first, readOnly: false, span: node.span }];
  const type = /^[./~$]/.test(first) ? "bind" : "volume";
  const readOnly = (mode ?? "").split(",").includes("ro");
  return [{ type, source: first, target: second, readOnly, span: node.span }];
}

// A `:` inside `${X:-y}` cuts nothing.
function splitVolume(text: string): readonly string[] {
  return text.match(/(?:\$\{[^}]*\}|[^:])+/g) ?? [];
}

function readLongVolume(node: YamlNode): readonly ComposeVolume[] {
  const target = asString(get(node, "target"));
  if (target === undefined) return [];
  const source = asString(get(node, "source"));
  return [
    {
      type: asString(get(node, "type")) ?? "volume",
      ...(source === undefined ? {} : { source }),
      target,
      readOnly: asString(get(node, "read_only")) === "true",
      span: node.span,
    },
  ];
}
