// The same with more texts: npm run test:long.
import "./channels.test.ts";
