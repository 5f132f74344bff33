import "./healthy.test.ts";
