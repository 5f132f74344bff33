// All five trees: see amount.ts.
import "./fix.test.ts";
