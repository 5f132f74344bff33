// Plain JavaScript on purpose: an old Node must be able to read it in order to say what is wrong.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`the tests need Node 22.12 or later, and this is ${process.version} (${process.execPath})`);
  console.error(
    "npm scripts use the Node 24 of the development dependency `node`; its install script fetches the program,",
  );
  console.error("so install again where scripts of packages may run: npm ci");
  process.exit(1);
}
