/** Whether a text gives a variable its value in a way that is not followed: a loop, `read`, `${X:=y}`. */
export function mayAssign(text: string, name: string): boolean {
  return new RegExp(
    `\\b(for|read|getopts|select|mapfile|printf -v)\\b[^;\\n]*\\b${name}\\b|\\$\\{${name}:?=`,
  ).test(text);
}
