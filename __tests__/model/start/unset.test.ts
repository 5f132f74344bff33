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
