import { expect, test } from "vitest";
import { found } from "../stages/found.ts";

const files = {
  "lib.sh": "CONF=/srv/lib\nsetup() { touch /srv/made; }\ncd /opt\n",
  "sed.sh": "sed() { touch /srv/other; }\n",
};
const COPIED = ["FROM debian:12", "COPY lib.sh sed.sh /"];
const [MADE, NONE, OPEN] = ["root 0644 file", "-", "?"];

/** What is at a path behind a RUN. */
function behind(run: string, path: string): string {
  const answer = found([...COPIED, `RUN ${run}`], path, files);
  return answer.startsWith(MADE) ? MADE : answer;
}

test.each([
  ["a function of a file that is sourced", ". /lib.sh && setup", "/srv/made", MADE],
  ["a function of a script that is run", "sh /lib.sh && setup", "/srv/made", NONE],
  ["a variable of a file that is sourced", ". /lib.sh && touch $CONF", "/srv/lib", MADE],
  ["the folder that a file that is sourced goes to", ". /lib.sh && touch x", "/opt/x", MADE],
  ["a program whose name a sourced file takes", ". /sed.sh && sed -i s/a/b/ /lib.sh", "/srv/other", MADE],
  ["a variable behind a file that is not known", ". /opt/unknown && touch /srv/x$A", "/srv/x", OPEN],
  ["eval of a text", "eval 'touch /srv/x'", "/srv/x", MADE],
  ["eval of words", "eval touch /srv/x", "/srv/x", MADE],
  ["eval of a variable", "A='touch /srv/x'; eval \"$A\"", "/srv/x", MADE],
  ["eval that sets a variable", "eval A=/srv/x; touch $A", "/srv/x", MADE],
  ["eval of what a program prints", 'eval "$(cat /opt/x)"', "/srv/x", OPEN],
  ["eval of what is known to print variables alone", 'eval "$(ssh-agent -s)"', "/srv/x", NONE],
])("%s", (_what, run, path, expected) => {
  const answer = behind(run, path);
  expect(answer.startsWith("?") ? OPEN : answer).toBe(expected);
});

test.each([
  ["bash < /lib.sh && touch /srv/done", "/srv/done", MADE],
  ["bash < /make.sh", "/srv/x", MADE],
  ["cd / && sh -s < make.sh", "/srv/x", MADE],
  ["sh <<< 'touch /srv/x'", "/srv/x", MADE],
  ["bash < /opt/unknown", "/srv/x", OPEN],
  ["bash < $SCRIPT", "/srv/x", OPEN],
  ["bash < /dev/null", "/srv/x", NONE],
])("%s", (run, path, expected) => {
  const lines = ["FROM debian:12", "COPY make.sh lib.sh /", `RUN ${run}`];
  const answer = found(lines, path, { ...files, "make.sh": "touch /srv/x\n" });
  expect(answer.startsWith("root") ? MADE : answer).toBe(expected);
});

test.each([
  ["a command in SHELL", ['SHELL ["/bin/bash", "-c", "touch /srv/x;"]', "RUN true"], MADE],
  ["in place of the commands of RUN", ['SHELL ["/bin/sh", "-c", "true"]', "RUN touch /srv/x"], NONE],
  ["options in SHELL", ['SHELL ["/bin/bash", "-eo", "pipefail", "-c"]', "RUN touch /srv/x"], MADE],
  ["no -c in SHELL", ['SHELL ["/bin/sh"]', "RUN touch /srv/x"], "?"],
  ["a RUN that is too long for a shell", [`RUN touch /srv/x; ${"true; ".repeat(22_000)}`], "?"],
])("%s", (_what, lines, expected) => {
  const answer = found(["FROM debian:12", ...lines], "/srv/x");
  expect(answer.startsWith(MADE) ? MADE : answer).toBe(expected);
});

// What reads a program from its input, or writes by its own means, is told of the paths that stand in it.
test.each([
  ["awk '{ print > \"/etc/nginx/nginx.conf\" }' /opt/x", OPEN],
  ["awk '$1 > 5 { print }' /etc/nginx/nginx.conf", MADE],
  ["sort -o /etc/nginx/nginx.conf /opt/x", OPEN],
  ["sort /etc/nginx/nginx.conf", MADE],
  ["python3 - <<EOF\nopen('/etc/nginx/nginx.conf', 'w')\nEOF", OPEN],
  ["echo 'w /etc/nginx/nginx.conf' | ed -s /opt/x", OPEN],
  ["cd /etc/nginx && ex -sc wq nginx.conf", OPEN],
  ["dd if=/opt/x of=/etc/nginx/nginx.conf", OPEN],
  ["java -jar /opt/x.jar /etc/nginx/nginx.conf", OPEN],
  ["yq -i .a /etc/nginx/nginx.conf", OPEN],
  ["envsubst < /opt/x > /etc/nginx/nginx.conf", OPEN],
  ["cat /etc/nginx/nginx.conf", MADE],
])("%s", (run, expected) => {
  const lines = ["FROM debian:12", "COPY lib.sh /etc/nginx/nginx.conf", `RUN ${run}`];
  const written = found(lines, "/etc/nginx/nginx.conf", files);
  // The file is there in any case: what counts is whether its text is known.
  const text = found([...lines, "RUN sh /etc/nginx/nginx.conf"], "/srv/made", files);
  expect(written.startsWith("?") || text.startsWith("?") ? OPEN : MADE).toBe(expected);
});

test("packages in a variable that holds several are installed", () => {
  const lines = ["FROM debian:12", 'RUN P="curl nginx" && apt-get install -y $P'];
  expect(found(lines, "/etc/nginx/nginx.conf")).toBe("root 0644 file /etc/nginx/nginx.conf");
});
