import { gunzipSync, gzipSync } from "node:zlib";
import { Header } from "tar/header";
import { expect, test } from "vitest";
import { beginsArchive, readArchive } from "../../src/parsers/archive.ts";

// By GNU tar 1.34: `tar --sort=name --owner=games:1500 --group=mail:1600 --format=F -cf - .` of a folder with a file of
// mode 640, another name of it, a link, a folder and a long path; v7 and ustar have no room for that.
const MADE: Readonly<Record<string, string>> = {
  gnu: [
    "H4sIAAAAAAACA+2YTW6DMBBGve4pfAJ7xj+4Ujc9AJcgDUWoiZGAKjlcd71YMM2moFJlYauN520cgTfhy/diRkgWHZhw1oZVOW3C",
    "qhFgvn6FoS6mmwWYcB3DDsYtS8D7MFY956ypjvWwse9YtQd2fwj50vlXsZd/Kn9Eqyj/pPlXInyIln9hzM/5o17kr5Se+g+Uf3QO",
    "7TDWnj/C0wMj8kNIIZ/Lzjdl698i+v/a/9n1ixWwUN/+Cyb/TzJgvEzZ/77rxq19v93/t/nvkyKpctnlf/P5T2tEOv9n5H+z9r8h",
    "/9+l/z8/SLoZ+n/z/Q9w5f/Qf3r/i8+ZKpB5/+P/qufzn3M3zP8UWmBc+ab153hzKep/yD/+Q/7yP2zM/9Ry/usKRf5P8/Xrnp/q",
    "HY3/cvX/eGp9fP9v9n/lfw3oGMcUcsq8/wRBEARBEEReXABcQFMQACgAAA==",
  ].join(""),
  pax: [
    "H4sIAAAAAAACA+2aTY6bQBCFWfsUnAC6qvoHFM0+y1yBjMkEySaRTTQ+XHa5WBqskRjs8YhRuh2b922w3ZYwLr33uro7y79Uh891",
    "ta53+zxLgqA8Vuvh6plelXI6IbGKnVW6/5yUGJ2khyQCv/ZdtfM/JVkmotKqa7b1A7nSKmvLgrLSinAhbFd+9HE66sQMo7RKwM2T",
    "5eHvMUjcmP7KTgYfEBrr379+rX8SJUlqYur/qdrW+wvf21bN5r2HHJvbzdR/5P+PP9pv2foK/i8n9bcG/h8DLqf+zxmrwf/lrP2X",
    "xUs4wDzvwv+Pog8ZA/P9n7Vh+H/U+o9ioMr6z67p/2yE4P/wfxBN//9a9Of1f97/aap/32L6+b+Kqf+F+v+m2Xd1mxbqE/S8TP2P",
    "gn8dhvfyn619rX8hduj/okAs6c+q+/6Qhar+G+QrTD3+C/2HL/Xs/k+0Jqz/3VX9L/q/m9a/fwf/j+P/5kr+/+f3/AQo9DEBBAlw",
    "m/p/w//pxP+VRv8XgwMkgP7vpf/bhLnHB85/DOv/yP/wnD3/UVw6/6G160cJXdh96H8T/B6DxJ2bsf8n2vj5P7dPTXsIty6N/J/4",
    "f6D/+wP7f4zzH3HAItzS/T+8yR71ry7s//HU/9ky+r84j1/v0uf6K7b/0P/l3XPTXqX/Ozn/SX66iPxH/oPg+g8k+jn5f9L/aSGv",
    "f4oxOVl4/gMAAAAAAAAAAAAAAAAAAID74i+KZP11AFAAAA==",
  ].join(""),
  ustar: [
    "H4sIAAAAAAACA+3V0WqDMBQG4Fz3KfIE8SQnMYM+TbY6EWwG1dI+fs1WKFhm6UVCN//vJhK9MP6cX1WJ7GjinUur8WzTyproe/9K",
    "aK6nmzXZtK81EwvpRAHHYQyH6VXasG+Ghef2oesfHZJuhxJ/hKo+vuKn2lUvlb+xziD/ovkHlS6y5V9b+3v+mmf5s+Np/gn5Z9d3",
    "w9hE+UbbjYD1UVVf5v/v/RP9z9aRkCa2XTzn6yXMf8o//0f+6X9a6H8zz9/UBv1f5vjNQZ6ad9T/Wvt/PHUxf/8vzv9d/1vWXkhd",
    "opxWPv8AAAAAAAAAAAAAAPD/XAC3XFgKACgAAA==",
  ].join(""),
  v7: [
    "H4sIAAAAAAACA+3VSw6CMBQF0I5dRVdQXv8mrsYPGhJSE8Ho8qUoAzUSJ21E7pmUlBG9fRdRsOSo462Nq/LaxFVLon7/gUntupeO",
    "TL/vFBnGLZuQ4UOGdSJEsT2GvdgVP5W/11Yj/6z5r0V8SHY0zpjP+Uv9nL8kbbv5Z8g/ubpq2jLwJa0WDOZHFHWe/7/33/d/nH/J",
    "uAqHKlzT9RLmP+af/pDv/U8j/a9e8+9uAPo/h3NTnvil3KD+59r/7aUK6UdjdP7f+l8qRYzLHOU08/kHAAAAAAAAAAAAAID/cwMK",
    "QdvaACgAAA==",
  ].join(""),
};

