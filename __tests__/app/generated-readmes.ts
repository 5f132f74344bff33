import fc from "fast-check";

const DOCKERFILES: readonly Readonly<Record<string, string>>[] = [
  {
    Dockerfile:
      "FROM nginx:1.27-alpine\nCOPY config/site.conf /etc/nginx/conf.d/default.conf\n# The largest upload\nENV BODY_SIZE=1m\nVOLUME /srv/data\nUSER nginx\n",
    "config/site.conf": "server {\n    # public pages\n    listen 8080;\n    listen [::]:8080;\n}\n",
  },
  {
    Dockerfile:
      'FROM debian:12-slim\nRUN useradd --uid 1500 app\nENV MODE="a|b" LIMIT=10 \\\n    # how much is logged\n    LEVEL=`x`\nUSER app\nEXPOSE 9000 53/udp\nCMD ["/usr/local/bin/app"]\n',
  },
  { Dockerfile: 'FROM registry.example.org/own:1\nARG WORD\nENV WORD=$WORD EMPTY=\nVOLUME ["/a b", "/c"]\n' },
  { Dockerfile: 'FROM scratch\nCOPY app /app\nENTRYPOINT ["/app"]\n', app: "x" },
];

const PIECES: readonly string[] = [
  "# The image",
  "The image\n=========",
  "Ports\n-----",
  "## Ports\n\nOpen to all: port 8080.",
  "## User",
  "## Environment\n\nSee below.",
  "### Configuration files ###",
  "| Port | Use |\n| --- | --- |\n| 8080 | The pages |\n| ~~80~~ | gone |",
  "| Port | Protocol | Owner |\n|-----:|:--------:|-------|\n| 8080 | TCP      | web team |\n| 9999 | TCP | nobody |",
  "Variable | Default | Description\n---|---|---\n`BODY_SIZE` | `2m` | how much\n`OTHER` | | read by the program",
  "| Variable | Default |\n| --- | --- |\n| LIMIT | 10 |",
  "| File | In the image |\n| --- | --- |\n| [config/site.conf](config/site.conf) | `/etc/nginx/site.conf` |",
  "> | Volume | Use |\n> | --- | --- |\n> | `/srv/data` | data |",
  "- one\n- two\n\n  | Port | Use |\n  | --- | --- |\n  | 1 | 2 |",
  "<table>\n<tr><th>Port</th></tr>\n<tr><td>8080</td></tr>\n</table>",
  "<details>\n<summary>More</summary>\n\n| Port | Use |\n| --- | --- |\n| 8080 | x |\n\n</details>",
  "```sh\ndocker run -p 8080:8080 image\n```",
  "~~~\n<!-- keelcheck:begin -->\n~~~",
  "    <!-- keelcheck:end -->",
  "<!-- a note\nof two lines -->",
  "`<!-- keelcheck:begin ports -->` is a marker",
  "Text with two blanks at its end  \nand a backslash\\",
  "<!-- keelcheck:begin ports -->\n\nold\n\n<!-- keelcheck:end -->",
  "<!-- keelcheck:begin environment volumes -->\n<!-- keelcheck:end -->",
  "<!-- keelcheck:begin -->\n\n## Ports\n\n| Port | Served by | Description |\n|---|---|---|\n| 8080 | nginx | the pages |\n\n<!-- keelcheck:end -->",
];

/** What stands last may be left open: code, a comment, a marker, an element. */
const ENDS: readonly string[] = [
  "",
  "",
  "",
  "",
  "```\nopen code",
  "<!-- open",
  "<pre>\nopen",
  "<!-- keelcheck:begin -->",
  "---",
  "* a list",
  "> a quote",
];

const readme = fc
  .record({
    mark: fc.constantFrom("", "", "", "\uFEFF", "---\ntitle: x\n---\n\n"),
    pieces: fc.array(fc.constantFrom(...PIECES), { maxLength: 7 }),
    end: fc.constantFrom(...ENDS),
    lineEnd: fc.constantFrom("\n", "\n", "\r\n"),
    gap: fc.constantFrom("\n\n", "\n\n", "\n", "\n\n\n"),
    last: fc.constantFrom("\n", "\n", "", "\n\n", "  "),
  })
  .map(({ mark, pieces, end, lineEnd, gap, last }) =>
    `${mark}${[...pieces, ...(end === "" ? [] : [end])].join(gap)}${last}`.replace(/\n/g, lineEnd),
  );

/** The files of an image folder: a Dockerfile with what it needs, and a README of any kind. */
export const generatedImages: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .record({ files: fc.constantFrom(...DOCKERFILES), text: readme })
  .map(({ files, text }) => ({ ...files, "README.md": text }));
