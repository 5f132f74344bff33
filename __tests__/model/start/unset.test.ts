/** Branches of a start script that are there for a variable which nobody sets. */
import { describe, expect, test } from "vitest";
import { imageFacts } from "../image-facts.ts";

/** What Apache listens on where a start script moves it under a condition. */
function ports(condition: string, { more = "", files = {}, base = "php:8.3-apache" } = {}): string {
  const [image] = imageFacts({
    Dockerfile: `FROM ${base}\n${more}COPY --chmod=755 *.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["apache2-foreground"]\n`,
    "start.sh": `#!/bin/bash\n${condition.replace("MOVE", 'sed -i "s/80/$PORT/" /etc/apache2/ports.conf')}\nexec "$@"\n`,
    ...files,
  });
  const [apache] = image?.servers ?? [];
  if (apache === undefined || apache.listenersComplete === false) return "unknown";
  return apache.listeners.map(({ port }) => port).join();
}

describe("a branch for a variable that nothing sets is not run", () => {
  test.each([
    'if [ -n "$PORT" ]; then MOVE; fi',
    'if [ -n "${PORT+x}" ]; then MOVE; fi',
    'if [ -n "${PORT:-}" ]; then MOVE; fi',
    "if [[ -n $PORT ]]; then MOVE; fi",
    '[ -z "$PORT" ] || MOVE',
    '[ "${WANTED:-no}" = yes ] && MOVE',
    'if [ "$WANTED" = true ]; then MOVE; fi',
    'case "$WANTED" in yes) MOVE ;; esac',
  ])("%s", (condition) => {
    expect(ports(condition)).toBe("80");
  });
});

describe("nor one for a variable of a file that nothing brings", () => {
  test.each([
    ["by its path", "[ -f /app/.env ] && . /app/.env"],
    ["from the working folder", "set -a\nif [ -r .env ]; then . ./.env; fi\nset +a"],
    ["or goes on", "[ -f .env ] && . ./.env || true"],
    ["by a name of which a variable is part", 'test -f ".env.$BRANCH" && . "./.env.$BRANCH"'],
    [
      "with the variables as they were before",
      'T=$(mktemp -t env.XXXX)\nexport -p > "$T"\n[ -f .env ] && . ./.env\n. "$T" || true\nrm "$T"',
    ],
    ["by a variable that is for it", 'if [ -n "$MORE" ]; then . "$MORE"; fi'],
  ])("%s", (_, read) => {
    expect(
      ports(`${read}\n/move.sh`, {
        more: "WORKDIR /app\n",
        files: { "move.sh": '#!/bin/sh\n[ -n "$PORT" ] && sed -i "s/80/$PORT/" /etc/apache2/ports.conf\n' },
      }),
    ).toBe("80");
  });
});

describe("it is open", () => {
  test.each([
    ["where it is run as long as nothing is set", '[ -z "$WANTED" ] && MOVE'],
    ["where a variable's default runs it", '[ "${WANTED-yes}" = yes ] && MOVE'],
    ["where the script gives the variable a value", 'read PORT; [ -n "$PORT" ] && MOVE'],
    ["where a file that is not known is read", '. /run/settings; [ -n "$PORT" ] && MOVE'],
    ["where releases of the base set it", '[ -n "$PHP_MD5" ] && MOVE'],
    ["where bash sets it", '[ -n "$HOSTNAME" ] && MOVE'],
  ])("%s", (_, condition) => {
    expect(ports(condition)).toBe("unknown");
  });

  test.each([
    ["that nothing guards", ". /app/.env"],
    ["that another script writes", "/write.sh\n[ -f /app/.env ] && . /app/.env"],
    ["of another folder", "cd /data\n[ -f .env ] && . ./.env"],
    ["of a folder that is not known", "[ -f /var/lib/site/.env ] && . /var/lib/site/.env"],
    ["of a volume", "[ -f /opt/state/.env ] && . /opt/state/.env"],
    ["that is another one than the one asked for", "[ -f /app/.env ] && . /app/.env.local"],
    ["whose name a variable holds", '[ -f "/app/$ENVIRONMENT" ] && . "/app/$ENVIRONMENT"'],
    ["of mktemp that holds more", 'T=$(mktemp)\nexport -p > "$T"\ncat /data/x >> "$T"\n. "$T"'],
  ])("where a file is read %s", (_, read) => {
    const more = "WORKDIR /app\nVOLUME /opt/state\n";
    const files = { "write.sh": "#!/bin/sh\nhostname > /app/.env\n" };
    expect(ports(`${read}\n[ -n "$PORT" ] && MOVE`, { more, files })).toBe("unknown");
  });

  test("where the base's variables were not read", () => {
    expect(ports('[ -n "$PORT" ] && MOVE', { base: "wordpress:6-apache" })).toBe("unknown");
  });

  test("where the script that calls this one sets it", () => {
    const files = {
      "move.sh": '#!/bin/sh\n[ -n "$PORT" ] && sed -i "s/80/$PORT/" /etc/apache2/ports.conf\n',
    };
    expect(ports("/move.sh", { files })).toBe("80");
    expect(ports('export PORT="$(cat /run/port)"\n/move.sh', { files })).toBe("unknown");
  });
});
