import type { Change } from "../change.ts";
import { edited, plain, README, textIn } from "../repos.ts";

const TEXT = textIn(plain, README);
const PORTS = "| 8080 | HTTP |";
const CONF = "| [nginx.conf](nginx.conf) | `/etc/nginx/nginx.conf` |";
const USER = "The server runs as `nginx`.";
const SECTIONS: Readonly<Record<string, string>> = {
  ports: TEXT.slice(TEXT.indexOf("## Ports"), TEXT.indexOf("## Configuration")),
  configuration: TEXT.slice(TEXT.indexOf("## Configuration")),
  user: TEXT.slice(TEXT.indexOf("## User"), TEXT.indexOf("## Ports")),
};

/** Ways to hide a part of the page. */
const ways: Readonly<Record<string, (part: string) => string>> = {
  "a comment": (part) => `<!--\n${part}\n-->\n`,
  "a comment that does not end": (part) => `<!--\n${part}`,
  "a comment of other dashes": (part) => `<!--- x\n${part}\n--->\n`,
  "a comment in a line": (part) => part.replace(/^(.+)$/gm, "<!-- $1 -->"),
  "<del>": (part) => `<del>\n\n${part}\n\n</del>\n`,
  "<s>": (part) => `<s>\n\n${part}\n\n</s>\n`,
  "<strike>": (part) => `<strike>\n\n${part}\n\n</strike>\n`,
  "<details hidden>": (part) => `<details hidden>\n\n${part}\n\n</details>\n`,
  "<div hidden>": (part) => `<div hidden>\n\n${part}\n\n</div>\n`,
  '<div hidden="">': (part) => `<div class=x hidden="">\n\n${part}\n\n</div>\n`,
  "<DIV HIDDEN>": (part) => `<DIV HIDDEN>\n\n${part}\n\n</DIV>\n`,
  "display:none": (part) => `<div style="display:none">\n\n${part}\n\n</div>\n`,
  "display: none in capitals": (part) => `<div STYLE='Display : None'>\n\n${part}\n\n</div>\n`,
  "visibility:hidden": (part) => `<div style="visibility:hidden">\n\n${part}\n\n</div>\n`,
  "white text": (part) => `<div style="color:white">\n\n${part}\n\n</div>\n`,
  "white text of hex": (part) => `<div style="color:#fff">\n\n${part}\n\n</div>\n`,
  "transparent text": (part) => `<div style="color:transparent">\n\n${part}\n\n</div>\n`,
  "no opacity": (part) => `<div style="opacity:0">\n\n${part}\n\n</div>\n`,
  "no size": (part) => `<div style="font-size:0">\n\n${part}\n\n</div>\n`,
  "no height": (part) => `<div style="height:0;overflow:hidden">\n\n${part}\n\n</div>\n`,
  "beside the screen": (part) => `<div style="position:absolute;left:-9999px">\n\n${part}\n\n</div>\n`,
  "<font color=white>": (part) => `<font color="white">\n\n${part}\n\n</font>\n`,
  "<template>": (part) => `<template>\n\n${part}\n\n</template>\n`,
  "<script>": (part) => `<script>\n${part}\n</script>\n`,
  "<style>": (part) => `<style>\n${part}\n</style>\n`,
  "<noscript>": (part) => `<noscript>\n\n${part}\n\n</noscript>\n`,
  "<textarea>": (part) => `<textarea>\n${part}\n</textarea>\n`,
  "<title>": (part) => `<title>\n${part}\n</title>\n`,
  "<iframe>": (part) => `<iframe>\n${part}\n</iframe>\n`,
  "~~ of each line": (part) => part.replace(/[\w`./]*[\w`/][\w`./ ]*[\w`./]/g, "~~$&~~"),
  "a link's definition": (part) => part.replace(/^(.+)$/gm, '[x]: y "$1"'),
  "a title of a link": (part) => part.replace(/^(.+)$/gm, "[x](README.md '$1')"),
  processing: (part) => `<?php\n${part}\n?>\n`,
  "a declaration": (part) => `<!X\n${part}\n>\n`,
  CDATA: (part) => `<![CDATA[\n${part}\n]]>\n`,
  nothing: () => "",
};

const hidden = Object.entries(SECTIONS).flatMap(([section, part]) =>
  Object.entries(ways).map(
    ([name, hide]): Change => ({
      name: `README: ${section} behind ${name}`,
      base: plain,
      head: edited(plain, README, [part, hide(part)]),
    }),
  ),
);

/** A single row or sentence. */
const rows: Readonly<Record<string, string>> = { port: PORTS, configuration: CONF, user: USER };
const rowWays: Readonly<Record<string, (row: string) => string>> = {
  gone: () => "",
  "struck out": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, "~~$&~~"),
  "<del>": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, "<del>$&</del>"),
  "<s>": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, "<s>$&</s>"),
  "a comment": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, "<!-- $& -->"),
  "<span hidden>": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, "<span hidden>$&</span>"),
  "display:none": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, '<span style="display:none">$&</span>'),
  "an attribute": (row) => row.replace(/[^|\s][^|]*[^|\s]/g, '<a title="$&">x</a>'),
  "another number": (row) => row.replace("8080", "8081").replaceAll("nginx", "other"),
};

const rowed = Object.entries(rows).flatMap(([what, row]) =>
  Object.entries(rowWays).map(
    ([name, hide]): Change => ({
      name: `README: the ${what} is ${name}`,
      base: plain,
      head: edited(plain, README, [row, hide(row)]),
    }),
  ),
);

/** A note at the foot that nothing points to is left out of the page. */
const notes: Readonly<Record<string, string>> = {
  "the user": TEXT.replace(USER, `[^user]: ${USER}`),
  "the ports": TEXT.replace(
    SECTIONS["ports"] ?? "",
    (part) => `[^1]: ${part.trim().replaceAll("\n", "\n    ")}\n\n`,
  ),
  everything: `# web\n\n[^all]: ${TEXT.replaceAll("\n", "\n    ")}\n`,
};

const noted = Object.entries(notes).map(
  ([what, text]): Change => ({
    name: `README: ${what} in a note that nothing points to`,
    base: plain,
    head: { ...plain, [README]: text },
  }),
);

export const readmes: readonly Change[] = [...hidden, ...rowed, ...noted];