function listed(bytes: Uint8Array, limits?: Parameters<typeof readArchive>[1]): readonly string[] {
  const archive = readArchive(bytes, limits);
  if (archive === undefined) return ["no archive"];
  if ("unread" in archive) return [archive.unread];
  return archive.entries.map(({ path, kind, mode, uid, gid, user, group, target, content }) => {
    const text = content === undefined ? "" : "text" in content ? JSON.stringify(content.text) : "?";
    const short = path.replace(/d{20,}/, "ddd");
    return [short, kind, mode.toString(8), `${uid}/${user}:${gid}/${group}`, target ?? text].join(" ").trim();
  });
}

function made(format: string): Buffer {
  return gunzipSync(Buffer.from(MADE[format] ?? "", "base64"));
}

const SHORT = [
  "directory 755 1500/games:1600/mail",
  "conf.d directory 755 1500/games:1600/mail",
  'conf.d/a.conf file 644 1500/games:1600/mail "listen 80;\\n"',
  "l link 777 1500/games:1600/mail nginx.conf",
  'nginx.conf file 640 1500/games:1600/mail "user web;\\n"',
  'twin file 640 1500/games:1600/mail "user web;\\n"',
];
const LONG = ["ddd directory 755 1500/games:1600/mail", 'ddd/ü file 644 1500/games:1600/mail "x"'];

test.each([
  ["gnu", [...SHORT, ...LONG]],
  ["pax", [...SHORT, ...LONG]],
  ["ustar", SHORT],
  ["v7", SHORT.map((line) => line.replace("/games", "/undefined").replace("/mail", "/undefined"))],
])("an archive of the format %s", (format, expected) => {
  expect([...listed(made(format))].sort()).toEqual([...expected].sort());
  expect(listed(gzipSync(made(format)))).toEqual(listed(made(format)));
});

/** An archive of one entry after the other, each without content. */
function tarOf(...entries: readonly ConstructorParameters<typeof Header>[0][]): Buffer {
  const blocks = entries.map((entry) => {
    const block = Buffer.alloc(512);
    new Header({ mode: 0o644, size: 0, uid: 0, gid: 0, mtime: new Date(0), ...entry }).encode(block);
    return block;
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

test.each<readonly [string, Uint8Array, string]>([
  ["a text", Buffer.from("server { listen 80; }\n".repeat(50)), "no archive"],
  ["an empty file", new Uint8Array(), "no archive"],
  ["an archive of nothing", Buffer.alloc(10_240), "no archive"],
  ["one that is cut", made("gnu").subarray(0, 5000), "is not whole"],
  ["gzip that is cut", gzipSync(made("gnu")).subarray(0, 200), "is not whole"],
  ["xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]), "is compressed by xz"],
  ["bzip2", Buffer.from("BZh91AY&SY"), "is compressed by bzip2"],
  ["zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4]), "is compressed by zstd"],
  ["a way out", tarOf({ path: "../etc/passwd", type: "File" }), "holds ../etc/passwd, which leads out of it"],
  [
    "what lies behind a link",
    tarOf({ path: "a", type: "SymbolicLink", linkpath: "/etc" }, { path: "a/passwd", type: "File" }),
    "holds a/passwd, which lies behind a link",
  ],
  ["a device", tarOf({ path: "null", type: "CharacterDevice" }), "holds null, which is a CharacterDevice"],
  ["another name of nothing", tarOf({ path: "b", type: "Link", linkpath: "a" }), "holds another name of a"],
])("%s", (_what, bytes, expected) => {
  expect(listed(bytes)[0]).toMatch(new RegExp(`^${expected}`));
});

test("the last entry of a path counts, and one from the root keeps its slash", () => {
  const archive = tarOf(
    { path: "/etc/x", type: "File", uid: 1 },
    { path: "./etc/y/", type: "Directory" },
    { path: "/etc/x", type: "File", uid: 2 },
  );
  expect(listed(archive)).toEqual([
    '/etc/x file 644 2/undefined:0/undefined ""',
    "etc/y directory 644 0/undefined:0/undefined",
  ]);
});

test("no more is unpacked than the limits allow", () => {
  const limits = { bytes: 1024 * 1024, entries: 3 };
  const bomb = gzipSync(Buffer.concat([tarOf({ path: "a", type: "File" }), Buffer.alloc(8 * 1024 * 1024)]));
  expect(listed(bomb, limits)).toEqual(["holds more than 1 MiB"]);
  const many = tarOf(...["a", "b", "c", "d"].map((path) => ({ path, type: "File" as const })));
  expect(listed(many, limits)).toEqual(["holds more than 3 files"]);
  expect(listed(many.subarray(0, 3 * 512), limits)).toHaveLength(3);
});

test("an archive may be text: blanks in place of every NUL, and names that fill their fields", () => {
  const text = "user root;\n".padEnd(512, "\n");
  const size = Buffer.byteLength(text).toString(8).padStart(11, "0");
  const fields = [
    ["./".repeat(49).concat("/a"), 100],
    ["0000644 0000000 0000000 ", 24],
    [`${size} 00000000000 `, 24],
    ["        0", 9],
    ["", 100],
    ["ustar 00", 8],
    ["", 80],
    ["./".repeat(77).concat("."), 155],
    ["", 12],
  ] as const;
  const blank = fields.map(([value, length]) => value.padEnd(length)).join("");
  const sum = [...Buffer.from(blank)].reduce((all, byte) => all + byte, 0);
  const head = `${blank.slice(0, 148)}${sum.toString(8).padStart(6, "0")}  ${blank.slice(156)}`;
  expect(beginsArchive(head + text)).toBe(true);
  // Its link has blanks as well, which the reader refuses.
  expect(listed(Buffer.from(head + text))).toEqual(["is not whole: linkpath forbidden"]);
  expect(beginsArchive(text)).toBe(false);
  expect(beginsArchive("BZh91AY")).toBe(true);
});
